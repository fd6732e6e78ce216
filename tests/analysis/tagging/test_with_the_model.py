"""The lane of the real weights: added by ``sh tests/install_musicnn.sh``."""

import resource
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pytest

from dj import analysis, intake
from dj.analysis import models
from dj.analysis.tagging.musicnn import MusicnnAnalyser
from dj.audio.files import write_wav
from dj.library import Store
from dj.model.analysis import CuePoints, Ending
from dj.model.audio import Audio, Samples
from dj.testing.signals import clicks
from tests.analysis.tagging.golden import EMBEDDING, PROBABILITIES, clip

ROOT = Path(__file__).parents[3]
FOLDER = ROOT / ".tools" / "musicnn" / "models"
pytestmark = [
    pytest.mark.network,
    pytest.mark.slow,
    pytest.mark.skipif(
        not (FOLDER / "musicnn.json").exists(),
        reason="the tagging model is not there: sh tests/install_musicnn.sh",
    ),
]


@pytest.fixture(scope="module")
def musicnn() -> MusicnnAnalyser:
    return MusicnnAnalyser(FOLDER / "musicnn.npz")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    (tmp_path / "music").mkdir()
    write_wav(tmp_path / "music" / "a.wav", clicks(120.0, 8.0))
    with Store.open(tmp_path / "library") as opened:
        intake.scan(opened, [tmp_path / "music"], processes=1, progress=None)
        intake.hear(opened, processes=1, progress=None)
        yield opened


def add_model(store: Store) -> models.Model:
    found = models.find(FOLDER, "musicnn")
    assert found is not None
    return models.save(store.models_folder, found.card, models.load(found.path))


def test_it_says_what_the_original_says(musicnn: MusicnnAnalyser) -> None:
    answers = musicnn._network.hear(clip())
    assert answers.probabilities[0] == pytest.approx(PROBABILITIES, abs=1e-5)
    assert answers.embedding[0, : len(EMBEDDING)] == pytest.approx(EMBEDDING, abs=1e-4)


def test_a_patch_says_the_same_alone_and_among_others(musicnn: MusicnnAnalyser) -> None:
    patches = np.concatenate([clip(), np.zeros_like(clip()), clip()[:, ::-1]])
    together = musicnn._network.hear(patches).probabilities
    alone = [musicnn._network.hear(one[None]).probabilities[0] for one in patches]
    assert np.allclose(together, alone, atol=1e-5)


def test_without_the_model_songs_have_no_tags(store: Store) -> None:
    (song,) = store.songs(analysis.versions())
    assert song.analysis.sound_tags == ()
    assert song.analysis.embedding.size == 0
    assert "musicnn" not in song.analysis.analysers


def test_a_model_added_later_hears_what_lacks_it_and_nothing_twice(store: Store) -> None:
    (before,) = store.songs(analysis.versions())
    model = add_model(store)
    stages: list[str] = []

    def note(done: int, total: int, what: str) -> None:
        stages.append(what.partition(":")[0])

    intake.hear(store, processes=1, progress=note)
    assert set(stages) == {"tagging"}
    (song,) = store.songs(analysis.versions())
    assert song.analysis.embedding.shape == (200,)
    assert song.analysis.sound_tags
    assert song.analysis.sound_tags[0].model == "musicnn 0.1.0"
    assert song.analysis.analysers["musicnn"].endswith(model.card.sha256[:12])
    assert replace(song.analysis, sound_tags=(), analysers=before.analysis.analysers) == (
        before.analysis
    )
    stages.clear()
    intake.hear(store, processes=1, progress=note)
    assert stages == []


def test_what_was_heard_stays_when_the_model_goes(store: Store) -> None:
    models.remove(add_model(store).path.parent, "musicnn")
    add_model(store)
    intake.hear(store, processes=1, progress=None)
    models.remove(store.models_folder, "musicnn")
    assert store.missing_analysis(analysis.versions()) == ()
    (song,) = store.songs(analysis.versions())
    assert song.analysis.sound_tags


@dataclass(frozen=True)
class Sound:
    """The same few seconds at every place of a song, as `Excerpts`."""

    duration_s: float
    samples: Samples

    def excerpt(self, start_s: float, end_s: float) -> Audio:
        wanted = round((min(end_s, self.duration_s) - start_s) * 44_100)
        return Audio(samples=self.samples[: max(0, wanted)], sample_rate_hz=44_100)


def cues(length_s: float) -> CuePoints:
    return CuePoints(cue_in_s=0.0, post_s=None, outro_s=length_s, cue_out_s=length_s,
                     ending=Ending.COLD)  # fmt: skip


@pytest.mark.parametrize("level", [0.0, 1e-6, 0.5, 16.0])
@pytest.mark.parametrize("length_s", [0.00002, 0.05, 3.0, 200.0])
def test_any_sound_gives_finite_numbers(
    musicnn: MusicnnAnalyser, level: float, length_s: float
) -> None:
    noise = level * np.random.default_rng(1).uniform(-1, 1, (150_000, 2)).astype(np.float32)
    found = musicnn.analyse(Sound(length_s, noise), {"cues": cues(length_s)})
    assert set(found) == set(musicnn.gives)
    embedding, tags = found["embedding"], found["sound_tags"]
    assert isinstance(embedding, np.ndarray)
    assert isinstance(tags, tuple)
    assert np.isfinite(embedding).all()
    assert embedding.dtype == np.float32
    assert all(0.05 <= tag.score <= 1.0 for tag in tags)
    if level < 1e-5:
        assert not tags
        assert not embedding.size


def test_a_whole_song_stays_below_two_hundred_megabytes(musicnn: MusicnnAnalyser) -> None:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    musicnn.analyse(Sound(600.0, clicks(120.0, 4.0).samples), {"cues": cues(600.0)})
    assert (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024 < 120
