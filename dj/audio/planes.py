"""Samples in the layouts that codecs want."""

from typing import Any

import numpy as np

from dj.model.audio import Samples


def planes(frames: Samples, sample_format: str) -> Any:
    """Lay samples out for PyAV.

    Args:
        frames: float32, shape (n, 2).
        sample_format: FFmpeg's name: ``fltp``, ``flt``, ``s32`` (24 bits, at its upper end) or
            ``s16``; what exceeds full scale is cut in whole numbers.
    """
    if sample_format == "fltp":
        return np.ascontiguousarray(frames.T)
    if sample_format == "flt":
        return np.ascontiguousarray(frames).reshape(1, -1)
    if sample_format == "s32":
        steps = np.rint(np.clip(frames, -1.0, 1.0 - 2.0**-23) * np.float32(2.0**23))
        return (steps.astype(np.int32) << 8).reshape(1, -1)
    whole = np.rint(np.clip(frames, -1.0, 1.0) * np.float32(32767.0)).astype(np.int16)
    return whole.reshape(1, -1)


def unlaid(laid_out: Any) -> Samples:
    """Give what a decoder gives for whole numbers laid out by `planes`, float32, shape (n, 2)."""
    full_scale = np.float32(-float(np.iinfo(laid_out.dtype).min))
    return np.asarray(laid_out.reshape(-1, 2) / full_scale, np.float32)
