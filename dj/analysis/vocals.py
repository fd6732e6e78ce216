"""Where somebody sings or speaks.

A small network (`vocals_model`) gives each mel frame of `singing` the odds of a voice. The cheapest
path between the two states, voice and none, then makes regions of them: each change costs evidence,
so neither a doubtful moment nor a breath ends a phrase. Talking over a singer is worse than a
silent ramp, hence the odds are leant towards a voice, more so in recordings that surely hold one.
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
_LEAN, _LEAN_IN_A_SONG = -0.4, 2.0
"""Added to log odds: doubt counts against a voice, unless the recording surely holds one."""
_SURE_ODDS, _SURE_SHARE = 1.5, 0.02
"""Such a share of frames with at least these log odds makes a sung recording."""
_MOST_ODDS = 4.0
_AUDIBLE_LU = -25.0


class VocalAnalyser:
    """Regions of half a second or more in which there is a voice."""

    version: ClassVar[str] = "2"
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
    is_song = np.count_nonzero(odds > _SURE_ODDS) > _SURE_SHARE * len(odds)
    voiced = _cheapest_path(odds + (_LEAN_IN_A_SONG if is_song else _LEAN))
    spans: list[tuple[float, float]] = []
    for start, stop in _runs(voiced):
        begin, end = start / rate_hz, min(stop / rate_hz, duration_s)
        if spans and begin - spans[-1][1] < LONGEST_GAP_S:
            begin = spans.pop()[0]
        spans.append((begin, end))
    return tuple(Region(start_s=a, end_s=b) for a, b in spans if b - a >= SHORTEST_S)


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
