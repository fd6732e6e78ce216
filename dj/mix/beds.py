"""Beds: music that waits under words until the song may begin.

The best bed is the opening of the next song itself: some of its bars, without a voice, over and
over, until the host has finished; then the song goes on from the same bar line, on its own beat.
Where its bars do not lend themselves to that, a recorded bed of ours is faded in and out.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from dj.mix.excerpt import Excerpt
from dj.mix.loudness import Laid, Recorded
from dj.mix.pulse import TRUSTED_GRID
from dj.model.analysis import LEVEL_RATE_HZ
from dj.model.sound import BRIGHT_BED, CALM_BED, Sound
from dj.model.timeline import Event, EventKind
from dj.units import frames_from_s

_BARS = (8, 4, 2)
"""Lengths of a loop, best first: music moves in phrases of four and eight bars."""
_LEAST_LOOP_S = 3.5
"""A shorter loop is heard as a stuck record."""
_OPENING_S = 30.0
"""Bars later than this belong to the song proper."""
_SEAM_S = 0.03
"""Crossfade at a bar line."""
_ALIKE_LU = 2.0
"""Most that the bar after the loop may differ in level, tenth by tenth, from its first bar."""
_FULL_LU = 8.0
"""A loop softer than the song by more than this is a lead-in, not a bed."""
_LIVELY = 0.5
"""Energy from which the bright bed suits."""
_SHORTEST_S = 1.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Loop:
    """Bars of a song's opening that can be repeated."""

    first: int
    """Source frame of the bar line where it begins."""
    last: int
    """Source frame of the bar line where it ends."""
    bars: int
    unlike_lu: float
    """How far the bar after it differs from its first one."""

    @property
    def length(self) -> int:
        """Frames of one round."""
        return self.last - self.first


def opening_loops(song: Excerpt) -> tuple[Loop, ...]:
    """Find runs of bars before the voice that lead back to their start, one of each length."""
    analysis = song.song.analysis
    if analysis.tempo_confidence < TRUSTED_GRID or not len(song.levels):
        return ()
    until = song.start + min(frames_from_s(_OPENING_S, song.rate_hz), song.length // 3)
    until = until if song.post is None else min(until, song.post)
    lines = np.rint(analysis.downbeats_s * song.rate_hz).astype(np.int64)
    lines = lines[(lines >= song.start) & (lines < until)]
    found = []
    for bars in _BARS:
        runs = (_run(song, lines, at, bars) for at in range(len(lines) - bars))
        fitting = [loop for loop in runs if loop is not None]
        if fitting:
            found.append(min(fitting, key=lambda loop: (round(loop.unlike_lu, 1), loop.first)))
    return tuple(found)


def _run(song: Excerpt, lines: np.ndarray, at: int, bars: int) -> Loop | None:
    first, last = int(lines[at]), int(lines[at + bars])
    bar = (last - first) // bars
    even = np.ptp(np.diff(lines[at : at + bars + 1])) <= bar // 20
    tail = last + frames_from_s(_SEAM_S, song.rate_hz)
    if not even or last - first < _LEAST_LOOP_S * song.rate_hz or song.sings_between(first, tail):
        return None
    heads = [_levels(song, line, bar) for line in (first, last)]
    unlike = float(np.abs(heads[0] - heads[1]).mean())
    soft = song.loudness_lufs - float(_levels(song, first, last - first).mean())
    if unlike > _ALIKE_LU or soft > _FULL_LU or _new_part_between(song, first, last):
        return None
    return Loop(first=first, last=last, bars=bars, unlike_lu=unlike)


def _levels(song: Excerpt, first: int, length: int) -> np.ndarray:
    begin = round(first * LEVEL_RATE_HZ / song.rate_hz)
    count = max(1, round(length * LEVEL_RATE_HZ / song.rate_hz))
    numbers = np.arange(begin, begin + count)
    return np.maximum(song.levels[np.minimum(numbers, len(song.levels) - 1)], -70.0)


def _new_part_between(song: Excerpt, first: int, last: int) -> bool:
    """Tell whether another passage of the song begins inside the loop, a beat of grace each way."""
    grace = (last - first) // 16
    starts = [round(s.start_s * song.rate_hz) for s in song.song.analysis.sections]
    return any(first + grace < start < last - grace for start in starts)


def rounds(
    song: Excerpt, loop: Loop, count: int, at_frame: int, *, fade_in: int, name: str
) -> tuple[tuple[Laid, ...], Excerpt, int]:
    """Lay an opening and `count` more rounds of its loop.

    Args:
        song: the song; its beginning is the first thing heard.
        loop: which bars return.
        count: how often, 1 or more.
        at_frame: programme frame where the opening begins.
        fade_in: frames of the song's own fade-in.
        name: what its events are called.

    Returns:
        The bed; the rest of the song; the programme frame where that begins.
    """
    seam = frames_from_s(_SEAM_S, song.rate_hz)
    laid, at = [], at_frame
    spans = [(song.start, fade_in)] + [(loop.first, seam)] * (count - 1)
    for number, (begin, fade) in enumerate(spans):
        event = Event(
            id=f"{name}-{number:02d}",
            kind=EventKind.BED,
            source_id=song.song.id,
            at_frame=at,
            source_in_frame=begin,
            source_out_frame=loop.last + seam,
            fade_in_frames=min(fade, loop.last - begin),
            fade_out_frames=seam,
        )
        laid.append(Laid(excerpt=song, event=event))
        at += loop.last - begin
    return tuple(laid), replace(song, start=loop.first), at


def seam_frames(rate_hz: int) -> int:
    """Length of the crossfade at a bar line, in frames."""
    return frames_from_s(_SEAM_S, rate_hz)


def suited(sounds: Mapping[str, Sound], near: Sequence[Excerpt]) -> Sound | None:
    """Choose the recorded bed that suits the songs beside it."""
    energy = sum(song.song.analysis.energy for song in near) / len(near)
    order = (BRIGHT_BED, CALM_BED) if energy >= _LIVELY else (CALM_BED, BRIGHT_BED)
    return next((sounds[name] for name in order if name in sounds), None)


def carpet(
    sound: Sound, first: int, last: int, fades: tuple[int, int], *, rate_hz: int, name: str
) -> Laid | None:
    """Lay a recorded bed between two programme frames; None if it is too short for that."""
    length = last - first
    if not _SHORTEST_S * rate_hz <= length <= sound.frames:
        return None
    event = Event(
        id=f"{name}-00",
        kind=EventKind.BED,
        source_id=sound.id,
        at_frame=first,
        source_in_frame=0,
        source_out_frame=length,
        fade_in_frames=min(fades[0], length // 2),
        fade_out_frames=min(fades[1], length // 2),
    )
    return Laid(excerpt=recorded(sound, rate_hz), event=event)


def recorded(sound: Sound, rate_hz: int) -> Recorded:
    """What is known of the loudness of a sound."""
    levels = np.asarray(sound.levels_lufs, np.float64)
    return Recorded(levels=levels, loudness_lufs=sound.loudness_lufs, rate_hz=rate_hz)
