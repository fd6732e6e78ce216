"""Copies and versions of a composed song, fingerprinted as a scan does."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import soundfile
from numpy.typing import NDArray

from dj.analysis.fingerprint import FingerprintAnalyser
from dj.analysis.recording import listen
from dj.audio.synth import SAMPLE_RATE_HZ, Score, parse_score, render_score
from dj.library.duplicates.candidates import candidates
from dj.library.duplicates.comparing import Likeness, compare
from tests.library.duplicates.worlds import Words

SCORE = Path(__file__).parents[3] / "assets" / "demo" / "scores" / "blue_umbrella.yaml"
Samples = NDArray[np.float32]

pytestmark = pytest.mark.slow


def score(text: str = "") -> Score:
    return parse_score(text or SCORE.read_text("utf-8"), SCORE.name)


@pytest.fixture(scope="module")
def played() -> Samples:
    return np.asarray(render_score(score()), np.float32)


def likeness(folder: Path, one: Samples, other: Samples, ending: str = "flac") -> Likeness | None:
    """Write two recordings, hear them, and compare where the index proposes it."""
    first, second = heard(folder / "one.flac", one), heard(folder / f"other.{ending}", other)
    found = list(candidates(lambda: iter((first, second))))
    return compare(first, second, found[0].shifts) if found else None


def heard(path: Path, samples: Samples) -> Words:
    kinds = {".flac": "FLAC", ".mp3": "MP3", ".ogg": "OGG"}
    with soundfile.SoundFile(
        path, "w", SAMPLE_RATE_HZ, samples.shape[1], format=kinds[path.suffix]
    ) as file:
        for block in np.array_split(samples, 100):  # libsndfile overflows its stack on long ones
            file.write(block)
    nothing: Mapping[str, object] = {}
    found = FingerprintAnalyser().analyse(listen(path), nothing)["fingerprint"]
    return np.asarray(found, np.uint32)


@pytest.mark.parametrize("ending", ["mp3", "ogg"])
@pytest.mark.parametrize(
    ("gain", "start_s", "silence_s"), [(0.3, 0.0, 0.0), (1.0, 3.37, 0.0), (0.7, 0.0, 4.27)],
    ids=["softer", "trimmed", "later"],
)  # fmt: skip
def test_a_copy_is_known_in_any_coat(
    tmp_path: Path, played: Samples, ending: str, gain: float, start_s: float, silence_s: float
) -> None:
    part = gain * played[round(start_s * SAMPLE_RATE_HZ) :]
    pause = np.zeros((round(silence_s * SAMPLE_RATE_HZ), 2), np.float32)
    found = likeness(tmp_path, played, np.concatenate([pause, part]), ending)
    assert found is not None
    assert found.whole
    assert found.errors < 0.17


def test_other_versions_of_the_song_are_no_copies(tmp_path: Path, played: Samples) -> None:
    written, text = score(), SCORE.read_text("utf-8")
    versions = {
        "cover in another key": score(text.replace("key: C# minor", "key: D# minor")),
        "faster": replace(written, tempo_bpm=1.06 * written.tempo_bpm),
        "live": replace(written, tempo_bpm=1.012 * written.tempo_bpm, seed=written.seed + 77,
                        loose_ms=written.loose_ms + 8, room_s=written.room_s + 1),
    }  # fmt: skip
    for name, version in versions.items():
        assert likeness(tmp_path, played, np.asarray(render_score(version))) is None, name


def test_songs_that_share_an_opening_are_no_copies(tmp_path: Path, played: Samples) -> None:
    other = score((SCORE.parent / "first_snow.yaml").read_text("utf-8"))
    opening, rest = played[: 25 * SAMPLE_RATE_HZ], render_score(other)[25 * SAMPLE_RATE_HZ :]
    assert likeness(tmp_path, played, np.concatenate([opening, rest])) is None
