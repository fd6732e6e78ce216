"""How two songs meet, and where a moment of a song falls on the programme."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dj.mix.excerpt import Excerpt
from dj.model.timeline import Event, JoinKind, Stretch


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
    reason: str


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
