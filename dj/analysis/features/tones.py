"""Chroma from spectral peaks: each peak's exact frequency goes to a third of a semitone.

Peaks are local maxima between 55 and 2100 Hz, their frequency interpolated by a parabola through
three log magnitudes; strength is the square root of magnitude, so that no single note rules. The
third partial of a note poses as its fifth, so each peak also counts, by half, for the note whose
third partial it could be. The same peaks in steps of 5 cents, averaged over a second and a half,
show how the recording is tuned.
"""

import numpy as np
from numpy.typing import NDArray

from dj.analysis.features.stft import Power, Stft

SIZE, HOP = 4096, 2048
BINS = 36
FINE_BINS = 240
"""Steps of 5 cents in an octave."""
FINE_FRAMES = 16
"""So many frames are averaged in steps of 5 cents, so that an hour takes 2 MB."""
_LOWEST_HZ, _HIGHEST_HZ = 55.0, 2100.0
_C0_HZ = 440.0 * 2.0 ** (-57.0 / 12.0)
_QUIETEST = 1e-9
"""Peaks below −90 dB are noise of 16 bits."""
_BELOW_LOUDEST = 1e-3
"""Peaks 30 dB below the frame's loudest are side lobes and hiss."""
_AS_THIRD_PARTIAL = 0.5
_THIRD_PARTIAL_OCTAVES = np.log2(3.0)


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
        self._fine: list[NDArray[np.float32]] = []
        self._open = np.zeros((1, FINE_BINS))
        self._frames = 0

    def feed(self, mono: NDArray[np.float32]) -> None:
        """Take the next block."""
        self._take(self._stft.feed(mono))

    def finish(self) -> None:
        """Take the frames at the end."""
        self._take(self._stft.finish())
        if count := self._frames % FINE_FRAMES:
            self._fine.append((self._open / count).astype(np.float32))

    @property
    def chroma(self) -> NDArray[np.float32]:
        """Strengths, float32, shape (frames, 36)."""
        return np.concatenate([np.zeros((0, BINS), np.float32), *self._chroma])

    @property
    def fine(self) -> NDArray[np.float32]:
        """Mean strengths by steps of 5 cents, float32, shape (frames / 16, 240)."""
        return np.concatenate([np.zeros((0, FINE_BINS), np.float32), *self._fine])

    @property
    def fine_rate_hz(self) -> float:
        """Rows of `fine` in a second."""
        return self.rate_hz / FINE_FRAMES

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
        self._count(frame, np.log2(hz / _C0_HZ), np.exp(0.25 * top), len(power))

    def _count(
        self,
        frame: NDArray[np.int64],
        octaves: NDArray[np.float64],
        weights: NDArray[np.floating],
        frames: int,
    ) -> None:
        """Add peaks to both chromas, each as a note of its own and as a third partial."""
        octaves = np.concatenate([octaves, octaves - _THIRD_PARTIAL_OCTAVES])
        weights = np.concatenate([weights, _AS_THIRD_PARTIAL * weights])
        frame = np.concatenate([frame, frame])
        chroma = _folded(frame, octaves, weights, (frames, BINS))
        self._chroma.append(chroma.astype(np.float32))
        place = self._frames % FINE_FRAMES
        rows = (place + frames) // FINE_FRAMES + 1
        fine = _folded((place + frame) // FINE_FRAMES, octaves, weights, (rows, FINE_BINS))
        fine[0] += self._open[0]
        self._fine.append((fine[:-1] / FINE_FRAMES).astype(np.float32))
        self._open = fine[-1:]
        self._frames += frames


def _folded(
    row: NDArray[np.int64],
    octaves: NDArray[np.float64],
    weights: NDArray[np.floating],
    shape: tuple[int, int],
) -> NDArray[np.float64]:
    """Add weights up by row and part of the octave, of a shape (rows, parts)."""
    rows, parts = shape
    column = np.rint(parts * octaves).astype(np.int64) % parts
    flat = np.bincount(row * parts + column, weights, minlength=rows * parts)
    return np.asarray(flat.reshape(shape), np.float64)
