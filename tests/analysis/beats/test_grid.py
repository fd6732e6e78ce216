import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dj.analysis.beats.grid import fit


def beats(period_s: float, count: int, jitter_s: float, start_s: float = 0.3) -> np.ndarray:
    rng = np.random.default_rng(1)
    return start_s + period_s * np.arange(count) + rng.normal(0, jitter_s, count)


@settings(max_examples=30, deadline=None)
@given(period_s=st.floats(0.3, 1.1), count=st.integers(20, 400))
def test_jitter_does_not_move_the_tempo(period_s: float, count: int) -> None:
    grid = fit(beats(period_s, count, 0.008), 0.3 + period_s * count)
    assert grid.is_steady
    assert abs(60 / grid.period_s - 60 / period_s) < 0.05 + 40 / count**1.5 / period_s


def test_the_grid_runs_through_a_break() -> None:
    tracked = beats(0.5, 200, 0.003)
    tracked = np.delete(tracked, slice(60, 100))
    grid = fit(tracked, 100.0)
    assert len(grid.beats_s) == 200
    assert np.abs(np.diff(grid.beats_s) - 0.5).max() < 1e-4


def test_beats_that_change_sides_still_lie_on_one_grid() -> None:
    tracked = beats(0.5, 120, 0.003)
    tracked[40:70] += 0.25
    grid = fit(tracked, 60.0)
    assert grid.is_steady
    assert grid.period_s == pytest.approx(0.5, abs=1e-3)


def test_a_drifting_tempo_keeps_its_own_beats() -> None:
    tracked = np.cumsum(np.linspace(0.4, 0.6, 120))
    grid = fit(tracked, 70.0)
    assert not grid.is_steady
    assert np.array_equal(grid.beats_s, tracked)
