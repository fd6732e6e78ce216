"""Music, voice and imaging as files of their own."""

from pathlib import Path

import numpy as np
import pytest

from dj.audio.files import read
from dj.errors import OutputError
from dj.mix import SourceFile, mix, stems
from dj.model.timeline import EventKind, Timeline
from tests.mix import material
from tests.mix.test_render import event, programme, stored


def show(folder: Path, level: float = 0.1) -> tuple[Timeline, dict[str, SourceFile]]:
    sources = {
        name: stored(name, material.noise(2, level, seed), folder)
        for seed, name in enumerate(["song", "words", "ident", "bed"])
    }
    events = [
        event("song", 0, 2),
        event("ident", 0.5, 1, kind=EventKind.IMAGING),
        event("words", 1, 2, kind=EventKind.SPEECH),
        event("bed", 1.5, 2, kind=EventKind.BED),
    ]
    return programme(events), sources


def test_the_stems_add_up_to_the_programme(tmp_path: Path) -> None:
    timeline, sources = show(tmp_path)
    paths, notes = stems(timeline, sources, tmp_path / "stems")
    assert [path.name for path in paths] == ["music.flac", "voice.flac", "imaging.flac"]
    sounds = [read(path).samples for path in paths]
    assert {len(sound) for sound in sounds} == {timeline.length_frames}
    wanted = np.concatenate(list(mix(timeline, sources)))
    np.testing.assert_allclose(sum(sounds), wanted, atol=1e-6)
    assert notes == []
    assert {path.name for path in (tmp_path / "stems").iterdir()} == {p.name for p in paths}


def test_each_sounds_where_it_belongs(tmp_path: Path) -> None:
    timeline, sources = show(tmp_path)
    music, voice, imaging = (read(p).samples for p in stems(timeline, sources, tmp_path / "s")[0])
    rate = timeline.sample_rate_hz
    assert not voice[:rate].any()
    assert not imaging[int(1.5 * rate) :].any()
    assert music[int(2.5 * rate) :].any()


def test_what_would_clip_is_lowered_for_all_alike_and_noted(tmp_path: Path) -> None:
    timeline, sources = show(tmp_path, level=0.9)
    paths, notes = stems(timeline, sources, tmp_path / "stems")
    together = sum(read(path).samples for path in paths)
    wanted = np.concatenate(list(mix(timeline, sources)))
    gain = np.vdot(together, wanted) / np.vdot(wanted, wanted)
    np.testing.assert_allclose(together, wanted * gain, atol=1e-4)
    assert notes == [f"The stems are {-20 * np.log10(gain):.2f} dB lower, so that none clips."]


def test_stopping_leaves_nothing_behind(tmp_path: Path) -> None:
    timeline, sources = show(tmp_path)
    with pytest.raises(OutputError, match="stopped"):
        stems(timeline, sources, tmp_path / "stems", cancelled=lambda: True)
    assert not (tmp_path / "stems").exists()


def test_the_same_programme_gives_the_same_bytes(tmp_path: Path) -> None:
    timeline, sources = show(tmp_path)
    first, _ = stems(timeline, sources, tmp_path / "one")
    second, _ = stems(timeline, sources, tmp_path / "two")
    assert [p.read_bytes() for p in first] == [p.read_bytes() for p in second]
