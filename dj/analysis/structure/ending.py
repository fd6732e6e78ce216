"""How a recording ends, and how far towards either end it is near its own level.

A fade is a slow fall in which the music plays on: bands keep striking as far above their own decay
as in the body. A last chord falls as slowly, but nothing strikes any more; a soft outro plays on,
but its level stands still and then drops. The fall is measured from the level of the last seconds,
so that a soft outro is no fall.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import uniform_filter1d

from dj.interfaces import Frames, Signal
from dj.model.analysis import LEVEL_RATE_HZ, Ending

Levels = NDArray[np.float64]
"""Level of each tenth of a second, smoothed over a second, LUFS, shape (tenths,)."""

_GONE_LU = -16.0
"""A fade is left where it is this far under the body: still heard, no longer music to follow."""
_COLD_GONE_LU = -32.0
"""A cold end rings until it is last heard over this."""
_BODY_LU = -3.0
"""The fall begins where the level was last this near to the body's…"""
_FALLEN_LU = -18.0
"""…and is over, for telling its kind, this far down."""
_FADE_S = 1.4
"""A faster fall is a cold end."""
_PLAYS_ON = 0.6
"""A fall whose bands strike at least this share as hard as before is a fade."""
_NEAR_LU = -6.0
"""As loud as the song itself, give or take what a listener would not turn the volume for."""
_LOCAL_S, _LAST_PART_S, _BEFORE_S = 10.0, 40.0, 20.0
_SMOOTH = 10
_HEARD_DB = -35.0
"""Bands this far under the loudest band of a passage are noise."""
_HARDEST_DB = 12.0
_LAG = 2
"""Frames over which a band's rise is measured: a tenth of a second."""


@dataclass(frozen=True, slots=True, kw_only=True)
class End:
    """How it ends; seconds from the start of the file."""

    kind: Ending
    fall_s: float
    """Where the level was last near that of the last part."""
    out_s: float
    """Where the next song must have taken over."""


def smoothed(levels: NDArray[np.float32]) -> Levels:
    """Level of a second round each tenth: mean power, back in LUFS."""
    powers = uniform_filter1d(10.0 ** (levels.astype(np.float64) / 10.0), _SMOOTH, mode="nearest")
    return np.asarray(10.0 * np.log10(np.maximum(powers, 1e-13)), np.float64)


def find_end(signal: Signal, stop: int, sound_end_s: float) -> End:
    """Tell how a recording ends.

    Args:
        signal: what was heard.
        stop: tenths of a second up to the last sound, at least 1.
        sound_end_s: the same in seconds.
    """
    levels = signal.levels_lufs[:stop]
    smooth = smoothed(levels)
    body = _body(smooth, _LAST_PART_S)
    fall = _last_above(smooth, body + _BODY_LU)
    if _is_fade(signal.mel, smooth):
        below = np.flatnonzero(smooth[fall:] < body + _GONE_LU)
        gone = fall + int(below[0]) if len(below) else stop
        return End(
            kind=Ending.FADE, fall_s=fall / LEVEL_RATE_HZ,
            out_s=min(gone / LEVEL_RATE_HZ, sound_end_s),
        )  # fmt: skip
    ring = _last_above(levels, body + _COLD_GONE_LU) + 1
    return End(
        kind=Ending.COLD, fall_s=fall / LEVEL_RATE_HZ, out_s=min(ring / LEVEL_RATE_HZ, sound_end_s)
    )


def loud_span_s(
    levels: NDArray[np.float32], first: int, stop: int, loudness_lufs: float
) -> tuple[float, float]:
    """Return where the level between two tenths first and last is near the recording's own."""
    near = np.flatnonzero(smoothed(levels[first:stop]) >= loudness_lufs + _NEAR_LU)
    if not len(near):
        return first / LEVEL_RATE_HZ, stop / LEVEL_RATE_HZ
    return (first + int(near[0])) / LEVEL_RATE_HZ, (first + int(near[-1]) + 1) / LEVEL_RATE_HZ


def _is_fade(mel: Frames, smooth: Levels) -> bool:
    local = _body(smooth, _LOCAL_S)
    falls, halfway, fallen = (
        (_last_above(smooth, local + down) + 1) / LEVEL_RATE_HZ
        for down in (_BODY_LU, 2 * _BODY_LU, _FALLEN_LU)
    )
    if fallen - falls < _FADE_S:
        return False
    before = _strikes(mel, max(0.0, falls - _BEFORE_S), falls)
    return bool(_strikes(mel, halfway, fallen) >= _PLAYS_ON * before > 0.0)


def _strikes(mel: Frames, start_s: float, stop_s: float) -> float:
    """How hard the bands that are heard strike, in dB per frame, whatever their level.

    The average of the mean and the strongest tenth: both long notes and single drums count.
    """
    start, stop = (round(at * mel.rate_hz) for at in (start_s, stop_s))
    part = mel.values[start:stop]
    if len(part) <= _LAG:
        return 0.0
    later = part[_LAG:]
    rises = np.clip(later - part[:-_LAG], 0.0, _HARDEST_DB)
    heard = later > later.max(axis=1, keepdims=True) + _HEARD_DB
    frames = (rises * heard).sum(axis=1) / np.maximum(heard.sum(axis=1), 1)
    return float(frames.mean() + np.percentile(frames, 90)) / 2.0


def _body(smooth: Levels, last_s: float) -> float:
    return float(np.percentile(smooth[-int(last_s * LEVEL_RATE_HZ) :], 70))


def _last_above(values: NDArray[np.floating], limit: float) -> int:
    above = np.flatnonzero(values > limit)
    return int(above[-1]) if len(above) else len(values) - 1
