"""Our measures against mir_eval's, an independent judge, and against what is plain to see."""

import mir_eval
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dj.model.analysis import Region
from dj.model.tonality import Key, Mode
from dj.testing.truth import metrics

_KEYS = [Key(tonic=tonic, mode=mode) for tonic in range(12) for mode in Mode]
_NAMES = ("C", "C#", "D", "D#", "E", "F", "F#", "G", "G#", "A", "A#", "B")
_TIMES = st.lists(st.integers(1, 4000), max_size=60, unique=True).map(
    # A step that divides no window, so that rounding decides nothing.
    lambda steps: np.sort(np.array(steps, float)) * 0.0137
)


@settings(max_examples=40)
@given(_TIMES, _TIMES)
@pytest.mark.filterwarnings("ignore::UserWarning")
def test_beats_score_as_in_mir_eval(
    estimate: np.typing.NDArray[np.float64], truth: np.typing.NDArray[np.float64]
) -> None:
    theirs = mir_eval.beat.f_measure(
        mir_eval.beat.trim_beats(truth), mir_eval.beat.trim_beats(estimate)
    )
    assert metrics.beats(estimate, truth).f1 == pytest.approx(theirs)


@settings(max_examples=40)
@given(_TIMES.filter(len), _TIMES.filter(len), st.sampled_from([0.5, 3.0]))
def test_boundaries_score_as_in_mir_eval(
    estimate: np.typing.NDArray[np.float64],
    truth: np.typing.NDArray[np.float64],
    window_s: float,
) -> None:
    precision, recall, f1 = mir_eval.segment.detection(
        *(_intervals(times) for times in (truth, estimate)), window=window_s, trim=True
    )
    ours = metrics.boundaries(estimate, truth, window_s)
    assert (ours.precision, ours.recall, ours.f1) == pytest.approx((precision, recall, f1))


@pytest.mark.parametrize("truth", _KEYS, ids=str)
def test_keys_score_as_in_mir_eval(truth: Key) -> None:
    for estimate in _KEYS:
        names = (f"{_NAMES[key.tonic]} {key.mode}" for key in (truth, estimate))
        assert metrics.key_weighted(estimate, truth) == mir_eval.key.weighted_score(*names)
    assert metrics.key_weighted(None, truth) == 0.0


@pytest.mark.parametrize(
    ("estimate", "first", "second"),
    [(124.7, True, True), (125.3, False, False), (60.0, False, True), (40.1, False, True),
     (361.0, False, True), (90.0, False, False), (None, False, False)],
)  # fmt: skip
def test_a_tempo_may_be_an_octave_off_only_in_the_second_measure(
    estimate: float | None, first: bool, second: bool
) -> None:
    assert metrics.tempo_accuracy1(estimate, 120.0) is first
    assert metrics.tempo_accuracy2(estimate, 120.0) is second


def test_a_late_grid_has_a_positive_bias() -> None:
    truth = np.arange(0.0, 30.0, 0.5)
    assert metrics.phase_bias_s(truth + 0.012, truth) == pytest.approx(0.012)
    assert metrics.phase_bias_s(truth + 0.25, truth) is None


def test_half_of_the_singing_found_is_half_the_recall() -> None:
    truth = [Region(start_s=10.0, end_s=20.0), Region(start_s=30.0, end_s=40.0)]
    score = metrics.vocals([Region(start_s=30.0, end_s=40.0)], truth, 60.0)
    assert (score.precision, score.recall) == pytest.approx((1.0, 0.5))
    wide = metrics.vocals([Region(start_s=0.0, end_s=60.0)], truth, 60.0)
    assert (wide.precision, wide.recall) == pytest.approx((1 / 3, 1.0))


def test_silence_is_right_only_where_nobody_sings() -> None:
    sung = [Region(start_s=1.0, end_s=2.0)]
    assert metrics.vocals([], [], 10.0).f1 == 1.0
    assert metrics.vocals([], sung, 10.0).f1 == 0.0
    assert metrics.vocals(sung, [], 10.0).precision == 0.0
    assert metrics.vocal_share(sung, 10.0) == pytest.approx(0.1)


def _intervals(times: np.typing.NDArray[np.float64]) -> np.typing.NDArray[np.float64]:
    edges = np.concatenate([[0.0], times, [100.0]])
    return np.column_stack([edges[:-1], edges[1:]])
