"""A Timeline made into sound: the only loop over samples.

Blocks of a second flow from the sources through their gains into one sum, a true-peak limiter and
the encoder, so memory does not grow with the programme. The file is then decoded again and
measured; where the codec overshot or the loudness missed, it is made again with what was learnt.
"""

import os
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from dj.audio.curves import gain_at, is_flat
from dj.audio.encode import MEDIA_TYPES, Encoder, Encoding, output_error
from dj.audio.files import CHANNELS
from dj.audio.limiter import Limiter
from dj.errors import AudioError, OutputError
from dj.interfaces import Progress
from dj.mix.sounding import Sounding, SourceFile
from dj.mix.trim import Trim, better, first_trim, listen, misses
from dj.model.audio import Samples
from dj.model.manifest import Measured
from dj.model.timeline import Event, Timeline
from dj.units import gain_from_db

_MAX_PASSES = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendered:
    """A finished mix."""

    measured: Measured
    """Length, loudness and true peak of the file, decoded again."""
    frames: int
    """Length as decoded, in frames of `sample_rate_hz`."""
    sample_rate_hz: int
    """Rate of the file."""
    passes: int
    """How often it was rendered, 1 to 3."""
    notes: tuple[str, ...]
    """What went otherwise than planned, in plain words."""
    media_type: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Job:
    """What stays the same in every pass."""

    timeline: Timeline
    sources: Mapping[str, SourceFile]
    encoding: Encoding
    chapters: Sequence[tuple[int, int, str]]
    tags: Mapping[str, str]
    progress: Progress | None
    cancelled: Callable[[], bool] | None


def render(  # noqa: PLR0913 - one call with everything by name reads better than a bag of options
    timeline: Timeline,
    sources: Mapping[str, SourceFile],
    output: Path,
    *,
    encoding: Encoding,
    chapters: Sequence[tuple[int, int, str]] = (),
    tags: Mapping[str, str] | None = None,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Rendered:
    """Write a programme as one file.

    The file appears under its name only when it is complete.

    Args:
        timeline: what sounds when.
        sources: by `Event.source_id`: track files and takes.
        output: the file to write; its folder must exist.
        encoding: format and bitrate.
        chapters: (start frame, end frame, title) in programme frames.
        tags: title, artist, comment and so on, as they shall stand in the file.
        progress: told the frames done and in all.
        cancelled: asked every second; True stops.

    Raises:
        AudioError: if a source cannot be read, with its path.
        OutputError: if the file cannot be written, or the work was cancelled.
    """
    job = _Job(
        timeline=timeline,
        sources=_needed(timeline, sources),
        encoding=encoding,
        chapters=chapters,
        tags=tags or {},
        progress=progress,
        cancelled=cancelled,
    )
    temporary = _temporary(output)
    try:
        rendered = _until_right(job, temporary)
        _publish(temporary, output)
    except OutputError as error:
        # The temporary name says nothing to anybody.
        raise OutputError(error.message, where=str(output), hint=error.hint) from error
    finally:
        temporary.unlink(missing_ok=True)
    return rendered


def mix(
    timeline: Timeline, sources: Mapping[str, SourceFile], notes: list[str] | None = None
) -> Iterator[Samples]:
    """Yield the programme before limiting in blocks of a second, float32, shape (n, 2).

    Raises:
        AudioError: if a source cannot be read, with its path.
    """
    block_frames = timeline.sample_rate_hz
    waiting = list(reversed(timeline.events))
    sounding: list[Sounding] = []
    try:
        for first in range(0, timeline.length_frames, block_frames):
            last = min(first + block_frames, timeline.length_frames)
            while waiting and waiting[-1].at_frame < last:
                sounding.append(_opened(waiting.pop(), sources, timeline.sample_rate_hz))
            yield _sum(sounding, first, last)
            for over in [s for s in sounding if s.event.end_frame <= last]:
                sounding.remove(over)
                _finish(over, notes)
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


def _needed(timeline: Timeline, sources: Mapping[str, SourceFile]) -> dict[str, SourceFile]:
    if not timeline.events:
        raise AudioError("the programme is empty.", hint="Plan it again with some songs.")
    ids = {event.source_id for event in timeline.events}
    if missing := sorted(ids - set(sources)):
        raise AudioError(
            f"no file is known for {', '.join(missing[:3])}.",
            hint="Scan the music again, then plan the session again.",
        )
    return {name: sources[name] for name in ids}


def _until_right(job: _Job, path: Path) -> Rendered:
    """Render until loudness and peak are right, at most three times."""
    trim = first_trim(job.timeline, job.encoding.format)
    passes, learnt = 0, None
    while learnt != trim and passes < _MAX_PASSES:
        trim, passes = learnt or trim, passes + 1
        notes = _one_pass(job, path, trim)
        heard = listen(path)
        learnt = better(heard, job.timeline, trim)
    return Rendered(
        measured=heard.measured,
        frames=heard.frames,
        sample_rate_hz=heard.sample_rate_hz,
        passes=passes,
        notes=(*notes, *misses(heard.measured, job.timeline)),
        media_type=MEDIA_TYPES[job.encoding.format],
    )


def _one_pass(job: _Job, path: Path, trim: Trim) -> list[str]:
    timeline, notes = job.timeline, list[str]()
    limiter = Limiter(trim.ceiling_dbtp, timeline.sample_rate_hz)
    with Encoder(
        path, job.encoding, timeline.sample_rate_hz, chapters=job.chapters, tags=job.tags
    ) as encoder:
        done = 0
        for block in mix(timeline, job.sources, notes):
            _stop_if(job.cancelled)
            encoder.write(limiter.feed(_trimmed(block, done, trim, timeline.sample_rate_hz)))
            done += len(block)
            if job.progress:
                job.progress(done, timeline.length_frames, "mixing")
        encoder.write(limiter.flush())
        encoder.finish()
    return notes


def _trimmed(block: Samples, first: int, trim: Trim, rate_hz: int) -> Samples:
    corners = trim.corners(rate_hz) if trim.dips else ()
    if trim.gain_db:
        block = block * np.float32(gain_from_db(trim.gain_db))
    if is_flat(corners, first, len(block)):
        return block
    return block * gain_at(corners, first, len(block))[:, None]


def _stop_if(cancelled: Callable[[], bool] | None) -> None:
    if cancelled and cancelled():
        raise OutputError("the work was stopped before the file was complete.")


def _temporary(output: Path) -> Path:
    try:
        handle, name = tempfile.mkstemp(
            dir=output.parent, prefix=f".{output.stem[:40]}.", suffix=output.suffix
        )
    except OSError as error:
        raise output_error(output, error) from error
    os.close(handle)
    return Path(name)


def _publish(temporary: Path, output: Path) -> None:
    try:
        temporary.chmod(0o644)
        temporary.replace(output)
    except OSError as error:
        raise output_error(output, error) from error
