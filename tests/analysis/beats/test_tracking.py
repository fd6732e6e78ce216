import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from dj.analysis.beats.tracking import track


def test_beats_fall_on_pulses() -> None:
    curve = np.zeros(2000, np.float32)
    curve[10::43] = 3.0
    assert set(track(curve, 43.0)) >= set(range(10 + 43, 1900, 43))


def test_a_missing_pulse_is_bridged() -> None:
    curve = np.zeros(2000, np.float32)
    curve[10::40] = 3.0
    curve[10 + 40 * 20] = 0.0
    beats = track(curve, 40.0)
    assert np.abs(beats - (10 + 40 * 20)).min() <= 2


@settings(max_examples=40, deadline=None)
@given(
    curve=arrays(np.float32, st.integers(0, 400), elements=st.floats(0, 5, width=32)),
    period=st.floats(4.0, 90.0),
)
def test_beats_always_rise_and_lie_inside(curve: np.ndarray, period: float) -> None:
    beats = track(curve, period)
    assert np.all(np.diff(beats) > 0)
    assert np.all((beats >= 0) & (beats < max(len(curve), 1)))


@pytest.mark.parametrize("period", [25.0, 43.07, 70.0])
def test_the_pace_stays_near_the_period(period: float) -> None:
    curve = np.random.default_rng(2).exponential(0.5, 3000).astype(np.float32)
    steps = np.diff(track(curve, period))
    assert np.median(steps) == pytest.approx(period, rel=0.15)
