"""Where somebody sings or speaks.

A small network (`vocals_model`) gives each mel frame of `singing` the odds of a voice. The cheapest
path between the two states, voice and none, then makes regions of them: each change costs evidence,
so neither a doubtful moment nor a breath ends a phrase. Talking over a singer is worse than a
silent ramp, hence odds are leant towards a voice around places that surely hold one. A singer whom
the band covers has low odds in all frames, so there the lean is the greater.
"""

from collections.abc import Mapping
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from dj.analysis import singing, vocals_model
from dj.interfaces import Signal
from dj.model.analysis import LEVEL_RATE_HZ, Region

LONGEST_GAP_S = 0.5
SHORTEST_S = 0.5
_CHANGE_COST = 6.0
"""What a change of state costs, in sums of log odds over frames."""
_SURE_ODDS, _SURE_SHARE = 0.5, 0.05
"""Such a share of frames with at least these log odds makes a sung recording, or stretch of it."""
_STRETCH_S = 30.0
_DOUBT = -0.4
"""Added to log odds outside sung stretches: doubt counts against a voice."""
_MIDDLE_ODDS, _MOST_LEAN = 0.9, 3.0
"""Added to log odds in sung stretches is what lifts their median to this, but never more."""
_MOST_ODDS = 4.0
_AUDIBLE_LU = -25.0


class VocalAnalyser:
    """Regions of half a second or more in which there is a voice."""

    version: ClassVar[str] = "3"
    needs: ClassVar[tuple[str, ...]] = ()
    gives: ClassVar[tuple[str, ...]] = ("vocal_regions",)

    def analyse(self, signal: Signal, known: Mapping[str, object], /) -> Mapping[str, object]:
        """Find the regions; none in silence."""
        del known
        return {"vocal_regions": regions(log_odds(signal), signal.mel.rate_hz, signal.duration_s)}


def log_odds(signal: Signal) -> NDArray[np.float32]:
    """Natural log odds of a voice in each mel frame, shape (frames,), within ±4."""
    odds = np.clip(vocals_model.log_odds(singing.inputs(signal)), -_MOST_ODDS, _MOST_ODDS)
    return np.where(_is_audible(signal, len(odds)), odds, np.float32(-_MOST_ODDS))


def regions(odds: NDArray[np.float32], rate_hz: float, duration_s: float) -> tuple[Region, ...]:
    """Join frames to regions: short gaps are closed, short regions dropped."""
    voiced = _cheapest_path(odds + _lean(odds, round(_STRETCH_S / 2 * rate_hz)))
    spans: list[tuple[float, float]] = []
    for start, stop in _runs(voiced):
        begin, end = start / rate_hz, min(stop / rate_hz, duration_s)
        if spans and begin - spans[-1][1] < LONGEST_GAP_S:
            begin = spans.pop()[0]
        spans.append((begin, end))
    return tuple(Region(start_s=a, end_s=b) for a, b in spans if b - a >= SHORTEST_S)


def _lean(odds: NDArray[np.float32], reach: int) -> NDArray[np.float32]:
    """What to add to log odds, judged by the whole and by `reach` frames on both sides of each."""
    sure = odds > _SURE_ODDS
    lean = np.full(len(odds), _DOUBT, np.float32)
    if np.count_nonzero(sure) > _SURE_SHARE * len(odds):
        sung = _share_nearby(sure, reach) > _SURE_SHARE
        lean[sung] = np.clip(_MIDDLE_ODDS - np.median(odds[sung]), 0.0, _MOST_LEAN)
    return lean


def _share_nearby(active: NDArray[np.bool_], reach: int) -> NDArray[np.float64]:
    """Mean over `reach` frames on both sides, or over fewer at the ends."""
    sums, at = np.concatenate([[0], np.cumsum(active)]), np.arange(len(active))
    first, stop = np.maximum(at - reach, 0), np.minimum(at + reach + 1, len(active))
    return np.asarray((sums[stop] - sums[first]) / (stop - first))


def _cheapest_path(evidence: NDArray[np.float32]) -> NDArray[np.bool_]:
    """Viterbi's path through two states: only the difference of their scores is kept."""
    lead, leads = 0.0, []
    for more in evidence.tolist():
        lead = min(max(lead, -_CHANGE_COST), _CHANGE_COST) + more
        leads.append(lead)
    voiced, path = lead > 0.0, []
    for lead in reversed(leads):
        if lead > _CHANGE_COST or lead < -_CHANGE_COST:
            voiced = lead > 0.0
        path.append(voiced)
    return np.array(path[::-1], np.bool_)


def _runs(active: NDArray[np.bool_]) -> list[tuple[int, int]]:
    edges = np.flatnonzero(np.diff(np.concatenate([[0], active.astype(np.int8), [0]])))
    return [(int(a), int(b)) for a, b in edges.reshape(-1, 2)]


def _is_audible(signal: Signal, count: int) -> NDArray[np.bool_]:
    levels = signal.levels_lufs
    if not len(levels):
        return np.zeros(count, np.bool_)
    tenths = (np.arange(count) / signal.mel.rate_hz * LEVEL_RATE_HZ).astype(np.int64)
    heard = levels[np.minimum(tenths, len(levels) - 1)]
    return np.asarray(heard > max(signal.loudness_lufs + _AUDIBLE_LU, -65.0))
