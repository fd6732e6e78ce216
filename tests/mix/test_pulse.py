"""Grids and tempos."""

import pytest

from dj.mix.excerpt import excerpt
from dj.mix.pulse import is_reachable, straight, tempo_fold, trust, trusted
from dj.model.analysis import Analysis
from tests.mix import material
from tests.mix.material import RATE_HZ


def analysis(bpm: float | None, confidence: float = 0.9) -> Analysis:
    return material.song("a", bpm=bpm, confidence=confidence).analysis


@pytest.mark.parametrize(("out", "into", "fold"), [(120, 61, 2.0), (62, 120, 0.5), (120, 119, 1.0)])
def test_half_and_double_tempo_count_as_equal(out: float, into: float, fold: float) -> None:
    assert tempo_fold(out, into) == fold
    assert is_reachable(analysis(out), analysis(into), 0.06)


def test_tempos_too_far_apart_and_unknown_ones_are_out_of_reach() -> None:
    assert not is_reachable(analysis(120), analysis(128), 0.06)
    assert not is_reachable(analysis(120), analysis(None), 0.06)


def test_the_less_sure_of_two_grids_decides() -> None:
    assert not trusted(analysis(120), analysis(120, 0.5))
    assert not trusted(analysis(None), analysis(120))
    assert trusted(analysis(120), analysis(120, 0.6))
    assert trust(analysis(120, 1.0), analysis(120, 0.8)) == pytest.approx(0.5)


def test_a_line_lies_through_all_beats_and_leaps_over_missing_ones() -> None:
    song = material.song("a", bpm=120.0, first_beat_s=0.25)
    beats = song.analysis.beats_s
    object.__setattr__(song.analysis, "beats_s", beats[[0, 1, 2, 4, 5, 7, 8]])
    line = straight(excerpt(song, RATE_HZ), 0.25 * RATE_HZ, 4.25 * RATE_HZ)
    assert line is not None
    assert line.period == pytest.approx(0.5 * RATE_HZ, abs=0.01)
    assert line.at(8) == pytest.approx(4.25 * RATE_HZ, abs=0.1)


def test_three_beats_are_no_line() -> None:
    song = excerpt(material.song("a", bpm=120.0), RATE_HZ)
    assert straight(song, 0, RATE_HZ) is None
