"""From parts to a recording: levels, places in the stereo picture, a room, noise and a master."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.signal import fftconvolve, lfilter

from dj.model.audio import Audio
from dj.testing.truth.known import Mono

Stereo = NDArray[np.float64]
"""float64, shape (frames, 2)."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Part:
    """A part as it is recorded, with its place in the mix."""

    sound: Mono
    level_db: float
    """Root mean square while it plays, relative to full scale."""
    pan: float = 0.0
    """−1 left, 1 right."""
    send: float = 1.0
    """How much of it goes into the room, 0 to 1."""


def mix(parts: Sequence[Part], rate_hz: int, rng: np.random.Generator) -> Stereo:
    """Set levels, place the parts and put them into a room of random size."""
    frames = max(len(part.sound) for part in parts)
    dry, sent = np.zeros((frames, 2)), np.zeros(frames)
    for part in parts:
        sound = part.sound * gain(part.sound, part.level_db)
        angle = (part.pan + 1.0) * np.pi / 4
        dry[: len(sound), 0] += np.cos(angle) * np.sqrt(2) * sound
        dry[: len(sound), 1] += np.sin(angle) * np.sqrt(2) * sound
        sent[: len(sound)] += part.send * sound
    wet = float(10.0 ** (rng.uniform(-20, -9) / 20))
    return np.asarray(dry + wet * _room(sent, rate_hz, rng), np.float64)


def master(mixed: Stereo, rate_hz: int, rng: np.random.Generator) -> Audio:
    """Add the noise of a tape, saturate some masters, and leave a random headroom."""
    peak = float(np.abs(mixed).max()) or 1.0
    drive = float(rng.choice([0.0, 1.5, 3.0, 5.0]))
    played = mixed / peak
    if drive:
        played = np.tanh(drive * played) / np.tanh(drive)
    hiss = _hiss(len(played), rng) * 10.0 ** (rng.uniform(-78, -52) / 20)
    finished = 10.0 ** (rng.uniform(-9.0, -0.3) / 20) * (played + hiss)
    return Audio(samples=finished.astype(np.float32), sample_rate_hz=rate_hz)


def gain(sound: Mono, level_db: float) -> float:
    """Return the factor that brings what sounds of a part to a level."""
    heard = sound[np.abs(sound) > 1e-3 * (float(np.abs(sound).max(initial=0.0)) or 1.0)]
    power = float(np.mean(np.square(heard))) if len(heard) else 1.0
    return float(10.0 ** (level_db / 20) / np.sqrt(power))


def _room(sent: Mono, rate_hz: int, rng: np.random.Generator) -> Stereo:
    decay_s = rng.uniform(0.25, 1.1)
    t = np.arange(round(decay_s * rate_hz)) / rate_hz
    tail = rng.normal(size=(len(t), 2)) * np.exp(-6.9 * t / decay_s)[:, None]
    tail[: round(0.008 * rate_hz)] = 0.0
    tail = lfilter([0.4], [1.0, -0.6], tail, axis=0)
    tail /= np.sqrt(np.sum(np.square(tail), axis=0))
    sides = [fftconvolve(sent, tail[:, side])[: len(sent)] for side in (0, 1)]
    return np.column_stack(sides)


def _hiss(frames: int, rng: np.random.Generator) -> Stereo:
    white = rng.standard_normal((frames, 2), np.float32)
    return np.asarray(lfilter([0.3], [1.0, -0.7], white, axis=0), np.float64)
