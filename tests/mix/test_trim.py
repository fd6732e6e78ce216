"""What one rendering teaches the next."""

from pathlib import Path

import numpy as np
import pytest
import soundfile

from dj.mix.trim import Ear, Heard, Trim, better, first_trim, listen, misses
from dj.model.manifest import Measured
from dj.model.timeline import Timeline
from tests.mix import material
from tests.mix.material import RATE_HZ

TIMELINE = Timeline(sample_rate_hz=RATE_HZ, length_frames=RATE_HZ, events=())
TRIM = Trim(ceiling_dbtp=-1.9)


def heard(lufs: float = -16.0, dbtp: float = -1.2, spots: tuple[int, ...] = ()) -> Heard:
    peaks = np.full(600, -3.0)
    peaks[list(spots)] = dbtp - 0.1
    measured = Measured(length_ms=60_000, loudness_lufs=lufs, true_peak_dbtp=dbtp)
    return Heard(measured=measured, frames=0, sample_rate_hz=RATE_HZ, peaks_dbfs=peaks)


def test_what_is_right_stays() -> None:
    assert better(heard(), TIMELINE, TRIM) == TRIM


def test_a_miss_of_loudness_becomes_gain() -> None:
    assert better(heard(lufs=-17.0), TIMELINE, TRIM).gain_db == pytest.approx(1.0)
    assert better(heard(lufs=-16.25), TIMELINE, TRIM).gain_db == 0.0


def test_silence_is_left_alone() -> None:
    assert better(heard(lufs=-120.0, dbtp=-120.0), TIMELINE, TRIM) == TRIM


def test_single_moments_are_lowered_where_they_are() -> None:
    learnt = better(heard(dbtp=0.6, spots=(100, 101, 300)), TIMELINE, TRIM)
    assert sorted(learnt.dips) == [100, 101, 300]
    assert learnt.dips[300] == pytest.approx(-2.5)
    assert TRIM.ceiling_dbtp - learnt.ceiling_dbtp == pytest.approx(0.7)


def test_overshoot_all_over_lowers_the_ceiling() -> None:
    learnt = better(heard(dbtp=0.6, spots=tuple(range(0, 600, 10))), TIMELINE, TRIM)
    assert learnt.dips == {}
    assert learnt.ceiling_dbtp == pytest.approx(-1.9 - 1.6 - 0.1)


def test_a_moment_that_overshoots_twice_goes_further_down() -> None:
    once = better(heard(dbtp=0.6, spots=(100,)), TIMELINE, TRIM)
    twice = better(heard(dbtp=-0.4, spots=(100,)), TIMELINE, once)
    assert twice.dips[100] < once.dips[100]


def test_dips_slope_and_rise_in_time() -> None:
    corners = Trim(ceiling_dbtp=-1, dips={10: -2.0, 11: -3.0}).corners(RATE_HZ)
    assert [(c.at_frame * 10 // RATE_HZ, c.gain_db) for c in corners] == [
        (9, 0.0), (10, -2.0), (11, -3.0), (12, -3.0), (13, 0.0),
    ]  # fmt: skip


def test_lossy_formats_start_with_more_headroom() -> None:
    ceilings = {form: first_trim(TIMELINE, form).ceiling_dbtp for form in ("flac", "m4a", "opus")}
    assert ceilings["opus"] < ceilings["m4a"] < ceilings["flac"] < -1


def test_what_a_codec_takes_is_given_back_before() -> None:
    gains = {form: first_trim(TIMELINE, form).gain_db for form in ("flac", "opus", "mp3")}
    assert gains == {"flac": 0.0, "opus": 0.0, "mp3": 0.26}


def test_listening_finds_level_length_and_place_of_the_peak(tmp_path: Path) -> None:
    sound = material.noise(3, 0.05)
    sound[round(1.23 * RATE_HZ)] = 0.9
    path = tmp_path / "a.flac"
    soundfile.write(path, sound, RATE_HZ)
    found = listen(path)
    assert (found.frames, found.measured.length_ms) == (3 * RATE_HZ, 3000)
    assert int(np.argmax(found.peaks_dbfs)) == 12
    assert found.measured.true_peak_dbtp == pytest.approx(-0.9, abs=0.2)


@pytest.mark.parametrize("length", [100, 4_410, 44_100, 100_001])
def test_what_is_heard_in_any_pieces_is_what_is_heard_in_the_file(
    tmp_path: Path, length: int
) -> None:
    sound = material.noise(3, 0.05)[: 3 * RATE_HZ - 1234]
    soundfile.write(tmp_path / "a.wav", sound, RATE_HZ, subtype="FLOAT")
    ear, whole = Ear(RATE_HZ), listen(tmp_path / "a.wav")
    for at in range(0, len(sound), length):
        ear.feed(sound[at : at + length].astype(np.float32))
    pieces = ear.heard()
    assert pieces.measured == whole.measured
    assert pieces.frames == whole.frames == len(sound)
    assert np.allclose(pieces.peaks_dbfs, whole.peaks_dbfs)


def test_misses_are_said_in_plain_words() -> None:
    notes = misses(heard(lufs=-17.2, dbtp=-0.5).measured, TIMELINE)
    assert "above the limit of -1.0" in notes[0]
    assert "-17.2 LUFS, not -16.0" in notes[1]
    assert misses(heard().measured, TIMELINE) == []
