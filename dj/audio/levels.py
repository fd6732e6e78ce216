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
from dj.model.analysis import LEVEL_RATE_HZ
from dj.model.audio import Audio, Samples
from dj.units import SILENCE_DB

__all__ = [
    "LoudnessMeter",
    "TruePeakMeter",
    "integrated_from_levels",
    "integrated_lufs",
    "k_weighting",
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
        self._filter = k_weighting(rate_hz)
        self._state = np.zeros((len(self._filter), -(-channels // 2), 2), np.complex128)
        self._powers: list[Powers] = []
        self._fed = 0
        self._sum, self._sum_frames = 0.0, 0

    def feed(self, samples: Samples) -> None:
        """Take the next block, float32, shape (n, channels)."""
        if not len(samples):
            return
        # Imported here: it takes half a second, and a scan of an unchanged folder needs none of it.
        from scipy.signal import sosfilt

        pairs = _paired(samples)
        weighted, self._state = sosfilt(self._filter, pairs, axis=1, zi=self._state)
        squares = np.square(weighted.view(np.float64)).sum(axis=0)
        self._add(squares[::2] + squares[1::2])

    def integrated_lufs(self) -> float:
        """Gated loudness of all so far; below 0.4 s the plain level; −120 for silence."""
        return _integrated(self._whole())

    def range_lu(self) -> float:
        """Loudness range, EBU Tech 3342; 0 below three seconds."""
        return _range_lu(self._whole())

    def levels_lufs(self) -> NDArray[np.float32]:
        """Level of each tenth of a second, float32, shape (n,); the last may be shorter."""
        powers = self._whole()
        if self._sum_frames:
            powers = np.append(powers, self._sum / self._sum_frames)
        return _lufs(powers).astype(np.float32)

    def _whole(self) -> Powers:
        if not self._powers and self._sum_frames:
            return np.array([self._sum / self._sum_frames])
        return np.concatenate([np.zeros(0), *self._powers])

    def _add(self, squares: NDArray[np.float64]) -> None:
        """Cut a block at tenths of a second; what is left waits for the next block."""
        first = self._fed * LEVEL_RATE_HZ // self._rate_hz
        last = (self._fed + len(squares)) * LEVEL_RATE_HZ // self._rate_hz
        edges = -(-np.arange(first + 1, last + 1) * self._rate_hz // LEVEL_RATE_HZ)
        cuts = np.concatenate([[0], edges - self._fed])
        sums = np.add.reduceat(np.append(squares, 0.0), cuts)
        counts = np.diff(cuts, append=len(squares))
        sums[0] += self._sum
        counts[0] += self._sum_frames
        self._powers.append(sums[:-1] / counts[:-1])
        self._sum, self._sum_frames = float(sums[-1]), int(counts[-1])
        self._fed += len(squares)


def _paired(samples: Samples) -> NDArray[np.complex128]:
    """Two channels as real and imaginary part, filtered in one pass, shape (⌈channels / 2⌉, n)."""
    if samples.shape[1] % 2:
        samples = np.pad(samples, ((0, 0), (0, 1)))
    pairs = np.ascontiguousarray(samples, np.float32).view(np.complex64)
    return np.ascontiguousarray(pairs.T, np.complex128)


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


def k_weighting(rate_hz: int) -> NDArray[np.float64]:
    """Second-order sections of the K filter (BS.1770 Annex 1) at any rate, shape (2, 6)."""
    return np.array([_shelf(rate_hz), _high_pass(rate_hz)])


def _shelf(rate_hz: int) -> list[float]:
    # The analogue prototype behind the standard's 48 kHz coefficients.
    gain, quality = 10.0 ** (3.999843853973347 / 20.0), 0.7071752369554196
    k = math.tan(math.pi * 1681.974450955533 / rate_hz)
    middle = gain**0.4996667741545416
    scale = 1.0 + k / quality + k * k
    return [
        (gain + middle * k / quality + k * k) / scale,
        2.0 * (k * k - gain) / scale,
        (gain - middle * k / quality + k * k) / scale,
        1.0,
        2.0 * (k * k - 1.0) / scale,
        (1.0 - k / quality + k * k) / scale,
    ]


def _high_pass(rate_hz: int) -> list[float]:
    quality = 0.5003270373238773
    k = math.tan(math.pi * 38.13547087602444 / rate_hz)
    scale = 1.0 + k / quality + k * k
    return [1.0, -2.0, 1.0, 1.0, 2.0 * (k * k - 1.0) / scale, (1.0 - k / quality + k * k) / scale]


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
