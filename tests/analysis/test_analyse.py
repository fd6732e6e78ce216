from pathlib import Path

import numpy as np
import pytest

from dj.analysis import analyse_all, analyse_file, versions
from dj.analysis.chain import model_analysers
from dj.audio.files import decoder_for, write_wav
from dj.interfaces import ANALYSERS
from dj.model.analysis import Analysis
from dj.model.audio import Audio
from dj.model.track import Skipped, Track
from dj.plugins import available
from dj.testing.signals import KnownSong
from dj.units import TrackId


def track(path: Path, name: str = "a") -> Track:
    return Track(id=TrackId(name), path=path, title=name, artist="", duration_s=32.0)


def test_versions_name_every_analyser_and_the_decoders() -> None:
    assert set(versions()) == {*available(ANALYSERS), "decode"} - {*model_analysers()}
    assert "soundfile" in versions()["decode"]
    assert "pyav" in versions()["decode"]


def test_one_file_becomes_one_analysis(tmp_path: Path, sung: tuple[KnownSong, object]) -> None:
    path = tmp_path / "song.wav"
    write_wav(path, sung[0].audio)
    found = analyse_file((TrackId("x"), path))
    assert found.track_id == "x"
    assert found.decoder == decoder_for(path)
    assert found.analysers == versions()
    assert found.duration_s == sung[0].audio.duration_s
    assert found.cues.post_s is not None
    assert found.true_peak_dbtp is None
    assert not found.beats_s.flags.writeable


def test_nothing_to_do_starts_no_process() -> None:
    assert list(analyse_all([])) == []


@pytest.mark.slow
def test_broken_files_are_skipped_and_the_others_go_on(tmp_path: Path) -> None:
    rng = np.random.default_rng(1)
    good = tmp_path / "good.wav"
    noise = rng.normal(0, 0.1, (50_000, 2)).astype(np.float32)
    write_wav(good, Audio(samples=noise, sample_rate_hz=44_100))
    bad = tmp_path / "bad.mp3"
    bad.write_bytes(rng.bytes(5000))
    tracks = [track(bad, "bad"), track(good, "good"), track(tmp_path / "gone.ogg", "gone")]
    seen: list[tuple[int, int, str]] = []
    outcome = {
        t.id: found for t, found in analyse_all(tracks, progress=lambda *state: seen.append(state))
    }
    assert isinstance(outcome[TrackId("good")], Analysis)
    for name in ("bad", "gone"):
        skipped = outcome[TrackId(name)]
        assert isinstance(skipped, Skipped)
        assert str(tmp_path) in skipped.where
        assert str(tmp_path) not in skipped.reason
    assert [done for done, _, _ in seen] == [1, 2, 3]
