"""What the sound is like from moment to moment, slowly enough that bars and chords blur.

Columns: level of 40 mel bands, strength of 12 pitch classes, growth in six bands, each divided by
its weight in `_MEL_DB`, `_PITCH` and `_ONSET`, so that a distance of 1 is a plain change.
"""

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import uniform_filter1d

from dj.interfaces import Frames, Signal

Texture = NDArray[np.float32]
"""float32, shape (steps, columns)."""

_DEEPEST_LU = -55.0
"""A band this far under the recording's loudness is not heard."""
_MEL_DB = 6.0
_PITCH = 0.5
"""Distance of two unit vectors of square-rooted pitch strengths."""
_ONSET = 0.25
_SMOOTH_S, _PITCH_SMOOTH_S = 3.0, 8.0
"""A bar or two of a texture, a round of chords: shorter changes happen inside a passage."""


def texture(signal: Signal, start_s: float, end_s: float, step_s: float) -> Texture:
    """Describe each step between two moments; at least one step."""
    steps = max(1, round((end_s - start_s) / step_s))
    edges_s = np.linspace(start_s, max(end_s, start_s + 1e-3), steps + 1)
    mel = np.maximum(_means(signal.mel, edges_s), signal.loudness_lufs + _DEEPEST_LU)
    onsets = np.sqrt(_smooth(_means(signal.onsets, edges_s), _SMOOTH_S / step_s))
    return np.hstack([
        _smooth(mel, _SMOOTH_S / step_s) / (_MEL_DB * np.sqrt(mel.shape[1])),
        _pitches(_means(signal.chroma, edges_s), _PITCH_SMOOTH_S / step_s) / _PITCH,
        onsets / (_ONSET * np.sqrt(onsets.shape[1])),
    ]).astype(np.float32)  # fmt: skip


def _pitches(thirds: NDArray[np.float64], smooth: float) -> NDArray[np.float64]:
    """Fold thirds of a semitone to twelve classes whose squares add up to 1."""
    around = (np.roll(thirds, 1, axis=1) + thirds + np.roll(thirds, -1, axis=1))[:, ::3]
    slow = _smooth(around, smooth)
    return np.asarray(np.sqrt(slow / np.maximum(slow.sum(axis=1, keepdims=True), 1e-6)))


def _means(frames: Frames, edges_s: NDArray[np.float64]) -> NDArray[np.float64]:
    """Mean of the frames in each step; a step without frames takes the nearest."""
    count, columns = frames.values.shape
    if not count:
        return np.zeros((len(edges_s) - 1, columns))
    edges = np.clip(np.rint(edges_s * frames.rate_hz).astype(np.int64), 0, count - 1)
    sums = np.add.reduceat(frames.values, edges[:-1], axis=0, dtype=np.float64)
    stop = np.r_[edges[1:-1], count]
    return np.asarray(sums / np.maximum(stop - edges[:-1], 1)[:, None])


def _smooth(values: NDArray[np.float64], steps: float) -> NDArray[np.float64]:
    width = max(1, round(steps))
    return np.asarray(np.maximum(uniform_filter1d(values, width, axis=0, mode="nearest"), 0.0)
                      if values.min(initial=0.0) >= 0.0
                      else uniform_filter1d(values, width, axis=0, mode="nearest"))  # fmt: skip
