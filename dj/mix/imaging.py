"""Where the station's own sounds are heard: at the opening, and at a change that nobody speaks of.

They are rare on purpose, never over a voice, never where two songs belong together or are mixed on
the beat.
"""

from collections.abc import Mapping, Sequence
from itertools import pairwise

import numpy as np

from dj.mix.beds import recorded
from dj.mix.loudness import Laid
from dj.mix.meeting import Placed, sounding_at
from dj.model.analysis import LEVEL_RATE_HZ
from dj.model.sound import BUMPER, IDENT, SWEEPER, Sound
from dj.model.timeline import Event, EventKind, Join, JoinKind
from dj.units import frames_from_s

LEAST_BETWEEN_S = 900.0
"""At most one in a quarter of an hour."""
_RUNG_LU = 12.0
"""A last chord this far down leaves room for what follows."""
_LIVELY = 0.5
"""Energy of the next song from which a sweeper suits, and below which a bumper."""
_PARTS = frozenset({JoinKind.SEGUE, JoinKind.CROSSFADE, JoinKind.GAP})
"""Joins that stand something between the songs."""

Spans = list[tuple[int, int]]
"""Programme frames, end exclusive."""


def ident(sounds: Mapping[str, Sound], rate_hz: int) -> tuple[Laid, int] | None:
    """Lay the ident at the very start; also the frame by which it has rung out enough."""
    sound = sounds.get(IDENT)
    if sound is None:
        return None
    laid = _laid(sound, 0, "ident", rate_hz)
    levels = np.asarray(sound.levels_lufs)
    loud = np.flatnonzero(levels >= sound.loudness_lufs - _RUNG_LU)
    rung = (int(loud[-1]) + 1) * rate_hz // LEVEL_RATE_HZ if len(loud) else sound.frames
    return laid, min(rung, sound.frames)


def between(
    music: Sequence[Placed],
    joins: Sequence[Join],
    changes: Sequence[int],
    sounds: Mapping[str, Sound],
    *,
    heard_at: int,
) -> list[Laid]:
    """Lay sweepers and bumpers where a part of the programme begins without words.

    Args:
        music: the songs in order.
        joins: how they meet, from position 1.
        changes: positions with which a new part begins.
        sounds: what there is, by id.
        heard_at: programme frame of the last piece of imaging before all of this.
    """
    rate = music[0].excerpt.rate_hz
    made: list[Laid] = []
    for join in joins:
        apart = join.at_frame - heard_at >= LEAST_BETWEEN_S * rate
        if join.position not in changes or join.kind not in _PARTS or not apart:
            continue
        sound = _suited(sounds, music[join.position])
        laid = _fitted(sound, join, music, rate) if sound else None
        if laid is not None:
            made.append(laid)
            heard_at = laid.event.at_frame
    return made


def changes(segments: Sequence[int]) -> tuple[int, ...]:
    """Positions whose segment is not that of the song before."""
    return tuple(at for at, (one, other) in enumerate(pairwise(segments), 1) if one != other)


def _suited(sounds: Mapping[str, Sound], incoming: Placed) -> Sound | None:
    lively = incoming.excerpt.song.analysis.energy >= _LIVELY
    names = (SWEEPER, BUMPER) if lively else (BUMPER, SWEEPER)
    return next((sounds[name] for name in names if name in sounds), None)


def _fitted(sound: Sound, join: Join, music: Sequence[Placed], rate_hz: int) -> Laid | None:
    """Lay a sound across a join, as near to its middle as the voices allow; None if they do not."""
    pair = music[join.position - 1 : join.position + 1]
    if pair[0].event.end_frame == pair[1].event.at_frame and not pair[1].event.fade_in_frames:
        return None
    voices = [span for placed in pair for span in _sung(placed)]
    middle = join.at_frame - sound.frames // 2
    step = frames_from_s(0.1, rate_hz)
    offsets = sorted(range(-sound.frames // 2, sound.frames // 2, step), key=abs)
    for offset in offsets:
        at = middle + offset
        if at >= 0 and not any(a < at + sound.frames and at < b for a, b in voices):
            return _laid(sound, at, f"sweep{join.position:02d}", rate_hz)
    return None


def _sung(placed: Placed) -> Spans:
    event = placed.event
    return [(sounding_at(event, a), sounding_at(event, b)) for a, b in placed.excerpt.vocals]


def _laid(sound: Sound, at_frame: int, name: str, rate_hz: int) -> Laid:
    event = Event(
        id=name,
        kind=EventKind.IMAGING,
        source_id=sound.id,
        at_frame=at_frame,
        source_in_frame=0,
        source_out_frame=sound.frames,
    )
    return Laid(excerpt=recorded(sound, rate_hz), event=event)
