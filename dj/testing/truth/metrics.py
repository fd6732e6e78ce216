"""How far an analysis is from the truth, by the measures of the field.

Definitions follow MIREX and mir_eval (C. Raffel et al., ISMIR 2014): beats match one to one within
±70 ms after the first 5 s; boundaries within ±0.5 s or ±3 s; tempo within ±4 %; keys by their
weighted score. Times are seconds, rising. Scores lie between 0 and 1; an empty estimate scores 0.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from dj.model.analysis import Region
from dj.model.tonality import Key, Mode

BEAT_WINDOW_S, BEATS_FROM_S, TEMPO_TOLERANCE = 0.07, 5.0, 0.04
FRAME_S = 0.01
_OCTAVES = (1.0, 2.0, 0.5, 3.0, 1 / 3)


@dataclass(frozen=True, slots=True)
class Score:
    """Precision, recall and their harmonic mean."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """The harmonic mean, 0 if nothing was right."""
        both = self.precision + self.recall
        return 2.0 * self.precision * self.recall / both if both else 0.0


def tempo_accuracy1(estimate_bpm: float | None, truth_bpm: float) -> bool:
    """Tell whether the tempo is right within 4 %."""
    return _near(estimate_bpm, truth_bpm)


def tempo_accuracy2(estimate_bpm: float | None, truth_bpm: float) -> bool:
    """Tell whether the tempo is right within 4 %, or twice, half, three times or a third of it."""
    return any(_near(estimate_bpm, truth_bpm * factor) for factor in _OCTAVES)


def tempo_error_bpm(estimate_bpm: float | None, truth_bpm: float) -> float | None:
    """Return how far a right tempo is off, in BPM; None if it is not right within 4 %."""
    if estimate_bpm is None or not _near(estimate_bpm, truth_bpm):
        return None
    return abs(estimate_bpm - truth_bpm)


def beats(estimate_s: ArrayLike, truth_s: ArrayLike, *, from_s: float = BEATS_FROM_S) -> Score:
    """Compare beats, or downbeats, from `from_s` on."""
    estimate, truth = (_from(times, from_s) for times in (estimate_s, truth_s))
    return events(estimate, truth, BEAT_WINDOW_S)


def phase_bias_s(estimate_s: ArrayLike, truth_s: ArrayLike) -> float | None:
    """Return the median of estimate − truth over matched beats; None if none match."""
    estimate, truth = (_from(times, BEATS_FROM_S) for times in (estimate_s, truth_s))
    pairs = matched(estimate, truth, BEAT_WINDOW_S)
    return float(np.median(estimate[pairs[:, 0]] - truth[pairs[:, 1]])) if len(pairs) else None


def key_exact(estimate: Key | None, truth: Key) -> bool:
    """Tell whether tonic and mode are right."""
    return estimate == truth


def key_weighted(estimate: Key | None, truth: Key) -> float:
    """Return the MIREX score: 1 right, 0.5 a fifth above, 0.3 relative, 0.2 parallel, else 0."""
    if estimate is None:
        return 0.0
    if estimate == truth:
        return 1.0
    if estimate.mode is truth.mode:
        return 0.5 if estimate == truth.transposed(7) else 0.0
    relative = truth.transposed(9 if truth.mode is Mode.MAJOR else 3).tonic
    return 0.3 if estimate.tonic == relative else 0.2 if estimate.tonic == truth.tonic else 0.0


def vocals(estimate: Sequence[Region], truth: Sequence[Region], duration_s: float) -> Score:
    """Compare where somebody sings, in frames of 10 ms; right silence counts for nothing.

    Where nobody sings in truth, recall is 1, and precision is 1 only if nothing was found.
    """
    found, sung = (_frames(regions, duration_s) for regions in (estimate, truth))
    both = float(np.count_nonzero(found & sung))
    return Score(
        precision=both / np.count_nonzero(found) if found.any() else float(not sung.any()),
        recall=both / np.count_nonzero(sung) if sung.any() else 1.0,
    )


def vocal_share(regions: Sequence[Region], duration_s: float) -> float:
    """Return which part of a recording is said to be sung: false alarms, if nobody sings."""
    return float(np.mean(_frames(regions, duration_s)))


def boundaries(estimate_s: ArrayLike, truth_s: ArrayLike, window_s: float) -> Score:
    """Compare inner boundaries of sections within ± `window_s` (0.5 and 3.0 are customary)."""
    return events(np.asarray(estimate_s, float), np.asarray(truth_s, float), window_s)


def post_error_s(estimate_s: float | None, truth_s: float | None) -> float | None:
    """Return estimate − truth; None unless both know a post."""
    return None if estimate_s is None or truth_s is None else estimate_s - truth_s


def events(estimate: NDArray[np.float64], truth: NDArray[np.float64], window_s: float) -> Score:
    """Compare two rising series of times, matched one to one within ± `window_s`."""
    if not len(estimate) or not len(truth):
        return Score(0.0, 0.0)
    right = len(matched(estimate, truth, window_s))
    return Score(right / len(estimate), right / len(truth))


def matched(
    estimate: NDArray[np.float64], truth: NDArray[np.float64], window_s: float
) -> NDArray[np.int64]:
    """Return the largest one-to-one matching as index pairs, shape (n, 2).

    Taking the earliest partner that is still free is optimal, since all windows are equally long.
    """
    pairs, i, j = [], 0, 0
    while i < len(estimate) and j < len(truth):
        if abs(estimate[i] - truth[j]) <= window_s:
            pairs.append((i, j))
            i, j = i + 1, j + 1
        elif estimate[i] < truth[j]:
            i += 1
        else:
            j += 1
    return np.array(pairs, np.int64).reshape(-1, 2)


def _near(estimate_bpm: float | None, target_bpm: float) -> bool:
    return (
        estimate_bpm is not None and abs(estimate_bpm - target_bpm) <= TEMPO_TOLERANCE * target_bpm
    )


def _from(times: ArrayLike, from_s: float) -> NDArray[np.float64]:
    all_ = np.asarray(times, np.float64)
    return all_[all_ >= from_s]


def _frames(regions: Sequence[Region], duration_s: float) -> NDArray[np.bool_]:
    at = (np.arange(max(1, int(duration_s / FRAME_S))) + 0.5) * FRAME_S
    inside = np.zeros(len(at), np.bool_)
    for region in regions:
        inside |= (at >= region.start_s) & (at < region.end_s)
    return inside
