"""Mel levels and onsets from the spectra that are fine in time.

Onset strength is the growth of compressed band magnitudes over two frames, summed in six ranges,
as in SuperFlux (Böck & Widmer 2013) without its maximum filter.
"""

import numpy as np
from numpy.typing import NDArray

from dj.analysis.features.stft import Power, Stft

SIZE, HOP = 1024, 256
MEL_BANDS = 40
MEL_EVERY = 4
"""One mel frame is the mean of this many spectra."""
ONSET_EDGES_HZ = (0.0, 130.0, 320.0, 800.0, 2000.0, 5000.0, 12000.0)
_LOWEST_HZ, _HIGHEST_HZ = 30.0, 10_000.0
_COMPRESSION = 1000.0
"""Magnitudes are compressed as log(1 + 1000 x): linear below −60 dB, logarithmic above."""
_FLOOR = 1e-10


class Bands:
    """Collects mel levels and onsets of a mono stream."""

    def __init__(self, rate_hz: int) -> None:
        """Prepare the filters for a sample rate."""
        self.mel_rate_hz = rate_hz / (HOP * MEL_EVERY)
        self.onset_rate_hz = rate_hz / HOP
        self._stft = Stft(SIZE, HOP)
        bins_hz = np.fft.rfftfreq(SIZE, 1.0 / rate_hz)
        self._mel = mel_filters(bins_hz, MEL_BANDS, _LOWEST_HZ, _HIGHEST_HZ)
        self._groups = _groups(MEL_BANDS)
        self._before = np.zeros((2, MEL_BANDS), np.float32)
        self._waiting = np.zeros((0, MEL_BANDS), np.float32)
        self._levels: list[NDArray[np.float32]] = []
        self._onsets: list[NDArray[np.float32]] = []

    def feed(self, mono: NDArray[np.float32]) -> None:
        """Take the next block."""
        self._take(self._stft.feed(mono))

    def finish(self) -> None:
        """Take the frames at the end."""
        self._take(self._stft.finish())
        if len(self._waiting):
            self._levels.append(_db(self._waiting.mean(axis=0, keepdims=True)))

    @property
    def mel_db(self) -> NDArray[np.float32]:
        """Levels, float32, shape (frames, 40)."""
        return np.concatenate([np.zeros((0, MEL_BANDS), np.float32), *self._levels])

    @property
    def onsets(self) -> NDArray[np.float32]:
        """Onset strengths, float32, shape (frames, 6)."""
        return np.concatenate([np.zeros((0, 6), np.float32), *self._onsets])

    def _take(self, power: Power) -> None:
        if not len(power):
            return
        energies = power @ self._mel
        compressed = np.log1p(_COMPRESSION * np.sqrt(energies))
        joined = np.concatenate([self._before, compressed])
        self._onsets.append(np.maximum(joined[2:] - joined[:-2], 0.0) @ self._groups)
        self._before = joined[-2:]
        waiting = np.concatenate([self._waiting, energies])
        whole = len(waiting) // MEL_EVERY * MEL_EVERY
        means = waiting[:whole].reshape(-1, MEL_EVERY, MEL_BANDS).mean(axis=1)
        self._levels.append(_db(means))
        self._waiting = waiting[whole:]


def mel_filters(
    bins_hz: NDArray[np.floating], count: int, lowest_hz: float, highest_hz: float
) -> NDArray[np.float32]:
    """Triangles of equal width in mel, float32, shape (bins, count), peaks of 1 at most."""
    edges = _from_mel(np.linspace(_to_mel(lowest_hz), _to_mel(highest_hz), count + 2))
    rise = (bins_hz[:, None] - edges[:-2]) / (edges[1:-1] - edges[:-2])
    fall = (edges[2:] - bins_hz[:, None]) / (edges[2:] - edges[1:-1])
    triangles = np.maximum(0.0, np.minimum(rise, fall))
    for band in np.flatnonzero(triangles.sum(axis=0) == 0):
        middle = edges[band + 1]
        triangles[np.argmin(np.abs(bins_hz - middle)), band] = 1.0
    return np.asarray(triangles, np.float32)


def mel_centres_hz() -> NDArray[np.float64]:
    """Centre frequency of each mel band, shape (40,)."""
    mels = np.linspace(_to_mel(_LOWEST_HZ), _to_mel(_HIGHEST_HZ), MEL_BANDS + 2)
    return _from_mel(mels[1:-1])


def _groups(count: int) -> NDArray[np.float32]:
    """Which onset range each mel band belongs to, as a matrix of means."""
    which = np.digitize(mel_centres_hz(), ONSET_EDGES_HZ[1:-1])
    matrix = np.zeros((count, len(ONSET_EDGES_HZ) - 1), np.float32)
    matrix[np.arange(count), which] = 1.0
    return np.asarray(matrix / np.maximum(matrix.sum(axis=0), 1.0), np.float32)


def _to_mel(hz: float) -> float:
    return float(2595.0 * np.log10(1.0 + hz / 700.0))


def _from_mel(mel: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.asarray(700.0 * (10.0 ** (mel / 2595.0) - 1.0), np.float64)


def _db(energies: NDArray[np.float32]) -> NDArray[np.float32]:
    return np.asarray(10.0 * np.log10(np.maximum(energies, _FLOOR)), np.float32)
