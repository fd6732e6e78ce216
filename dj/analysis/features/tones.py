"""Chroma from spectral peaks: each peak's exact frequency goes to a third of a semitone.

Peaks are local maxima between 55 and 2100 Hz, their frequency interpolated by a parabola through
three log magnitudes; strength is the square root of magnitude, so that no single note rules. The
third partial of a note poses as its fifth, so each peak also counts, by half, for the note whose
third partial it could be.
"""

import numpy as np
from numpy.typing import NDArray

from dj.analysis.features.stft import Power, Stft

SIZE, HOP = 4096, 2048
BINS = 36
_LOWEST_HZ, _HIGHEST_HZ = 55.0, 2100.0
_C0_HZ = 440.0 * 2.0 ** (-57.0 / 12.0)
_QUIETEST = 1e-9
"""Peaks below −90 dB are noise of 16 bits."""
_BELOW_LOUDEST = 1e-3
"""Peaks 30 dB below the frame's loudest are side lobes and hiss."""
_AS_THIRD_PARTIAL = 0.5


class Tones:
    """Collects chroma of a mono stream."""

    def __init__(self, rate_hz: int) -> None:
        """Prepare for a sample rate."""
        self.rate_hz = rate_hz / HOP
        self._stft = Stft(SIZE, HOP)
        self._bin_hz = rate_hz / SIZE
        self._first = int(_LOWEST_HZ / self._bin_hz)
        self._last = int(_HIGHEST_HZ / self._bin_hz)
        self._chroma: list[NDArray[np.float32]] = []

    def feed(self, mono: NDArray[np.float32]) -> None:
        """Take the next block."""
        self._take(self._stft.feed(mono))

    def finish(self) -> None:
        """Take the frames at the end."""
        self._take(self._stft.finish())

    @property
    def chroma(self) -> NDArray[np.float32]:
        """Strengths, float32, shape (frames, 36)."""
        return np.concatenate([np.zeros((0, BINS), np.float32), *self._chroma])

    def _take(self, power: Power) -> None:
        if not len(power):
            return
        part = power[:, self._first - 1 : self._last + 2]
        middle = part[:, 1:-1]
        loudest = middle.max(axis=1, keepdims=True)
        audible = (middle > _QUIETEST) & (middle > _BELOW_LOUDEST * loudest)
        peaks = audible & (middle > part[:, :-2]) & (middle >= part[:, 2:])
        frame, bin_ = np.nonzero(peaks)
        left, top, right = (np.log(part[frame, bin_ + k] + 1e-20) for k in range(3))
        shift = 0.5 * (left - right) / np.minimum(left - 2.0 * top + right, -1e-6)
        hz = (bin_ + self._first + np.clip(shift, -0.5, 0.5)) * self._bin_hz
        weights = np.exp(0.25 * top)
        chroma = _folded(frame, hz, weights, len(power))
        chroma += _folded(frame, hz / 3.0, _AS_THIRD_PARTIAL * weights, len(power))
        self._chroma.append(chroma.astype(np.float32))


def _folded(
    frame: NDArray[np.int64], hz: NDArray[np.float64], weights: NDArray[np.floating], frames: int
) -> NDArray[np.float64]:
    """Add weights up by frame and third of a semitone, shape (frames, 36)."""
    third = np.rint(BINS * np.log2(hz / _C0_HZ)).astype(np.int64) % BINS
    flat = np.bincount(frame * BINS + third, weights, minlength=frames * BINS)
    return np.asarray(flat.reshape(frames, BINS), np.float64)
