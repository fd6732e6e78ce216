"""Two songs meet at one loudness: the softer side of a join is lifted a little, and let go again.

Songs are brought to one loudness as wholes, but many end louder than they begin. What lies some
seconds before the join is compared with what lies after it, and the fader of the softer song is
pushed up there: at most by as much as nobody takes for more than a good mixer's hand, never beyond
the loudness of the other side, and back before the song itself grows loud.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from dj.audio.curves import corners_db
from dj.mix.loudness import powers_between
from dj.mix.meeting import Placed
from dj.model.analysis import LEVEL_RATE_HZ
from dj.model.timeline import GainPoint

_MOST_UP_DB = 6.0
_MOST_DOWN_DB = 4.0
MOST_DB = _MOST_UP_DB + _MOST_DOWN_DB
"""Greatest step that both faders make up for; the louder song gives way only where the softer one
cannot be lifted any further."""
_UNHEARD_LU = 0.5
"""A step of this size is none."""
_SHARE = 0.9
"""Of a step that is taken away: a little of what the songs were made to do is left."""
_APART, _WINDOW = 10, 30
"""Tenths from the overlap to what is compared, and how many are: the three seconds of short-term
loudness."""
_REACH = 240
"""Tenths from the overlap after which the fader is back."""
_BACK_DB_PER_TENTH = 0.03
"""The fader comes back by three decibels in ten seconds: nobody hears it move."""
_AWAY_DB_PER_TENTH = 0.15
"""Where the song itself moves fast the fader may be as quick, five times."""
_KNOT = 10
"""Tenths from corner to corner."""
REACH_S = (_APART + _WINDOW) / LEVEL_RATE_HZ
"""How far from the overlap the two are compared."""
_FLOOR = 1e-5
"""Power of what is too soft to be lifted, −50 LUFS."""

Powers = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Side:
    """One song at a join, as tenths counted from the join into the song."""

    powers: Powers
    """With the song's gain, from the edge of the overlap on; shape (n,)."""
    edge: int
    """Programme tenth of the edge of the overlap."""
    into: int
    """+1 where the song lies after the join, −1 where it lies before."""

    @property
    def loudness(self) -> float:
        """Mean power where the join is judged; 0 if the song is too short."""
        window = self.powers[_APART : _APART + _WINDOW]
        return float(window.mean()) if len(window) == _WINDOW else 0.0


def ride(one: Placed, other: Placed) -> tuple[Placed, Placed]:
    """Bring two neighbours nearer to one another in loudness where they meet.

    Args:
        one: the song that ends, with its gain.
        other: the song that begins.
    """
    before, after = _side(one, other, -1), _side(other, one, 1)
    if min(before.loudness, after.loudness) < _FLOOR:
        return one, other
    step_db = 10.0 * float(np.log10(after.loudness / before.loudness))
    if abs(step_db) < _UNHEARD_LU:
        return one, other
    wanted = abs(step_db) * _SHARE
    soft, loud = (before, after) if step_db > 0 else (after, before)
    lift = _lift(soft.powers, min(_MOST_UP_DB, wanted), loud.loudness)
    lifted = replace(soft, powers=soft.powers * 10.0 ** (lift / 10.0))
    left = wanted - 10.0 * float(np.log10(lifted.loudness / soft.loudness))
    depth = min(_MOST_DOWN_DB, left) if left > _UNHEARD_LU else 0.0
    sunk = -_back(depth, len(loud.powers))
    moves = (lift, sunk) if step_db > 0 else (sunk, lift)
    return _moved(one, before, moves[0]), _moved(other, after, moves[1])


def _side(song: Placed, neighbour: Placed, into: int) -> _Side:
    """Look at a song from its join on, as far as no other join is near."""
    rate, event = song.excerpt.rate_hz, song.event
    meet = neighbour.event.end_frame if into > 0 else neighbour.event.at_frame
    edge = max(meet, event.at_frame) if into > 0 else min(meet, event.end_frame)
    first, last = (edge, event.end_frame) if into > 0 else (event.at_frame, edge)
    first, last = -(-first * LEVEL_RATE_HZ // rate), last * LEVEL_RATE_HZ // rate
    count = min(_REACH, (last - first) // 2)
    start = first if into > 0 else last - count
    powers = powers_between([song], start, max(0, count), rate)
    return _Side(powers=powers[::into], edge=first if into > 0 else last, into=into)


def _moved(song: Placed, side: _Side, gains: Powers) -> Placed:
    """Move a song's fader by some decibels at each tenth from the join on."""
    rate = song.excerpt.rate_hz
    knots = np.arange(0, len(side.powers), _KNOT)
    heights = gains[knots]
    heights[-1] = 0.0
    frames = (side.edge + side.into * knots) * rate // LEVEL_RATE_HZ
    end = song.event.at_frame if side.into > 0 else song.event.end_frame
    points = [(end, float(heights[0])), *zip(frames.tolist(), heights.tolist(), strict=True)]
    corners = {frame: round(gain, 2) for frame, gain in points}
    lift = tuple(GainPoint(at_frame=f, gain_db=g) for f, g in sorted(corners.items()))
    return replace(song, event=replace(song.event, duck=added(song.event.duck, _trimmed(lift))))


def _back(height: float, count: int) -> Powers:
    """Height of a fader that is held where the songs are compared, and then comes back."""
    away = np.arange(count) - _APART - _WINDOW
    return np.asarray(
        np.clip(height - _BACK_DB_PER_TENTH * np.maximum(0, away), 0.0, None), np.float64
    )


def _lift(powers: Powers, wanted: float, most_power: float) -> Powers:
    """Lift at each tenth from the join on: never louder than the other side, never in a hurry."""
    width = min(_WINDOW, len(powers))
    smooth = np.convolve(powers, np.full(width, 1.0 / width), mode="same")
    room = 10.0 * np.log10(most_power / np.maximum(smooth, _FLOOR))
    room[: _APART + _WINDOW] = wanted
    lift = np.minimum(np.clip(room, 0.0, wanted), _back(wanted, len(powers)))
    lift = np.minimum.accumulate(lift)
    # Where it must be lower further on, it begins to go down in time.
    away = np.arange(len(powers))
    early = (lift + _AWAY_DB_PER_TENTH * away)[::-1]
    return np.asarray(np.minimum.accumulate(early)[::-1] - _AWAY_DB_PER_TENTH * away, np.float64)


def _trimmed(corners: Sequence[GainPoint]) -> tuple[GainPoint, ...]:
    """Leave out corners at 0 dB beyond the one at which the fader is back."""
    up = [number for number, corner in enumerate(corners) if corner.gain_db]
    return tuple(corners[max(0, up[0] - 1) : up[-1] + 2]) if up else ()


def added(one: Sequence[GainPoint], other: Sequence[GainPoint]) -> tuple[GainPoint, ...]:
    """Add two curves, each 0 dB before its first and after its last corner."""
    if not one or not other:
        return tuple(one or other)
    frames = np.array(sorted({corner.at_frame for corner in (*one, *other)}), np.float64)
    gains = corners_db(one, frames) + corners_db(other, frames)
    return tuple(
        GainPoint(at_frame=int(frame), gain_db=round(float(gain), 2))
        for frame, gain in zip(frames, gains, strict=True)
    )
