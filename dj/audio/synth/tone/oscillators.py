"""Periodic tone without aliasing: sines, swept wavetables, and ensemble loops.

A swept wavetable is one period stored at several brightnesses; reading across them is a moving
low-pass filter at the price of two table look-ups. An ensemble loop is one long inverse FFT in
which every harmonic is a narrow band of random phase: a section of players, not one oscillator,
and it loops without a seam (Nasca's "PADsynth").
"""

from collections.abc import Callable
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.fft import irfft

from dj.audio.synth.samples import SAMPLE_RATE_HZ, Mono, Stereo, turning

Spectrum = Callable[[NDArray[np.float64]], NDArray[np.float64]]
"""Amplitude of each harmonic, given the harmonic numbers from 1."""

TABLE_FRAMES: Final = 4096
"""One period; reading the nearest entry leaves noise 60 dB below a bright saw."""
TABLE_LEVELS: Final = 24
LOWEST_CUTOFF_HZ: Final = 60.0
HIGHEST_CUTOFF_HZ: Final = 18_000.0
HIGHEST_HARMONIC_HZ: Final = 18_000.0
LOOP_FRAMES: Final = 1 << 17
"""About three seconds: long enough that the ear hears no repetition."""


def saw(harmonic: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the spectrum of a saw."""
    return 1.0 / harmonic


def square(harmonic: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the spectrum of a square, with a trace of even harmonics as real ones have."""
    return np.where(harmonic % 2 == 1, 1.0, 0.03) / harmonic


def pulse(harmonic: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the spectrum of a pulse of one quarter."""
    return np.abs(np.sin(np.pi * harmonic / 4.0)) / harmonic * 1.4


def reed(harmonic: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return a bright free-reed spectrum (accordion, harmonica)."""
    return (1.0 + 0.4 * np.cos(harmonic * 1.9)) / harmonic**0.75


def hollow(harmonic: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return a soft hollow spectrum (clarinet, ocarina)."""
    return np.where(harmonic % 2 == 1, 1.0, 0.12) / harmonic**1.5


def sine(frequency_hz: float, frames: int, phase: float = 0.0) -> Mono:
    """Return a sine, float32, shape (frames,), in [-1, 1]. Phase in cycles."""
    return np.sin(turning(np.arange(frames) * (frequency_hz / SAMPLE_RATE_HZ) + phase))


def harmonics_below(frequency_hz: float, limit_hz: float) -> NDArray[np.float64]:
    """Return the harmonic numbers, from 1, that stay below the limit."""
    return np.arange(1, max(1, int(limit_hz / frequency_hz)) + 1, dtype=np.float64)


def wavetable(frequency_hz: float, spectrum: Spectrum, resonance: float = 0.0) -> Mono:
    """Store one period at `TABLE_LEVELS` brightnesses, dark to bright.

    Args:
        frequency_hz: the pitch at which the table will be read.
        spectrum: the harmonics before the filter.
        resonance: height of the peak at the filter's corner, as an added amplitude ratio.

    Returns:
        float32, shape (TABLE_LEVELS, TABLE_FRAMES).
    """
    harmonic = harmonics_below(frequency_hz, HIGHEST_HARMONIC_HZ)[: TABLE_FRAMES // 2 - 1]
    corners = np.geomspace(LOWEST_CUTOFF_HZ, HIGHEST_CUTOFF_HZ, TABLE_LEVELS)
    ratio = harmonic[None, :] * frequency_hz / corners[:, None]
    response = 1.0 / np.sqrt(1.0 + ratio**8)
    response += resonance * np.exp(-((np.log2(ratio) / 0.22) ** 2))
    bins = np.zeros((TABLE_LEVELS, TABLE_FRAMES // 2 + 1), dtype=np.complex64)
    bins[:, 1 : harmonic.size + 1] = -1j * response * spectrum(harmonic)
    return np.asarray(irfft(bins, axis=1) * (TABLE_FRAMES / 2), dtype=np.float32)


def swept(table: Mono, frequency_hz: float | Mono, cutoff_hz: Mono, phase: float = 0.0) -> Mono:
    """Read a wavetable at a pitch while its brightness follows `cutoff_hz`.

    Args:
        table: from `wavetable`.
        frequency_hz: one pitch, or one per frame.
        cutoff_hz: float32, shape (frames,).
        phase: where in the period to begin, in cycles.
    """
    step = np.log(HIGHEST_CUTOFF_HZ / LOWEST_CUTOFF_HZ) / (TABLE_LEVELS - 1)
    level = np.log(cutoff_hz / np.float32(LOWEST_CUTOFF_HZ)) / np.float32(step)
    level = np.clip(level, 0.0, TABLE_LEVELS - 1.001)
    row = level.astype(np.int32)
    at = row * np.int32(TABLE_FRAMES) + _positions(frequency_hz, cutoff_hz.size, phase)
    flat = table.reshape(-1)
    dark, bright = flat[at], flat[at + np.int32(TABLE_FRAMES)]
    return np.asarray(dark + (bright - dark) * (level - row).astype(np.float32), dtype=np.float32)


def _positions(frequency_hz: float | Mono, frames: int, phase: float) -> NDArray[np.int32]:
    if isinstance(frequency_hz, float):
        cycles = np.arange(frames, dtype=np.float64) * (frequency_hz / SAMPLE_RATE_HZ) + phase
    else:
        cycles = np.cumsum(frequency_hz.astype(np.float64)) / SAMPLE_RATE_HZ + phase
    return ((cycles - np.floor(cycles)) * TABLE_FRAMES).astype(np.int32) % np.int32(TABLE_FRAMES)


def ensemble_loop(
    frequency_hz: float,
    spectrum: Spectrum,
    *,
    spread_cents: float,
    cutoff_hz: float,
    rng: np.random.Generator,
) -> Stereo:
    """Return a seamless loop of many detuned players on one pitch.

    Args:
        frequency_hz: the pitch.
        spectrum: the harmonics before the low-pass at `cutoff_hz`.
        spread_cents: how far apart the players are; 5 is a solo, 40 is lush.
        cutoff_hz: corner of a 12 dB per octave low-pass.
        rng: draws the phases.

    Returns:
        float32, shape (LOOP_FRAMES, 2), root mean square 1.
    """
    width = SAMPLE_RATE_HZ / LOOP_FRAMES
    power = np.zeros(LOOP_FRAMES // 2 + 1, dtype=np.float64)
    harmonic = harmonics_below(frequency_hz, min(cutoff_hz * 8.0, HIGHEST_HARMONIC_HZ))
    level = spectrum(harmonic) / (1.0 + (harmonic * frequency_hz / cutoff_hz) ** 2)
    for number, amplitude in zip(harmonic, level, strict=True):
        centre = number * frequency_hz / width
        sigma = max(0.6, centre * (2.0 ** (spread_cents / 1200.0) - 1.0) / 2.0)
        first, last = max(1, int(centre - 4 * sigma)), int(centre + 4 * sigma) + 2
        bins = np.arange(first, min(last, power.size - 1))
        power[bins] += amplitude**2 * np.exp(-(((bins - centre) / sigma) ** 2)) / sigma
    phases = rng.uniform(0.0, 2.0 * np.pi, (2, power.size)).astype(np.float32)
    bins_2d = (np.sqrt(power).astype(np.float32) * np.exp(1j * phases)).astype(np.complex64)
    loop = irfft(bins_2d, axis=1).T
    return np.ascontiguousarray(loop / np.sqrt(np.mean(loop**2)), dtype=np.float32)


def read_loop(loop: Stereo, frames: int, start: int) -> Stereo:
    """Return `frames` of a loop from `start`, going round as often as needed."""
    repeats = (start % loop.shape[0] + frames) // loop.shape[0] + 1
    start %= loop.shape[0]
    return np.tile(loop, (repeats, 1))[start : start + frames]
