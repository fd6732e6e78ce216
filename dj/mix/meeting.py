"""How two songs meet, and where a moment of a song falls on the programme."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from dj.mix.excerpt import Excerpt
from dj.model.timeline import Event, EventKind, GainPoint, JoinKind, Stretch
from dj.units import frames_from_s

NO_BASS_DB = -30.0
"""Gain below the crossover of the song that has not got the bass."""
_SHARED_DB = -3.0
"""Of both in the middle of the handover: two basses at half their power are one."""
_ATTACK_S = 0.005
"""Fade-in of the first song, where its recording does not begin with its first sound."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """One join as planned. Source frames count at the programme's rate."""

    kind: JoinKind
    overlap: int
    """Programme frames in which both sound; negative is a pause."""
    out_at: int
    """Source frame where the outgoing song ends."""
    in_at: int
    """Source frame where the incoming song begins."""
    fade_out: int
    """Frames of fade at the outgoing song's end."""
    fade_in: int
    """Frames of fade at the incoming song's start."""
    stretches: tuple[Stretch, ...] = ()
    """Spans of the incoming song that are stretched."""
    lead: int = 0
    """Programme frames from the incoming song's start to where it becomes the main one."""
    swap: int | None = None
    """Programme frames from the incoming song's start to the middle of the moment in which it takes
    over the bass; None where both songs keep theirs."""
    swap_length: int = 0
    """Programme frames that handing over the bass takes."""
    reason: str
    cost: float = 0.0
    """What the ear pays, 0 to 1."""
    locked: bool = False
    """True where somebody has chosen it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A song with its place on the programme."""

    excerpt: Excerpt
    event: Event

    @property
    def outro_at(self) -> int:
        """Programme frame from which the host may talk until the song's end."""
        return sounding_at(self.event, min(self.excerpt.outro, self.event.source_out_frame))


def corner_frames(event: Event) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Programme and source frames between which time runs evenly, each shape (n,), rising."""
    programme, source = [event.at_frame], [event.source_in_frame]
    for span in event.stretches:
        start = programme[-1] + span.source_in_frame - source[-1]
        programme += [start, start + span.length_frames]
        source += [span.source_in_frame, span.source_out_frame]
    programme.append(event.end_frame)
    source.append(event.source_out_frame)
    return np.array(programme, np.float64), np.array(source, np.float64)


def sounding_at(event: Event, source_frame: int) -> int:
    """Programme frame at which a source frame of an event sounds."""
    programme, source = corner_frames(event)
    return round(float(np.interp(source_frame, source, programme)))


def source_frames(event: Event, programme_frames: NDArray[np.float64]) -> NDArray[np.float64]:
    """Source frames that sound at some programme frames of an event."""
    programme, source = corner_frames(event)
    return np.interp(programme_frames, programme, source)


def free_from(event: Event) -> int:
    """First programme frame of a song at which the next may begin: stretches over, half played."""
    half = event.at_frame + event.length_frames // 2
    if not event.stretches:
        return half
    return max(half, sounding_at(event, event.stretches[-1].source_out_frame))


def song_event(
    position: int, song: Excerpt, at_frame: int, meeting: Meeting | None = None
) -> Event:
    """Place a song at a programme frame, beginning as its join says."""
    attack = frames_from_s(_ATTACK_S, song.rate_hz) if song.start else 0
    return Event(
        id=f"m{position:02d}",
        kind=EventKind.MUSIC,
        source_id=song.song.id,
        at_frame=at_frame,
        source_in_frame=song.start,
        source_out_frame=song.end,
        fade_in_frames=meeting.fade_in if meeting else min(attack, song.length),
        fade_out_frames=song.trim_fade,
        stretches=meeting.stretches if meeting else (),
        lows=_bass_enters(at_frame, meeting) if meeting else (),
    )


def ended(outgoing: Placed, meeting: Meeting) -> Placed:
    """Let a song end where its join says."""
    event = replace(
        outgoing.event, source_out_frame=meeting.out_at, fade_out_frames=meeting.fade_out
    )
    event = replace(event, lows=event.lows + _bass_leaves(event.end_frame, meeting))
    return Placed(excerpt=replace(outgoing.excerpt, end=meeting.out_at), event=event)


def _bass_enters(at_frame: int, meeting: Meeting) -> tuple[GainPoint, ...]:
    if meeting.swap is None:
        return ()
    first, middle, last = _handover(at_frame, meeting)
    return (
        GainPoint(at_frame=at_frame, gain_db=NO_BASS_DB),
        GainPoint(at_frame=first, gain_db=NO_BASS_DB),
        GainPoint(at_frame=middle, gain_db=_SHARED_DB),
        GainPoint(at_frame=last, gain_db=0.0),
    )


def _bass_leaves(end_frame: int, meeting: Meeting) -> tuple[GainPoint, ...]:
    if meeting.swap is None:
        return ()
    first, middle, last = _handover(end_frame - meeting.overlap, meeting)
    return (
        GainPoint(at_frame=first, gain_db=0.0),
        GainPoint(at_frame=middle, gain_db=_SHARED_DB),
        GainPoint(at_frame=last, gain_db=NO_BASS_DB),
        GainPoint(at_frame=end_frame, gain_db=NO_BASS_DB),
    )


def _handover(start: int, meeting: Meeting) -> tuple[int, int, int]:
    """Programme frames where the bass begins to change hands, is shared, and has done so."""
    middle = start + (meeting.swap or 0)
    half = meeting.swap_length // 2
    return middle - half, middle, middle + half
