"""Sounds that lie under a whole section: sea, rain, vinyl, night air."""

from collections.abc import Callable, Mapping
from functools import partial
from types import MappingProxyType
from typing import Final

import numpy as np

from dj.audio.synth.samples import SAMPLE_RATE_HZ, Stereo, frames_of, noise, ramp_s
from dj.audio.synth.tone.envelopes import rising
from dj.audio.synth.tone.filters import band_pass, high_pass

Texture = Callable[[int, np.random.Generator], Stereo]
"""(frames, rng) -> float32, shape (frames, 2)."""

EDGE_S: Final = 1.5
CRACKLES_PER_S: Final = 9.0


def _washed(
    frames: int, rng: np.random.Generator, *, low_hz: float, high_hz: float, wave_s: float
) -> Stereo:
    """Return filtered noise whose two sides swell one after the other."""
    time_s = ramp_s(frames)
    sides = []
    for side in range(2):
        turn = 2 * np.pi * (time_s / wave_s + 0.3 * side + rng.uniform(0.0, 0.1))
        swell = 0.35 + 0.65 * (0.5 + 0.5 * np.sin(turn)) ** 2
        sides.append(band_pass(noise(frames, rng), low_hz, high_hz) * swell)
    return _edged(np.stack(sides, axis=1).astype(np.float32))


def _vinyl(frames: int, rng: np.random.Generator) -> Stereo:
    """Return surface hiss with clicks."""
    clicks = np.zeros((frames, 2), dtype=np.float32)
    count = int(frames / SAMPLE_RATE_HZ * CRACKLES_PER_S)
    loud = rng.exponential(1.0, (count, 1)) * 3.0 * rng.uniform(0.2, 1.0, (count, 2))
    clicks[rng.integers(0, frames, count)] = loud.astype(np.float32)
    hiss = rng.standard_normal((frames, 2), dtype=np.float32)
    surface = np.float32(0.12) * high_pass(hiss, 2500.0) + band_pass(clicks, 700.0, 6000.0)
    return _edged(surface)


def _edged(sound: Stereo) -> Stereo:
    edge = min(frames_of(EDGE_S), sound.shape[0] // 2)
    shape = rising(edge)[:, None]
    sound[:edge] *= shape
    sound[-edge:] *= shape[::-1]
    return sound


TEXTURES: Final[Mapping[str, Texture]] = MappingProxyType(
    {
        "sea": partial(_washed, low_hz=250.0, high_hz=2200.0, wave_s=7.5),
        "rain": partial(_washed, low_hz=2500.0, high_hz=9000.0, wave_s=19.0),
        "wind": partial(_washed, low_hz=180.0, high_hz=700.0, wave_s=11.0),
        "vinyl": _vinyl,
    }
)
"""Name in a score → texture."""
