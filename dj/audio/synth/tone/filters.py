"""Static filters over whole sounds: along the first axis, float32 in, float32 out."""

from functools import lru_cache
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray
from scipy.signal import butter, sosfilt

from dj.audio.synth.samples import SAMPLE_RATE_HZ, Mono

HIGHEST_HZ: Final = 0.45 * SAMPLE_RATE_HZ
"""Corners above this are pointless and make the design unstable."""


def low_pass(sound: Mono, corner_hz: float, order: int = 2) -> Mono:
    """Remove what is above the corner (12 dB per octave for order 2)."""
    return _filtered(sound, min(corner_hz, HIGHEST_HZ), "lowpass", order)


def high_pass(sound: Mono, corner_hz: float, order: int = 2) -> Mono:
    """Remove what is below the corner (12 dB per octave for order 2)."""
    return _filtered(sound, min(corner_hz, HIGHEST_HZ), "highpass", order)


def band_pass(sound: Mono, low_hz: float, high_hz: float, order: int = 1) -> Mono:
    """Keep what is between the corners (6 dB per octave each side for order 1)."""
    return _filtered(sound, (low_hz, min(high_hz, HIGHEST_HZ)), "bandpass", order)


def tilt(sound: Mono, corner_hz: float, high_db: float) -> Mono:
    """Raise or lower everything above the corner by `high_db`."""
    if high_db == 0.0:
        return sound
    above = high_pass(sound, corner_hz, order=1)
    return np.asarray(sound + np.float32(10 ** (high_db / 20) - 1.0) * above, dtype=np.float32)


def _filtered(
    sound: Mono,
    corner: float | tuple[float, float],
    kind: Literal["lowpass", "highpass", "bandpass"],
    order: int,
) -> Mono:
    return np.asarray(sosfilt(_design(corner, kind, order), sound, axis=0), dtype=np.float32)


@lru_cache(maxsize=256)
def _design(
    corner: float | tuple[float, float],
    kind: Literal["lowpass", "highpass", "bandpass"],
    order: int,
) -> NDArray[np.float32]:
    sections = butter(order, corner, btype=kind, fs=SAMPLE_RATE_HZ, output="sos")
    return np.asarray(sections, dtype=np.float32)
