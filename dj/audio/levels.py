"""How loud sound is: ITU-R BS.1770-4 loudness, EBU Tech 3342 range, true peak of Annex 2.

Momentary and short-term loudness (EBU Tech 3341) are means of the levels of 0.4 s and 3 s.

Meters are fed blocks in order and keep only the level of each tenth of a second, so memory grows
by 80 bytes a second of sound. Levels are LUFS with a floor of −120; a level of a tenth of a second
is K-weighted and summed over channels, ungated.
"""

import math

import numpy as np
from numpy.typing import NDArray

from dj.audio.peaks import TruePeakMeter, true_peak_dbtp
from dj.audio.weighting import BLOCK, KFilter
from dj.model.analysis import LEVEL_RATE_HZ
from dj.model.audio import Audio, Samples
from dj.units import SILENCE_DB

__all__ = [
    "LoudnessMeter",
    "TruePeakMeter",
    "integrated_from_levels",
    "integrated_lufs",
    "momentary_lufs",
    "short_term_lufs",
    "true_peak_dbtp",
]

Powers = NDArray[np.float64]
"""Mean squares after K-weighting, summed over channels, one per tenth of a second."""

_OFFSET_LU = -0.691
"""So that a 997 Hz sine at full scale in one channel reads −3.01 LUFS."""
_ABSOLUTE_GATE_LUFS = -70.0
_RELATIVE_GATE_LU = -10.0
_RANGE_GATE_LU = -20.0
_BLOCK_HOPS = 4
_SHORT_TERM_HOPS = 30
_RANGE_STEP_HOPS = 10
"""Range takes a short-term value each second, the least overlap Tech 3342 allows."""


