"""Is the pulse steady, and where exactly do the attacks lie? From tracked beats to the final grid.

Most recorded dance, pop and rock keeps one tempo. If the tracked beats lie on a line, the line
replaces them: its slope is exact to some thousandths of a beat per minute, and it also runs through
breaks without drums. Attack times come from the sound's envelope, averaged over all beats.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dj.interfaces import Frames

Times = NDArray[np.float64]
"""Seconds, float64, rising, shape (n,)."""

_SEARCH = 0.015
"""The line's period is looked for this far, as a ratio, round the typical interval."""
_MOST_WORK = 4_000_000
"""Beats × periods tried; very long recordings are not steady anyway."""
_NEAR_S = 0.045
_NEAR_PERIODS = 0.12
_STEADY_SHARE = 0.7
"""Beats that must lie near the line for a grid to replace them."""
_REACH_S = 0.06
_ATTACK_SHARE = 0.4
_LONGEST_ATTACK = 5
"""Blocks between the start of an attack and its steepest place; longer ones are another sound."""
_BLOCK_DELAY = 1.8
"""Blocks between the smoothed rise and the attack, calibrated on clicks."""
_SHARPNESS = 2.0
"""The mean attack must rise this much faster than the mean rise nearby to be believed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """Beats, and how well a constant tempo explains them."""

    beats_s: Times
    period_s: float
    steadiness: float
    """Share of tracked beats near the line, 0 to 1."""
    is_steady: bool


def fit(tracked_s: Times, duration_s: float) -> Grid:
    """Replace beats by a line if they lie on one, else keep them."""
    period = float(np.median(np.diff(tracked_s)))
    start, slope, share = _line(tracked_s, period)
    if share < _STEADY_SHARE:
        start, slope, share = _double_line(tracked_s, period)
    if share < _STEADY_SHARE:
        return Grid(beats_s=tracked_s, period_s=period, steadiness=share, is_steady=False)
    first = start - np.floor(start / slope) * slope
    beats = np.arange(first, duration_s, slope)
    return Grid(beats_s=beats, period_s=slope, steadiness=share, is_steady=True)


def attack_offset_s(beats_s: Times, envelope: Frames, otherwise_s: float) -> float:
    """How much later than the beats the mean attack lies, in seconds.

    Returns:
        The offset of the steepest mean rise of amplitude, or `otherwise_s` if none stands out.
    """
    rise = np.maximum(np.diff(np.sqrt(envelope.values[:, 0]), prepend=0.0), 0.0)
    reach = int(_REACH_S * envelope.rate_hz)
    at = np.rint(beats_s * envelope.rate_hz).astype(np.int64)
    at = at[(at >= reach) & (at < len(rise) - reach)]
    if not len(at):
        return otherwise_s
    places = np.arange(-reach, reach + 1)
    profile = rise[at[:, None] + places].mean(axis=0)
    profile = np.convolve(profile, [0.25, 0.5, 0.25], mode="same")
    steepest = int(profile.argmax())
    if profile[steepest] < _SHARPNESS * profile.mean():
        return otherwise_s
    return float((places[0] + _start_of_rise(profile, steepest)) / envelope.rate_hz)


def _start_of_rise(profile: NDArray[np.float64], steepest: int) -> float:
    """Where the slope leading to its steepest place passes a share of it, between two blocks.

    A bass drum's swell is steepest a quarter of its period after it was struck.
    """
    usual = float(np.median(profile))
    limit = usual + _ATTACK_SHARE * (profile[steepest] - usual)
    at = steepest
    while at > 0 and profile[at - 1] > limit:
        at -= 1
    if at == 0 or steepest - at > _LONGEST_ATTACK:
        return steepest + _BLOCK_DELAY - 1.0
    below, above = profile[at - 1], profile[at]
    return float(at - (above - limit) / (above - below) + _BLOCK_DELAY)


def _double_line(beats_s: Times, period: float) -> tuple[float, float, float]:
    """Fit beats of which some lie half a beat off: a tempo is steady even if its accents move."""
    start, half, share = _line(beats_s, period / 2.0)
    is_off = np.rint((beats_s - start) / half).astype(np.int64) % 2 == 1
    return start + half * bool(is_off.mean() > 0.5), 2.0 * half, share


def _line(beats_s: Times, period: float) -> tuple[float, float, float]:
    """Start, slope and share of beats near the best line through them; share 0 if too long."""
    span = beats_s[-1] - beats_s[0]
    step = 0.1 * period * period / max(span, period)
    count = int(2 * _SEARCH * period / step) + 1
    if count * len(beats_s) > _MOST_WORK:
        return 0.0, period, 0.0
    slopes = np.linspace(period * (1 - _SEARCH), period * (1 + _SEARCH), max(count, 3))
    turns = np.exp(2j * np.pi * beats_s[None, :] / slopes[:, None]).mean(axis=1)
    best = int(np.abs(turns).argmax())
    slope = float(slopes[best])
    start = float(np.angle(turns[best])) / (2 * np.pi) * slope
    near = min(_NEAR_S, _NEAR_PERIODS * slope)
    share = 0.0
    for _ in range(4):
        index = np.rint((beats_s - start) / slope)
        is_near = np.abs(beats_s - start - index * slope) < near
        share = float(is_near.mean())
        if is_near.sum() < 4:
            break
        slope, start = np.polyfit(index[is_near], beats_s[is_near], 1)
    return float(start), float(slope), share
