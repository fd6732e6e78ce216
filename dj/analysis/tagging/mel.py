"""What the tagging network is shown: 96 log mel bands, 62.5 times a second, from 16 kHz mono.

The bands are Slaney's (Auditory Toolbox, 1998): even up to 1 kHz, then evenly many to the octave,
each weighing the same in sum. That is what the network was trained on.
"""

from functools import cache

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray
from scipy import fft

RATE_HZ = 16_000
SIZE, HOP = 512, 256
"""Samples in a frame, and from one to the next."""
BANDS = 96
_GAIN = np.float32(10_000.0)

_EVEN_HZ = 200.0 / 3.0
"""Width of a mel below the bend."""
_BEND_HZ, _BEND_MEL = 1000.0, 15.0
_MELS_PER_E = 27.0 / np.log(6.4)


def log_mel(samples: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return log10(1 + 10,000 × power) of each band.

    Args:
        samples: Mono at 16 kHz, float32, at least `SIZE` of them.

    Returns:
        float32, shape (frames, 96); frame k covers `SIZE` samples from k × `HOP`.
    """
    frames = sliding_window_view(samples, SIZE)[::HOP] * _window()
    spectrum = fft.rfft(frames, axis=1)
    power = spectrum.real**2 + spectrum.imag**2
    return np.asarray(np.log10(np.float32(1.0) + _GAIN * (power @ _filters())), np.float32)


@cache
def _window() -> NDArray[np.float32]:
    angles = np.arange(SIZE) * (2.0 * np.pi / SIZE)
    return np.asarray(0.5 - 0.5 * np.cos(angles), np.float32)


@cache
def _filters() -> NDArray[np.float32]:
    """Triangles of equal area between neighbouring mels, shape (257, 96)."""
    top = _BEND_MEL + _MELS_PER_E * np.log(RATE_HZ / 2 / _BEND_HZ)
    corners = _hz(np.linspace(0.0, top, BANDS + 2))
    bins = np.arange(SIZE // 2 + 1)[:, None] * (RATE_HZ / SIZE)
    low, middle, high = corners[:-2], corners[1:-1], corners[2:]
    rising, falling = (bins - low) / (middle - low), (high - bins) / (high - middle)
    triangles = np.maximum(0.0, np.minimum(rising, falling)) * (2.0 / (high - low))
    return np.asarray(triangles, np.float32)


def _hz(mel: NDArray[np.float64]) -> NDArray[np.float64]:
    above = _BEND_HZ * np.exp((np.maximum(mel, _BEND_MEL) - _BEND_MEL) / _MELS_PER_E)
    return np.where(mel < _BEND_MEL, mel * _EVEN_HZ, above)
