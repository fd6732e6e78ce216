"""A streaming short-time Fourier transform: blocks of samples in, power spectra out.

Frame k is centred on sample k × hop; the sound is preceded and followed by silence.
"""

import numpy as np
from numpy.lib.stride_tricks import as_strided
from numpy.typing import NDArray
from scipy import fft

Power = NDArray[np.float32]
"""Power spectra, float32, shape (frames, size / 2 + 1); a full-scale sine peaks at 1."""


class Stft:
    """Windowed spectra of a mono stream; keeps only what the next frame needs."""

    def __init__(self, size: int, hop: int) -> None:
        """Start before the first sample."""
        self.size, self.hop = size, hop
        window = np.hanning(size + 1)[:-1]
        self._window = (window * (2.0 / window.sum())).astype(np.float32)
        self._buffer = np.zeros(size // 2, np.float32)

    def feed(self, mono: NDArray[np.float32]) -> Power:
        """Return the frames that are complete, perhaps none."""
        self._buffer = np.concatenate([self._buffer, mono])
        count = max(0, (len(self._buffer) - self.size) // self.hop + 1)
        if not count:
            return np.zeros((0, self.size // 2 + 1), np.float32)
        (step,) = self._buffer.strides
        framed = as_strided(self._buffer, (count, self.size), (self.hop * step, step))
        spectra = fft.rfft(framed * self._window, axis=1, overwrite_x=True)
        self._buffer = self._buffer[count * self.hop :]
        magnitudes = np.asarray(np.abs(spectra), np.float32)
        np.square(magnitudes, out=magnitudes)
        return magnitudes

    def finish(self) -> Power:
        """Return the frames whose windows reach past the end."""
        return self.feed(np.zeros(self.size // 2, np.float32))
