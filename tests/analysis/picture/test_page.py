"""What stands in the pictures is read from SVG, whose text is text."""

import os
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import numpy as np
import pytest
import soundfile

from dj.errors import OutputError
from dj.model.analysis import Ending, Region, Section, Song, SoundTag
from dj.model.tonality import Key, Mode
from dj.testing.examples import song

pytest.importorskip("matplotlib", reason="the extra [pictures] is not installed")

from dj.analysis.picture import draw
from dj.analysis.picture.page import clipped

pytestmark = pytest.mark.slow

A_MINOR = Key(tonic=9, mode=Mode.MINOR)


def known(**changes: Any) -> Song:
    """Make a song of which everything is known but its file."""
    made = song(title="Harbour", artist="Ana")
    sound = replace(
        made.analysis, key_candidates=((A_MINOR, 0.7), (Key(tonic=0, mode=Mode.MAJOR), 0.2)),
        tempo_candidates=((120.0, 1.0), (60.0, 0.4)),
        sections=(Section(start_s=0.2, end_s=90.0, label="A"),
                  Section(start_s=90.0, end_s=179.5, label="B")),
    )  # fmt: skip
    return replace(made, analysis=replace(sound, **changes))


def tagged(title: str, artist: str = "Ana", album: str = "Examples") -> Song:
    made = known()
    return replace(made, track=replace(made.track, title=title, artist=artist, album=album))


def words(made: Song, tmp_path: Path) -> list[str]:
    path = draw(made, tmp_path / "song.svg")
    tree = ElementTree.fromstring(path.read_bytes())  # noqa: S314 - our own file
    found = tree.iter("{http://www.w3.org/2000/svg}text")
    return ["".join(text.itertext()) for text in found]


def test_a_person_reads_all_that_was_measured(tmp_path: Path) -> None:
    tags = (SoundTag(name="warm", score=0.8, model="ear 1"),)
    said = words(known(sound_tags=tags, true_peak_dbtp=-0.31), tmp_path)
    text = "\n".join(said)
    assert "Ana - Harbour" in said
    for part in (
        "120.0 BPM in 4", "A minor (1m)", "−12.0 LUFS, range 5.0 LU, true peak −0.3 dBTP",
        "energy 0.50", "ending: fade", "post 0:12.0", "outro 2:45.0", "12 s",
        "C major 1d", "60.0 BPM", "sounds like warm 0.80", "around the post", "bar 5", "A", "B",
    ):  # fmt: skip
        assert part in text


@pytest.mark.parametrize("ending", ["svg", "png"])
def test_the_same_song_gives_the_same_bytes(tmp_path: Path, ending: str) -> None:
    rate_hz = 8000
    samples = np.random.default_rng(1).normal(0, 0.1, 30 * rate_hz)
    soundfile.write(tmp_path / "a.wav", samples, rate_hz)
    made = song(duration_s=30.0)
    made = replace(made, track=replace(made.track, path=tmp_path / "a.wav"))
    first = draw(made, tmp_path / f"1.{ending}").read_bytes()
    assert first == draw(made, tmp_path / f"2.{ending}").read_bytes()
    assert b"stored" not in first


def test_without_its_file_it_is_drawn_from_the_levels_and_says_so(tmp_path: Path) -> None:
    assert any("is not there: its wave is drawn from the levels" in w
               for w in words(known(), tmp_path))  # fmt: skip


def test_a_file_that_became_rubbish_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.flac"
    path.write_bytes(os.urandom(10_000))
    made = known()
    made = replace(made, track=replace(made.track, path=path))
    assert any("could not be read: its wave" in w for w in words(made, tmp_path))


@pytest.mark.parametrize(
    "title",
    [
        pytest.param("$\\frac{1$", id="formula"),
        pytest.param("<script>&", id="markup"),
        pytest.param("x" * 5000, id="long"),
        pytest.param("夜の音楽" * 50, id="wide"),
        pytest.param("مرحبا بالعالم", id="right to left"),
        pytest.param("a\u0301" * 400, id="combining"),
        pytest.param("\x1b[31m\x00\ud800\u202e", id="controls"),
        pytest.param("👩\u200d🎤", id="emoji"),
        pytest.param("%s {0} \\", id="placeholders"),
        pytest.param(" ", id="blank"),
    ],
)
def test_no_title_breaks_the_picture(tmp_path: Path, title: str) -> None:
    said = words(tagged(title, artist=title, album=title), tmp_path)
    assert "around the end" in said
    assert not any(c in word for word in said for c in "\x1b\x00\u202e\ud800")
    assert draw(tagged(title), tmp_path / "song.png").stat().st_size > 10_000


def test_a_long_title_is_cut_by_the_width_of_its_characters() -> None:
    assert clipped("x" * 200, 10) == "x" * 10 + "…"
    assert clipped("長" * 200, 10) == "長" * 5 + "…"
    assert clipped("a\n b", 10) == "a b"


def bare(duration_s: float, **changes: Any) -> Song:
    """Make a song of which hardly anything is known."""
    made = song(duration_s=max(duration_s, 20.0), post_s=None, tempo_bpm=None)
    nothing = np.zeros(0)
    cues = replace(made.analysis.cues, cue_in_s=0.0, outro_s=duration_s, cue_out_s=duration_s,
                   ending=Ending.COLD)  # fmt: skip
    sound = replace(
        made.analysis, duration_s=duration_s, cues=cues, key=None, key_confidence=0.0,
        beats_s=nothing, downbeats_s=nothing, loudness_lufs=-120.0, energy=0.0,
        levels_lufs=np.full(int(duration_s * 10), -120.0, np.float32),
        energy_curve=np.zeros(int(duration_s), np.float32),
    )  # fmt: skip
    return replace(made, analysis=replace(sound, **changes))


@pytest.mark.parametrize("duration_s", [0.05, 3.0, 60.0, 7200.0])
def test_silence_of_any_length_has_no_pulse_and_no_key(tmp_path: Path, duration_s: float) -> None:
    said = words(bare(duration_s), tmp_path)
    assert {"no pulse", "no key", "the beginning: nobody sings"} <= set(said)


def test_two_hours_with_many_vocals_and_labels_are_drawn(tmp_path: Path) -> None:
    length_s = 7200.0
    beats = np.arange(0.0, length_s, 0.5)
    labels = [chr(65 + n % 26) * (1 + n // 26) for n in range(120)]
    made = known(
        duration_s=length_s, beats_s=beats, downbeats_s=beats[::4],
        cues=replace(known().analysis.cues, outro_s=7100.0, cue_out_s=7199.0),
        vocal_regions=tuple(Region(start_s=12 + 20.0 * n, end_s=20 + 20.0 * n)
                            for n in range(350)),
        sections=tuple(Section(start_s=60.0 * n, end_s=60.0 * n + 60, label=label)
                       for n, label in enumerate(labels)),
    )  # fmt: skip
    path = draw(made, tmp_path / "song.svg")
    assert path.stat().st_size < 4_000_000
    assert b"outro 1:58:20.0" in path.read_bytes()


def test_another_ending_is_refused_before_the_file_is_read(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match=r"\.svg or \.png"):
        draw(known(), tmp_path / "song.bmp")
