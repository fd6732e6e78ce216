"""A plucked string, by the energy that each harmonic keeps from one period to the next.

This is Karplus and Strong's string with a symmetric loop filter. Such a filter delays nothing, so
every period is the excitation times a power of the filter's response: all periods come from one
inverse FFT instead of a loop over samples.
"""

from typing import Final

import numpy as np
from scipy.fft import irfft, rfft

from dj.audio.synth.samples import SAMPLE_RATE_HZ, Mono

PLUCK_SOFTNESS: Final = 0.35
"""Share of the excitation that is noise; the rest is the clean corner of a plucked string."""


def plucked(
    frequency_hz: float,
    frames: int,
    *,
    ring_s: float,
    damping: float,
    position: float,
    brightness: float,
    rng: np.random.Generator,
) -> Mono:
    """Pluck a string once and let it ring.

    Args:
        frequency_hz: the pitch, up to about 2 kHz.
        frames: how long to listen.
        ring_s: time in which the lowest harmonic falls by 60 dB.
        damping: 0 keeps the highs ringing, 0.5 kills them at once.
        position: where it is plucked, 0 at the bridge to 0.5 in the middle.
        brightness: 0 to 1, how hard and how high the pluck is.
        rng: draws the roughness of the pluck.

    Returns:
        float32, shape (frames,), peak 1.
    """
    period = max(8, round(SAMPLE_RATE_HZ / frequency_hz))
    rows = int(frames * frequency_hz / SAMPLE_RATE_HZ) + 3
    harmonic = np.arange(period // 2 + 1, dtype=np.float64)
    keep = 1.0 - damping * (1.0 - np.cos(2.0 * np.pi * harmonic / period))
    keep *= 10.0 ** (-3.0 / (ring_s * frequency_hz))
    start = _excitation(period, harmonic, position, brightness, rng)
    powers = np.clip(keep, 1e-4, 1.0)[None, :] ** np.arange(rows)[:, None]
    periods = np.asarray(irfft(start[None, :] * powers, n=period, axis=1)).reshape(-1)
    at = np.arange(frames) * (frequency_hz * period / SAMPLE_RATE_HZ)
    sound = np.interp(at, np.arange(periods.size), periods).astype(np.float32)
    return np.asarray(sound / max(1e-6, float(np.max(np.abs(sound)))), dtype=np.float32)


def _excitation(
    period: int,
    harmonic: np.ndarray[tuple[int], np.dtype[np.float64]],
    position: float,
    brightness: float,
    rng: np.random.Generator,
) -> np.ndarray[tuple[int], np.dtype[np.complex128]]:
    comb = np.abs(np.sin(np.pi * harmonic * position)) + 0.05
    roll = 1.0 / np.maximum(1.0, harmonic) ** (2.0 - brightness)
    rough = rfft(rng.standard_normal(period)) / np.sqrt(period)
    clean = -1j * comb * roll
    start = (1.0 - PLUCK_SOFTNESS) * clean + PLUCK_SOFTNESS * rough * comb * roll
    start[0] = 0.0
    return np.asarray(start, dtype=np.complex128)
