"""All that sounds, added up: the only loop over samples."""

from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from dj.audio.files import CHANNELS
from dj.mix.sounding import Sounding, SourceFile
from dj.model.audio import Samples
from dj.model.timeline import Event, Timeline


def mix(
    timeline: Timeline,
    sources: Mapping[str, SourceFile],
    notes: list[str] | None = None,
    *,
    start: int = 0,
) -> Iterator[Samples]:
    """Yield the programme before limiting in blocks of a second, float32, shape (n, 2).

    Args:
        timeline: what sounds when.
        sources: by `Event.source_id`.
        notes: gets what went wrong in a source, in plain words.
        start: frame to begin with, whole seconds; what was sounding then is read from its own
            beginning, so that the samples are those of a mix without a break.

    Raises:
        AudioError: if a source cannot be read, with its path.
    """
    block_frames = timeline.sample_rate_hz
    waiting = [event for event in reversed(timeline.events) if event.end_frame > start]
    earliest = min([start, *(event.at_frame for event in waiting)]) // block_frames * block_frames
    sounding: list[Sounding] = []
    try:
        for first in range(earliest, timeline.length_frames, block_frames):
            last = min(first + block_frames, timeline.length_frames)
            while waiting and waiting[-1].at_frame < last:
                sounding.append(_opened(waiting.pop(), sources, block_frames))
            total = _sum(sounding, first, last)
            for over in [s for s in sounding if s.event.end_frame <= last]:
                sounding.remove(over)
                _finish(over, notes)
            if first >= start:
                yield total
    finally:
        for unfinished in sounding:
            unfinished.close()


def _opened(event: Event, sources: Mapping[str, SourceFile], rate_hz: int) -> Sounding:
    return Sounding(event, sources[event.source_id], rate_hz)


def _finish(over: Sounding, notes: list[str] | None) -> None:
    over.close()
    if over.note and notes is not None and over.note not in notes:
        notes.append(over.note)


def _sum(sounding: Sequence[Sounding], first: int, last: int) -> Samples:
    total = np.zeros((last - first, CHANNELS), np.float32)
    for one in sounding:
        start = max(first, one.event.at_frame)
        end = min(last, one.event.end_frame)
        if start < end:
            total[start - first : end - first] += one.take(end - start)
    return total
