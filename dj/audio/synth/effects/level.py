"""Loudness and peaks: measure as ITU-R BS.1770 does (to about 0.2 LU), limit, duck, saturate.

The measurement weighs the spectrum of 400 ms blocks instead of filtering in time: a quarter of
the work, and close enough to mix with. Products measure with the exact meter elsewhere.
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.fft import next_fast_len, rfft
from scipy.ndimage import maximum_filter1d, uniform_filter1d

from dj.audio.synth.samples import SAMPLE_RATE_HZ, Mono, Stereo, gain, shape, stretched

BLOCK_FRAMES: Final = int(0.4 * SAMPLE_RATE_HZ)
ABSOLUTE_GATE_LUFS: Final = -70.0
RELATIVE_GATE_LU: Final = -10.0
CALIBRATION_LU: Final = -0.691
SHELF_HZ: Final = 1500.0
SHELF_DB: Final = 4.0
LOW_CUT_HZ: Final = 38.0
LIMIT_STEP: Final = 64
"""The limiter works on peaks of 64 frames (1.5 ms)."""
LIMIT_REACH: Final = 40
"""It looks this many steps (58 ms) to either side, so its gain moves smoothly."""

HAND_BLOCKS: Final = 9
"""The leveller hears 3.6 s at a time."""
HAND_LIMIT_DB: Final = 4.0
PUMP_ATTACK_S: Final = 0.004
"""A faster dip would click."""
PUMP_REACH: Final = 4
"""After so many recovery times nothing is left of a dip."""


def _weight(size: int) -> NDArray[np.float32]:
    frequency = np.fft.rfftfreq(size, 1.0 / SAMPLE_RATE_HZ)
    squared = (frequency / SHELF_HZ) ** 2
    shelf = (1.0 + 10 ** (SHELF_DB / 10.0) * squared**2) / (1.0 + squared**2)
    cut = (frequency / LOW_CUT_HZ) ** 4 / (1.0 + (frequency / LOW_CUT_HZ) ** 2) ** 2
    return (shelf * cut).astype(np.float32)


def levelled(sound: Stereo, share: float) -> Stereo:
    """Bring quiet and loud passages closer, as slowly as an engineer's hand on the fader.

    Args:
        sound: float32, shape (frames, 2).
        share: how much of each passage's distance from the whole is taken away, 0 to 1.
    """
    power = _block_power(sound, 1)
    near = uniform_filter1d(power, HAND_BLOCKS, mode="nearest")
    distance_lu = 10.0 * np.log10(np.maximum(near, 1e-9) / max(1e-9, float(power.mean())))
    moves_db = np.clip(-share * distance_lu, -HAND_LIMIT_DB, HAND_LIMIT_DB)
    points = 10.0 ** (np.append(moves_db, moves_db[[-1, -1]]) / 20.0)
    curve = stretched(points.astype(np.float32), BLOCK_FRAMES)
    held = sound.copy()
    shape(held, curve[: sound.shape[0]])
    return held


def loudness_lufs(sound: Stereo, every: int = 1) -> float:
    """Return the gated loudness of a stereo sound.

    Args:
        sound: float32, shape (frames, 2).
        every: look at each n-th block only; 1 is exact, more is faster.

    Returns:
        LUFS, or -inf for silence.
    """
    return _gated(_block_power(sound, every))


def _block_power(sound: Stereo, every: int) -> NDArray[np.float64]:
    """Return the weighted power of each n-th block of 400 ms."""
    blocks = sound.shape[0] // BLOCK_FRAMES
    if blocks == 0:
        sound, blocks = np.pad(sound, ((0, BLOCK_FRAMES - sound.shape[0]), (0, 0))), 1
    cut = sound[: blocks * BLOCK_FRAMES].reshape(blocks, BLOCK_FRAMES, 2)[::every]
    size = next_fast_len(BLOCK_FRAMES, real=True)
    weight = _weight(size)
    power = np.zeros(cut.shape[0])
    for side in range(2):
        spectrum = rfft(np.ascontiguousarray(cut[:, :, side]), size, axis=1)
        power += 2.0 * ((spectrum.real**2 + spectrum.imag**2) @ weight) / (size * BLOCK_FRAMES)
    return power


def _gated(power: NDArray[np.float64]) -> float:
    levels = CALIBRATION_LU + 10.0 * np.log10(np.maximum(power, 1e-12))
    loud = power[levels > ABSOLUTE_GATE_LUFS]
    if not loud.size:
        return float("-inf")
    gate = CALIBRATION_LU + 10.0 * np.log10(float(loud.mean())) + RELATIVE_GATE_LU
    return float(CALIBRATION_LU + 10.0 * np.log10(power[levels > gate].mean()))


def limited(sound: Stereo, ceiling_dbfs: float) -> Stereo:
    """Turn peaks down, smoothly and before they come, so that none exceeds the ceiling."""
    ceiling = gain(ceiling_dbfs)
    steps = -(-sound.shape[0] // LIMIT_STEP)
    padded = np.zeros((steps * LIMIT_STEP, 2), dtype=np.float32)
    padded[: sound.shape[0]] = sound
    sides = padded.reshape(steps, -1)
    peaks = np.maximum(sides.max(axis=1), -sides.min(axis=1))
    worst = maximum_filter1d(peaks, 2 * LIMIT_REACH + 3, mode="constant")
    needed = np.minimum(1.0, ceiling / np.maximum(worst, 1e-9))
    smooth = uniform_filter1d(needed, 2 * LIMIT_REACH + 1, mode="nearest")
    curve = stretched(np.append(smooth, smooth[-1]).astype(np.float32), LIMIT_STEP)
    held = sound.copy()
    shape(held, curve[: sound.shape[0]])
    return held


def pumping(frames: int, strikes: Sequence[int], depth: float, recovery_s: float) -> Mono:
    """Return the gain that makes room for each strike, shape (frames,), in [1 - depth, 1]."""
    curve = np.ones(frames, dtype=np.float32)
    time_s = np.arange(int(PUMP_REACH * recovery_s * SAMPLE_RATE_HZ)) / SAMPLE_RATE_HZ
    dip = np.exp(-time_s / (recovery_s / 2)) * np.minimum(1.0, time_s / PUMP_ATTACK_S)
    shape = (1.0 - depth * dip).astype(np.float32)
    edges = [*sorted(strikes), frames]
    for start, end in pairwise(edges):
        room = min(end - start, shape.size)
        curve[start : start + room] = shape[:room]
    return curve


def saturated(sound: Stereo, amount: float) -> Stereo:
    """Round off the loudest moments like tape; `amount` 0 leaves all, 1 is warm."""
    if amount <= 0.0:
        return sound
    drive = np.float32(0.3 + 1.2 * amount)
    return np.asarray(np.tanh(sound * drive) / drive, dtype=np.float32)
