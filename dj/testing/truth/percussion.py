"""What each drum sounds like: a decaying tone, noise, or both. One kit differs from the next."""

from collections.abc import Callable, Sequence
from functools import partial

import numpy as np
from scipy.signal import butter, sosfilt

from dj.testing.truth.known import Hit, Mono

_TAKES = 3
"""Recordings of each drum: no two strokes in a row are the same sample."""


def play(hits: Sequence[Hit], duration_s: float, rate_hz: int, rng: np.random.Generator) -> Mono:
    """Play the strokes on a kit of its own."""
    track = np.zeros(round(duration_s * rate_hz))
    size = rng.uniform(0.85, 1.2)
    takes = {
        drum: [_DRUMS[drum](rate_hz, size, rng) for _ in range(_TAKES)]
        for drum in sorted({hit.drum for hit in hits})
    }
    for number, hit in enumerate(hits):
        start = round(hit.at_s * rate_hz)
        sound = takes[hit.drum][number % _TAKES][: max(0, len(track) - start)]
        track[start : start + len(sound)] += hit.velocity * sound
    return track


def _kick(rate_hz: int, size: float, rng: np.random.Generator) -> Mono:
    t = _time(0.35, rate_hz)
    low, drop = 48.0 * size, rng.uniform(55, 75)
    phase = low * t + 2.2 * (1.0 - np.exp(-drop * t))
    click = 0.15 * rng.normal(size=len(t)) * np.exp(-t * 500)
    return np.asarray(np.sin(2 * np.pi * phase) * np.exp(-t * 13 / size) + click, np.float64)


def _snare(
    rate_hz: int, size: float, rng: np.random.Generator, *, soft: float = 1.0, decay: float = 17.0
) -> Mono:
    t = _time(0.3, rate_hz)
    tone = np.sin(2 * np.pi * 190 / size * t + 1.5 * np.exp(-60 * t)) * np.exp(-t * 28)
    rattle = _band(rng.normal(size=len(t)), 900, 9000 * soft, rate_hz) * np.exp(-t * decay)
    return np.asarray(0.6 * tone + 0.8 * rattle, np.float64)


def _clap(rate_hz: int, size: float, rng: np.random.Generator) -> Mono:
    t = _time(0.25, rate_hz)
    shape = sum(np.where(t >= d, np.exp(-(t - d) * 120), 0.0) for d in (0.0, 0.009, 0.019))
    shape = shape + np.where(t >= 0.026, np.exp(-(t - 0.026) * 22 / size), 0.0)
    return np.asarray(0.6 * _band(rng.normal(size=len(t)), 800, 5000, rate_hz) * shape, np.float64)


def _metal(
    rate_hz: int, size: float, rng: np.random.Generator, *, length_s: float, low_hz: float,
    attack_s: float = 0.001,
) -> Mono:  # fmt: skip
    t = _time(length_s, rate_hz)
    partials = np.array([3112, 4247, 5210, 6730, 8013]) / size * rng.uniform(0.98, 1.02, 5)
    ring = np.sin(2 * np.pi * partials[:, None] * t).sum(axis=0) / 5
    noise = _band(rng.normal(size=len(t)), low_hz, 0.47 * rate_hz, rate_hz)
    shape = np.minimum(t / attack_s, 1.0) * np.exp(-t * 5 / length_s)
    return np.asarray((0.2 * ring + 0.45 * noise) * shape, np.float64)


def _skin(
    rate_hz: int, size: float, rng: np.random.Generator, *, hz: float, length_s: float
) -> Mono:
    t = _time(length_s, rate_hz)
    phase = hz / size * t + 0.7 * (1.0 - np.exp(-t * 30))
    slap = 0.1 * rng.normal(size=len(t)) * np.exp(-t * 250)
    return np.asarray(np.sin(2 * np.pi * phase) * np.exp(-t * 4.5 / length_s) + slap, np.float64)


def _rim(rate_hz: int, size: float, rng: np.random.Generator) -> Mono:
    t = _time(0.06, rate_hz)
    crack = 0.3 * rng.normal(size=len(t)) * np.exp(-t * 400)
    ring = np.sin(2 * np.pi * 1720 / size * t) + 0.6 * np.sin(2 * np.pi * 840 / size * t)
    return np.asarray(0.5 * ring * np.exp(-t * 90) + crack, np.float64)


def _bell(rate_hz: int, size: float, rng: np.random.Generator) -> Mono:
    t = _time(0.2, rate_hz)
    tones = np.sign(np.sin(2 * np.pi * 545 / size * t)) + np.sign(
        np.sin(2 * np.pi * 815 / size * t)
    )
    level = rng.uniform(0.25, 0.3)
    return np.asarray(level * _band(tones, 450, 4000, rate_hz) * np.exp(-t * 24), np.float64)


_DRUMS: dict[str, Callable[[int, float, np.random.Generator], Mono]] = {
    "kick": _kick,
    "snare": _snare,
    "brush": partial(_snare, soft=0.8, decay=11.0),
    "clap": _clap,
    "hat": partial(_metal, length_s=0.07, low_hz=6500),
    "open": partial(_metal, length_s=0.35, low_hz=6000),
    "shaker": partial(_metal, length_s=0.09, low_hz=5000, attack_s=0.02),
    "ride": partial(_metal, length_s=0.5, low_hz=4500),
    "crash": partial(_metal, length_s=1.8, low_hz=2500, attack_s=0.003),
    "tom": partial(_skin, hz=105.0, length_s=0.4),
    "conga": partial(_skin, hz=235.0, length_s=0.18),
    "rim": _rim,
    "bell": _bell,
}


def _time(duration_s: float, rate_hz: int) -> Mono:
    return np.asarray(np.arange(round(duration_s * rate_hz)) / rate_hz, np.float64)


def _band(samples: Mono, low_hz: float, high_hz: float, rate_hz: int) -> Mono:
    edges = (low_hz, min(high_hz, 0.47 * rate_hz))
    return np.asarray(
        sosfilt(butter(2, edges, "bandpass", fs=rate_hz, output="sos"), samples), np.float64
    )