class LoudnessMeter:
    """Loudness of a stream of any length."""

    def __init__(self, rate_hz: int, channels: int = 2) -> None:
        """Start with silence before the first block."""
        self._rate_hz = rate_hz
        self._filter = KFilter(rate_hz, channels)
        self._rest = np.zeros((0, channels), np.float32)
        self._powers: list[Powers] = []
        self._weighed = 0
        self._sum, self._sum_frames = 0.0, 0

    def feed(self, samples: Samples) -> None:
        """Take the next block, float32, shape (n, channels)."""
        joined = np.concatenate([self._rest, samples])
        whole = len(joined) // BLOCK * BLOCK
        self._rest = joined[whole:]
        if whole:
            fresh, self._sum, self._sum_frames = self._tenths(self._filter.feed(joined[:whole]))
            self._powers.append(fresh)
            self._weighed += whole

    def integrated_lufs(self) -> float:
        """Gated loudness of all so far; below 0.4 s the plain level; −120 for silence."""
        whole, last = self._so_far()
        return _integrated(whole if len(whole) else last)

    def range_lu(self) -> float:
        """Loudness range, EBU Tech 3342; 0 below three seconds."""
        return _range_lu(self._so_far()[0])

    def levels_lufs(self) -> NDArray[np.float32]:
        """Level of each tenth of a second, float32, shape (n,); the last may be shorter."""
        return _lufs(np.concatenate(self._so_far())).astype(np.float32)

    def _so_far(self) -> tuple[Powers, Powers]:
        """Mean squares of the whole tenths, and of the started one if there is any."""
        fresh, total, frames = np.zeros(0), self._sum, self._sum_frames
        if len(self._rest):
            fresh, total, frames = self._tenths(self._filter.peek(self._rest))
        last = np.array([total / frames] if frames else [])
        return np.concatenate([*self._powers, fresh]), last

    def _tenths(self, weighted: Samples) -> tuple[Powers, float, int]:
        """Mean squares of the tenths that end here; sum and length of the one that goes on."""
        count = weighted.shape[1]
        squares = np.einsum("cn,cn->n", weighted, weighted)
        first = self._weighed * LEVEL_RATE_HZ // self._rate_hz
        last = (self._weighed + count) * LEVEL_RATE_HZ // self._rate_hz
        edges = -(-np.arange(first + 1, last + 1) * self._rate_hz // LEVEL_RATE_HZ)
        cuts = np.concatenate([[0], edges - self._weighed])
        sums = np.add.reduceat(np.append(squares, 0.0), cuts)
        counts = np.diff(cuts, append=count)
        sums[0] += self._sum
        counts[0] += self._sum_frames
        return sums[:-1] / counts[:-1], float(sums[-1]), int(counts[-1])


def integrated_lufs(audio: Audio) -> float:
    """Integrated loudness of sound in memory, LUFS; −120 for silence."""
    meter = LoudnessMeter(audio.sample_rate_hz, audio.samples.shape[1])
    meter.feed(audio.samples)
    return meter.integrated_lufs()


def integrated_from_levels(levels_lufs: NDArray[np.floating]) -> float:
    """Integrated loudness with both gates, LUFS, from the level of each tenth of a second.

    So a planner can predict a programme's loudness by adding gains to levels, without samples.
    """
    return _integrated(_powers(levels_lufs))


def momentary_lufs(levels_lufs: NDArray[np.floating]) -> NDArray[np.float32]:
    """Loudness of each 0.4 s, float32, shape (n − 3,): value k is of the levels k to k + 3."""
    return _sliding(levels_lufs, _BLOCK_HOPS)


def short_term_lufs(levels_lufs: NDArray[np.floating]) -> NDArray[np.float32]:
    """Loudness of each 3 s, float32, shape (n − 29,): value k is of the levels k to k + 29."""
    return _sliding(levels_lufs, _SHORT_TERM_HOPS)


def _sliding(levels_lufs: NDArray[np.floating], hops: int) -> NDArray[np.float32]:
    if len(levels_lufs) < hops:
        return np.zeros(0, np.float32)
    return _lufs(_windows(_powers(levels_lufs), hops)).astype(np.float32)


def _powers(levels_lufs: NDArray[np.floating]) -> Powers:
    """Undo `_lufs`; the floor is silence."""
    levels = np.asarray(levels_lufs, np.float64)
    powers = 10.0 ** ((levels - _OFFSET_LU) / 10.0)
    return np.where(levels <= SILENCE_DB, 0.0, powers)


def _windows(powers: Powers, hops: int) -> Powers:
    """Mean power of all windows of several hops."""
    sums = np.concatenate([[0.0], np.cumsum(powers)])
    return np.asarray(np.maximum((sums[hops:] - sums[:-hops]) / hops, 0.0), np.float64)


def _integrated(powers: Powers) -> float:
    if len(powers) < _BLOCK_HOPS:
        return float(_lufs(np.mean(powers, keepdims=True))[0]) if len(powers) else SILENCE_DB
    blocks = _windows(powers, _BLOCK_HOPS)
    loud = blocks[blocks >= _power(_ABSOLUTE_GATE_LUFS)]
    if not len(loud):
        return float(_lufs(np.mean(blocks, keepdims=True))[0])
    gate = loud.mean() * 10.0 ** (_RELATIVE_GATE_LU / 10.0)
    return float(_lufs(loud[loud >= gate].mean(keepdims=True))[0])


def _range_lu(powers: Powers) -> float:
    if len(powers) < _SHORT_TERM_HOPS:
        return 0.0
    blocks = _windows(powers, _SHORT_TERM_HOPS)[::_RANGE_STEP_HOPS]
    loud = blocks[blocks >= _power(_ABSOLUTE_GATE_LUFS)]
    if not len(loud):
        return 0.0
    kept = np.sort(loud[loud >= loud.mean() * 10.0 ** (_RANGE_GATE_LU / 10.0)])
    low, high = (kept[int((len(kept) - 1) * part + 0.5)] for part in (0.10, 0.95))
    return float(10.0 * math.log10(high / low))


def _power(lufs: float) -> float:
    return float(10.0 ** ((lufs - _OFFSET_LU) / 10.0))


def _lufs(powers: Powers) -> NDArray[np.float64]:
    levels = _OFFSET_LU + 10.0 * np.log10(np.maximum(powers, 1e-30))
    return np.asarray(np.maximum(levels, SILENCE_DB), np.float64)
