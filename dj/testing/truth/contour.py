"""How the pitch and the force of a lead move: portamento, scoops, vibrato, drift.

Singers, fiddlers and synthesisers all bend their notes; the knobs say how. Everything here runs at
`FRAME_HZ`; `spread` brings it to the rate of the sound.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.signal import lfilter

from dj.testing.truth.known import Mono, Note

FRAME_HZ = 200
"""Control frames per second: one each 5 ms."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bend:
    """How freely a lead moves its pitch."""

    glide_s: float
    """Time constant from one note to the next."""
    scoop_semitones: float = 0.0
    """How far below its first note a phrase begins."""
    vibrato_hz: float = 5.5
    vibrato_cents: float = 0.0
    vibrato_after_s: float = 0.2
    """A note must be held this long before it trembles."""
    drift_cents: float = 0.0
    """Slow error of intonation, standard deviation."""
    jitter_cents: float = 0.0
    """Fast error, standard deviation."""


def frames(notes: Sequence[Note], from_s: float, to_s: float) -> tuple[Mono, Mono]:
    """Return for each frame which note sounds last (its index) and for how long (seconds)."""
    at_s = from_s + np.arange(round((to_s - from_s) * FRAME_HZ)) / FRAME_HZ
    starts = np.array([note.at_s for note in notes])
    which = np.clip(np.searchsorted(starts, at_s, side="right") - 1, 0, len(notes) - 1)
    return which.astype(np.float64), np.maximum(0.0, at_s - starts[which])


def pitch(
    notes: Sequence[Note], from_s: float, to_s: float, bend: Bend, rng: np.random.Generator
) -> Mono:
    """Return the pitch of a phrase in semitones (69 = A4), one value a frame."""
    which, held_s = frames(notes, from_s, to_s)
    target = np.array([note.midi for note in notes])[which.astype(int)]
    scoop = -bend.scoop_semitones * np.exp(-np.arange(len(which)) / (0.06 * FRAME_HZ))
    glided = smooth(target, bend.glide_s) + scoop
    swell = np.clip((held_s - bend.vibrato_after_s) / 0.35, 0.0, 1.0)
    rate = bend.vibrato_hz * (1.0 + 0.06 * walk(len(which), 1.0, rng))
    vibrato = np.sin(2 * np.pi * np.cumsum(rate) / FRAME_HZ + rng.uniform(0, 6.28))
    wobble = bend.vibrato_cents * swell * vibrato + bend.drift_cents * walk(len(which), 0.5, rng)
    return np.asarray(glided + (wobble + bend.jitter_cents * walk(len(which), 0.02, rng)) / 100)


def smooth(values: Mono, tau_s: float, *, start: float | None = None) -> Mono:
    """Follow `values` (one a frame) with an exponential of time constant `tau_s`."""
    keep = float(np.exp(-1.0 / (max(tau_s, 1e-3) * FRAME_HZ)))
    first = float(values[0]) if start is None else start
    followed, _ = lfilter([1 - keep], [1, -keep], values, zi=[keep * first])
    return np.asarray(followed, np.float64)


def walk(count: int, tau_s: float, rng: np.random.Generator) -> Mono:
    """Return slow noise of unit deviation, one value a frame."""
    keep = float(np.exp(-1.0 / (tau_s * FRAME_HZ)))
    scale = np.sqrt(1.0 - keep * keep)
    moved, _ = lfilter([scale], [1, -keep], rng.normal(size=count), zi=[keep * rng.normal()])
    return np.asarray(moved, np.float64)


def spread(values: Mono, samples: int, rate_hz: int) -> Mono:
    """Interpolate one value a frame to one a sample."""
    at = np.arange(samples) * (FRAME_HZ / rate_hz)
    return np.asarray(np.interp(at, np.arange(len(values)), values), np.float64)


def phase(semitones: Mono, samples: int, rate_hz: int) -> Mono:
    """Return the phase in cycles of a pitch given in frames."""
    hz = 440.0 * 2.0 ** ((spread(semitones, samples, rate_hz) - 69.0) / 12.0)
    return np.asarray(np.cumsum(hz) / rate_hz, np.float64)
