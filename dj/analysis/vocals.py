"""Where somebody sings or speaks.

Each half second gets a probability from a small network over `dj.analysis.singing` (its weights are
in `vocals_model`, with what they were fitted to), smoothed over its neighbours. Talking over a
singer is worse than a silent ramp, so the limits are low and short gaps are closed.
"""

from collections.abc import Mapping
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from dj.analysis import singing
from dj.analysis.vocals_model import ANSWER, ANSWER_BIAS, CENTRE, HIDDEN, HIDDEN_BIAS, SPREAD
from dj.interfaces import Signal
from dj.model.analysis import Region

_LIMITS = (0.6, 0.4)
"""Probability that a region must reach somewhere, and must keep."""
_LIMITS_IN_A_SONG = (0.45, 0.3)
"""The same in a recording of which a tenth is surely sung, as shares of that tenth's probability:
there, doubtful places count."""
_SURE = 0.5
_SUREST_PERCENTILE = 90
_SHORTEST_S, _SHORTEST_IN_A_SONG_S = 2.0, 1.0
_LONGEST_GAP_S = 1.5
_FARTHEST = 3.0
_SMOOTHING = np.array([0.25, 0.5, 0.25])
_AUDIBLE_LU = -25.0


class VocalAnalyser:
    """Regions of a second or more in which there is a voice."""

    version: ClassVar[str] = "1"
    needs: ClassVar[tuple[str, ...]] = ()
    gives: ClassVar[tuple[str, ...]] = ("vocal_regions",)

    def analyse(self, signal: Signal, known: Mapping[str, object], /) -> Mapping[str, object]:
        """Find the regions; none in silence."""
        del known
        return {"vocal_regions": regions(probabilities(signal), signal.duration_s)}


def probabilities(signal: Signal) -> NDArray[np.float64]:
    """Probability of a voice for each half second, shape (n,)."""
    measured = np.clip((singing.against_song(signal) - CENTRE) / SPREAD, -_FARTHEST, _FARTHEST)
    odds = np.tanh(measured @ HIDDEN + HIDDEN_BIAS) @ ANSWER + ANSWER_BIAS
    likely = np.convolve(1.0 / (1.0 + np.exp(-odds)), _SMOOTHING, mode="same")
    return np.asarray(np.where(_is_audible(signal, len(likely)), likely, 0.0), np.float64)


def regions(likely: NDArray[np.float64], duration_s: float) -> tuple[Region, ...]:
    """Join windows to regions: hysteresis, short gaps closed, short regions dropped."""
    surest = float(np.percentile(likely, _SUREST_PERCENTILE)) if len(likely) else 0.0
    is_song = surest > _SURE
    enter, stay = (surest * share for share in _LIMITS_IN_A_SONG) if is_song else _LIMITS
    shortest_s = _SHORTEST_IN_A_SONG_S if is_song else _SHORTEST_S
    spans: list[list[float]] = []
    for start, stop in _runs(likely > stay):
        if likely[start:stop].max() <= enter:
            continue
        begin, end = start * singing.HOP_S, min(stop * singing.HOP_S, duration_s)
        if spans and begin - spans[-1][1] < _LONGEST_GAP_S:
            spans[-1][1] = end
        else:
            spans.append([begin, end])
    return tuple(Region(start_s=a, end_s=b) for a, b in spans if b - a >= shortest_s)


def _runs(active: NDArray[np.bool_]) -> list[tuple[int, int]]:
    edges = np.flatnonzero(np.diff(np.concatenate([[0], active.astype(np.int8), [0]])))
    return [(int(a), int(b)) for a, b in edges.reshape(-1, 2)]


def _is_audible(signal: Signal, count: int) -> NDArray[np.bool_]:
    per_window = round(singing.HOP_S * 10)
    levels = np.pad(signal.levels_lufs, (0, max(0, count * per_window - len(signal.levels_lufs))),
                    constant_values=-120.0)  # fmt: skip
    loudest = levels[: count * per_window].reshape(count, per_window).max(axis=1)
    return np.asarray(loudest > max(signal.loudness_lufs + _AUDIBLE_LU, -65.0))
