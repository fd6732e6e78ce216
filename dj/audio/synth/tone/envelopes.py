"""How loud a sound is over its life: envelopes, float32, shape (frames,), in [0, 1]."""

from functools import lru_cache
from typing import Final

import numpy as np

from dj.audio.synth.samples import SAMPLE_RATE_HZ, Mono, frames_of, ramp_s

CLICK_GUARD_S: Final = 0.004
"""Shortest edge that does not click on a low note."""


def decay(frames: int, time_s: float) -> Mono:
    """Fall exponentially from 1, by 60 dB in `time_s` seconds."""
    return np.asarray(np.exp(ramp_s(frames) * np.float32(-6.9078 / time_s)), dtype=np.float32)


def held(
    frames: int, *, attack_s: float, release_s: float, decay_s: float = 0.0, sustain: float = 1.0
) -> Mono:
    """Rise, settle to `sustain`, hold for `frames`, then fall; longer by the release.

    Returns:
        float32, shape (frames + release frames,). The rise and the fall are raised cosines.
    """
    release = frames_of(max(release_s, CLICK_GUARD_S))
    level = np.ones(frames + release, dtype=np.float32)
    if decay_s > 0.0:
        level *= np.float32(sustain) + np.float32(1.0 - sustain) * decay(level.size, decay_s * 3)
    attack = min(frames, frames_of(max(attack_s, CLICK_GUARD_S)))
    level[:attack] *= rising(attack)
    level[frames:] *= rising(release)[::-1]
    return level


@lru_cache(maxsize=64)
def rising(frames: int) -> Mono:
    """Rise from 0 to 1 along half a cosine; the array is shared and read-only."""
    level = 0.5 - 0.5 * np.cos(np.linspace(0.0, np.pi, frames, endpoint=False))
    shared = level.astype(np.float32)
    shared.flags.writeable = False
    return shared


def soft_edges(sound: Mono, edge_s: float = CLICK_GUARD_S) -> Mono:
    """Return the sound with its last `edge_s` seconds faded out."""
    edge = min(sound.shape[0], max(1, round(edge_s * SAMPLE_RATE_HZ)))
    faded = sound.copy()
    tail = rising(edge)[::-1]
    faded[-edge:] *= tail if sound.ndim == 1 else tail[:, None]
    return faded
