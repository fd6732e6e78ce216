"""What a sound is in the synthesiser: array shapes, the rate, and the conversions musicians need.

Every array of sound is float32 at 44 100 Hz. ``Mono`` has shape (frames,), ``Stereo`` has shape
(frames, 2). Levels inside the synthesiser are free; only the mixdown promises a peak.
"""

from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

Mono: TypeAlias = NDArray[np.float32]
Stereo: TypeAlias = NDArray[np.float32]

SAMPLE_RATE_HZ: Final = 44_100
"""Frames in a second, everywhere in the synthesiser."""

CONCERT_PITCH_HZ: Final = 440.0
CONCERT_NOTE: Final = 69
"""The MIDI number of the A above middle C."""


def note_hz(note: float) -> float:
    """Return the frequency of a MIDI note number (fractions are cents / 100)."""
    return float(CONCERT_PITCH_HZ * 2.0 ** ((note - CONCERT_NOTE) / 12.0))


def gain(level_db: float) -> float:
    """Return the amplitude ratio of a level in decibels."""
    return float(10.0 ** (level_db / 20.0))


def frames_of(seconds: float) -> int:
    """Return the nearest whole number of frames."""
    return round(seconds * SAMPLE_RATE_HZ)


def silence(frames: int) -> Stereo:
    """Return stereo silence, float32, shape (frames, 2)."""
    return np.zeros((frames, 2), dtype=np.float32)


def spread(sound: Mono, pan: float = 0.0) -> Stereo:
    """Place a mono sound between left (-1) and right (1) at equal power."""
    angle = (pan + 1.0) * np.pi / 4.0
    placed = np.empty((sound.size, 2), dtype=np.float32)
    np.multiply(sound, np.float32(np.sqrt(2.0) * np.cos(angle)), out=placed[:, 0])
    np.multiply(sound, np.float32(np.sqrt(2.0) * np.sin(angle)), out=placed[:, 1])
    return placed


def shape(sound: Stereo, level: Mono | float, pan: float = 0.0) -> None:
    """Multiply both sides in place by a gain (one number, or one per frame).

    Args:
        sound: changed in place.
        level: amplitude ratio.
        pan: -1 silences the right side, 1 the left; between, the far side is turned down.
    """
    for side, far in enumerate((min(1.0, 1.0 - pan), min(1.0, 1.0 + pan))):
        sound[:, side] *= np.asarray(level * np.float32(far), dtype=np.float32)


def turning(cycles: NDArray[np.floating]) -> Mono:
    """Return the angle in radians, within one turn, so that single precision is enough."""
    return np.asarray((cycles - np.floor(cycles)) * (2.0 * np.pi), dtype=np.float32)


def stretched(points: Mono, step: int) -> Mono:
    """Draw straight lines between points that are `step` frames apart, without the last point."""
    between = (np.arange(step) / step).astype(np.float32)
    lines = points[:-1, None] + np.diff(points)[:, None] * between
    return np.asarray(lines.reshape(-1), dtype=np.float32)


def middle(sound: Stereo) -> Mono:
    """Return the mean of both sides; far quicker than a mean over an axis of two."""
    return np.asarray((sound[:, 0] + sound[:, 1]) * np.float32(0.5), dtype=np.float32)


def noise(frames: int, rng: np.random.Generator) -> Mono:
    """Return white noise of unit variance, float32, shape (frames,)."""
    return rng.standard_normal(frames, dtype=np.float32)


def ramp_s(frames: int) -> Mono:
    """Return the time of each frame in seconds, float32, shape (frames,)."""
    return np.arange(frames, dtype=np.float32) / np.float32(SAMPLE_RATE_HZ)
