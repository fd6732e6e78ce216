"""A true-peak limiter that looks ahead and adds no latency.

The gain is found per hop of 32 frames: it falls smoothly before a peak, holds, and recovers slowly.
A true peak is the peak of the signal four times oversampled, ITU-R BS.1770-4 annex 2; only hops
whose samples come near the ceiling are oversampled, because elsewhere the samples decide.
Everything is computed on hops counted from the first frame, so block sizes change nothing.
"""

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from dj.model.audio import Samples
from dj.units import gain_from_db

HOP_FRAMES = 32
"""Frames that share one value of required gain."""
_ATTACK_HOPS = 6
"""Length of the smoothing before and after a peak: 4.4 ms at 44.1 kHz."""
_HOLD_HOPS = 14
"""How long the gain stays down, 10 ms: longer than half a wave at 50 Hz, so bass is not bent."""
_RELEASE_S = 0.12
"""Time constant of the recovery."""
_NEAR_DB = -4.5
"""Samples this far below the ceiling are searched for a higher peak between them."""
_HALF_TAPS = 12
"""Frames on each side that the interpolation sees."""
_SETTLED = 1.0 - 1e-5
"""A gain above this is 1."""


def _interpolator() -> NDArray[np.float32]:
    """Three fractional delays, float32, shape (2 × half taps, 3): sinc under a Kaiser window."""
    taps = np.arange(-_HALF_TAPS + 1, _HALF_TAPS + 1, dtype=np.float64)
    columns = []
    for quarter in (0.25, 0.5, 0.75):
        at = taps - quarter
        window = np.i0(7.0 * np.sqrt(np.maximum(0.0, 1 - (at / _HALF_TAPS) ** 2))) / np.i0(7.0)
        kernel = np.sinc(at) * window
        columns.append(kernel / kernel.sum())
    return np.array(columns, np.float32).T


_QUARTERS = _interpolator()
_SMOOTHING = np.hanning(_ATTACK_HOPS + 3)[1:-1] / np.hanning(_ATTACK_HOPS + 3)[1:-1].sum()
_RISE = np.arange(HOP_FRAMES, dtype=np.float64)[None, :] / HOP_FRAMES


def hop_peaks(padded: Samples, near: float) -> NDArray[np.float32]:
    """True peak of each hop.

    Args:
        padded: float32, shape (n × `HOP_FRAMES` + 2 × `HOP_FRAMES`, channels): the hops with one
            hop of context on either side.
        near: hops whose samples stay below this amplitude are not oversampled.

    Returns:
        Linear amplitude, float32, shape (n,).
    """
    channels = padded.shape[1]
    inner = padded[HOP_FRAMES:-HOP_FRAMES].reshape(-1, HOP_FRAMES * channels)
    peaks: NDArray[np.float32] = np.abs(inner).max(axis=1)
    hot = np.flatnonzero(peaks > near)
    if len(hot):
        starts = hot * HOP_FRAMES + HOP_FRAMES - _HALF_TAPS
        spans = sliding_window_view(padded, HOP_FRAMES + 2 * _HALF_TAPS, axis=0)[starts]
        windows = sliding_window_view(spans, 2 * _HALF_TAPS, axis=-1).reshape(-1, 2 * _HALF_TAPS)
        between = np.abs(windows @ _QUARTERS).reshape(len(hot), -1)
        peaks[hot] = np.maximum(peaks[hot], between.max(axis=1))
    return peaks


class Limiter:
    """Holds a stream under a ceiling. Feed blocks with `feed`, then call `flush` once.

    What comes out is as long as what went in and at the same place; a block may be held back.
    """

    def __init__(self, ceiling_dbtp: float, rate_hz: int, *, channels: int = 2) -> None:
        """Limit to a true peak of `ceiling_dbtp`."""
        self.lowest_gain = 1.0
        """Deepest gain so far, linear: how hard the limiter had to work."""
        self._ceiling = gain_from_db(ceiling_dbtp)
        self._near = self._ceiling * gain_from_db(_NEAR_DB)
        self._keep = float(np.exp(-HOP_FRAMES / (rate_hz * _RELEASE_S)))
        self._samples = np.zeros((HOP_FRAMES, channels), np.float32)
        self._allowed = np.ones(_ATTACK_HOPS + 1, np.float64)
        self._needs = np.ones(_HOLD_HOPS, np.float64)

    def feed(self, block: Samples) -> Samples:
        """Return limited frames, float32, shape (n, channels): those whose future is known."""
        self._samples = np.concatenate((self._samples, block))
        self._measure()
        ready = len(self._allowed) - 2 * (_ATTACK_HOPS + 1)
        if ready <= 0:
            return self._samples[:0]
        frames = self._samples[HOP_FRAMES : (ready + 1) * HOP_FRAMES]
        limited = self._apply(frames)
        self._samples = self._samples[ready * HOP_FRAMES :]
        self._allowed = self._allowed[ready:]
        return limited

    def flush(self) -> Samples:
        """Return all that was held back."""
        held = len(self._samples) - HOP_FRAMES
        silence = np.zeros(((2 * _ATTACK_HOPS + 5) * HOP_FRAMES, self._samples.shape[1]))
        return self.feed(silence.astype(np.float32))[:held]

    def _measure(self) -> None:
        """Append the gain allowed at each hop that is complete, its context included."""
        known = len(self._allowed) - (_ATTACK_HOPS + 1)
        fresh = (len(self._samples) - 2 * HOP_FRAMES) // HOP_FRAMES - known
        if fresh <= 0:
            return
        start = known * HOP_FRAMES
        peaks = hop_peaks(self._samples[start : start + (fresh + 2) * HOP_FRAMES], self._near)
        needs = self._ceiling / np.maximum(peaks.astype(np.float64), self._ceiling)
        held = np.concatenate((self._needs, needs))
        self._needs = held[-_HOLD_HOPS:]
        lowest = sliding_window_view(held, _HOLD_HOPS + 1).min(axis=1)
        self._allowed = np.concatenate((self._allowed, self._released(lowest)))

    def _released(self, lowest: NDArray[np.float64]) -> NDArray[np.float64]:
        """Let the gain rise no faster than the release; it falls at once."""
        gain = float(self._allowed[-1])
        if gain > _SETTLED and lowest.min() >= 1.0:
            return lowest
        risen = np.empty_like(lowest)
        for at, limit in enumerate(lowest.tolist()):
            gain = min(limit, 1.0 - (1.0 - gain) * self._keep)
            risen[at] = gain
        return risen

    def _apply(self, frames: Samples) -> Samples:
        """Multiply by the smoothed gain; both ends of a hop stay below what the hop allows."""
        if self._allowed.min() > _SETTLED:
            return frames
        ahead = sliding_window_view(self._allowed, _ATTACK_HOPS + 1).min(axis=1)
        smooth = np.convolve(ahead, _SMOOTHING, mode="valid")
        corners = np.minimum(smooth[:-1], smooth[1:])
        self.lowest_gain = min(self.lowest_gain, float(corners.min()))
        rise = np.diff(corners)
        gains = corners[:-1, None] + rise[:, None] * _RISE
        return frames * gains.reshape(-1, 1).astype(np.float32)
