import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dj.analysis.beats.choosing import choose, heard, preference
from dj.analysis.beats.grid import Grid
from dj.analysis.beats.pulse import MEASUREMENTS, PLACES, RATIOS, Reading
from dj.analysis.beats.pulse_model import WEIGHTS


def grid(period_s: float, *, is_steady: bool = True) -> Grid:
    strokes = np.asarray(0.2 + period_s * np.arange(80), np.float64)
    if not is_steady:
        strokes = strokes + 0.1 * np.sin(strokes / 5)
    return Grid(beats_s=strokes, period_s=period_s, steadiness=1.0, is_steady=is_steady)


def reading(ratio: float, tempo_bpm: float, favoured: int | None = None) -> Reading:
    measured = np.zeros((PLACES, MEASUREMENTS))
    if favoured is not None:
        measured[favoured] = 3.0 * np.sign(WEIGHTS)
    return Reading(ratio=ratio, tempo_bpm=tempo_bpm, measured=measured)


def test_what_plays_where_outweighs_the_preference_for_moderate_tempi() -> None:
    found = choose([reading(1.0, 80.0), reading(2.0, 160.0, favoured=6)])
    assert (found.ratio, found.phase) == (2.0, 6)
    assert found.ratios[0][0] == 2.0


def test_without_evidence_the_moderate_tempo_wins_and_no_phase_is_sure() -> None:
    found = choose([reading(2.0, 184.0), reading(1.0, 92.0), reading(0.5, 46.0)])
    assert found.ratio == 1.0
    assert found.phase_share == pytest.approx(1 / PLACES)
    assert sum(share for _, share in found.ratios) == pytest.approx(1.0)


def test_preference_falls_on_both_sides() -> None:
    slow, middle, fast = preference(np.array([45.0, 90.0, 180.0]))
    assert slow < middle > fast


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(RATIOS), st.integers(0, PLACES - 1), st.booleans())
def test_heard_beats_are_even_and_fall_where_the_reading_says(
    ratio: float, phase: int, is_steady: bool
) -> None:
    pulse = grid(0.5, is_steady=is_steady)
    found = choose([reading(ratio, 120.0 * ratio, favoured=phase)])
    beats = heard(pulse, found, 40.5).beats_s
    strokes = np.interp(beats, pulse.beats_s, np.arange(len(pulse.beats_s)))
    inside = (beats > pulse.beats_s[0]) & (beats < pulse.beats_s[-1])
    late = strokes[inside] * ratio - phase / PLACES
    assert np.abs(late - np.rint(late)).max() < 1e-6
    assert np.diff(beats).min() > 0.0
    if is_steady:
        assert beats[0] < 0.5 / ratio
        assert beats[-1] > 40.5 - 0.5 / ratio
