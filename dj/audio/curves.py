"""Gain curves, evaluated exactly at every frame: fades between songs and ducking under words.

Frames are counted from the start of a fade, or on the programme. Gains are linear amplitude
factors, float32, shape (count,). The middle of a sample stands for it, so a fade-in and the
matching fade-out are mirror images and the powers of the equal-power pair add up to 1.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from dj.model.timeline import Curve, GainPoint

Gains = NDArray[np.float32]
"""Linear amplitude factors, float32, shape (frames,)."""

Frames = NDArray[np.float64]
"""Frame numbers, float64, shape (frames,)."""

_LOG_PER_DB = np.log(10.0) / 20.0


def rising(curve: Curve, length_frames: int, frames: Frames) -> Frames:
    """Gain of a fade-in at any frames counted from its start; 0 before it and 1 after it."""
    if length_frames <= 0:
        return np.ones_like(frames)
    part = np.clip((frames + 0.5) / length_frames, 0.0, 1.0)
    return np.sin(part * (np.pi / 2)) if curve is Curve.EQUAL_POWER else part


def fade_in(curve: Curve, length_frames: int, first: int, count: int) -> Gains:
    """Gain of a fade-in for `count` frames from `first`."""
    frames = np.arange(first, first + count, dtype=np.float64)
    return rising(curve, length_frames, frames).astype(np.float32)


def fade_out(curve: Curve, length_frames: int, first: int, count: int) -> Gains:
    """Gain of a fade-out for `count` frames from `first`; 1 before it and 0 after it."""
    frames = length_frames - 1 - np.arange(first, first + count, dtype=np.float64)
    return rising(curve, length_frames, frames).astype(np.float32)


def corners_db(corners: Sequence[GainPoint], frames: Frames) -> Frames:
    """Height of a curve at any programme frames, dB: straight lines, 0 outside the corners."""
    if not corners:
        return np.zeros_like(frames)
    at = [corner.at_frame for corner in corners]
    heights = [corner.gain_db for corner in corners]
    return np.interp(frames, at, heights, left=0.0, right=0.0)


def gain_at(corners: Sequence[GainPoint], first: int, count: int) -> Gains:
    """Gain of a curve of corners for `count` programme frames from `first`."""
    frames = np.arange(first, first + count, dtype=np.float64)
    gains = np.exp(corners_db(corners, frames) * _LOG_PER_DB)
    return np.asarray(gains, np.float32)


def is_flat(corners: Sequence[GainPoint], first: int, count: int) -> bool:
    """Tell whether a curve is at 0 dB all through a block, so that it need not be evaluated."""
    return not corners or first + count <= corners[0].at_frame or first > corners[-1].at_frame
