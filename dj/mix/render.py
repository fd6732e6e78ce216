"""A Timeline made into one file.

Blocks of a second flow from the mix through a true-peak limiter into the encoder, so memory does
not grow with the programme. The file is then decoded again and measured (one without loss is heard
while it is written); where the codec overshot or the loudness missed, it is made again with what
was learnt.
"""

import hashlib
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from dj import __version__
from dj.audio.curves import gain_at, is_flat
from dj.audio.encode import MEDIA_TYPES, Encoder, Encoding
from dj.audio.limiter import Limiter
from dj.errors import AudioError, OutputError
from dj.interfaces import Progress
from dj.mix.mixing import mix
from dj.mix.sounding import SourceFile
from dj.mix.stamps import need_unchanged, stamps
from dj.mix.trim import Ear, Heard, Trim, better, first_trim, listen, misses
from dj.mix.work import Stopped, Work
from dj.model.audio import Samples
from dj.model.manifest import Measured
from dj.model.timeline import Timeline
from dj.units import gain_from_db
from dj.writing import output_error

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
    cover: bytes | None
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
    cover: bytes | None = None,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Rendered:
    """Write a programme as one file.

    The file appears under its name only when it is complete. A long programme that was stopped or
    killed goes on where it was when it is asked for again, and gives the same bytes.

    Args:
        timeline: what sounds when.
        sources: by `Event.source_id`: track files and takes.
        output: the file to write; its folder must exist.
        encoding: format and bitrate.
        chapters: (start frame, end frame, title) in programme frames.
        tags: title, artist, comment and so on, as they shall stand in the file.
        cover: a PNG picture for the file.
        progress: told the frames done and in all, and how fast it goes.
        cancelled: asked every second; True stops.

    Raises:
        AudioError: if a source cannot be read, or changed meanwhile, with its path.
        OutputError: if the file cannot be written, or the work was cancelled.
    """
    job = _Job(
        timeline=timeline,
        sources=_needed(timeline, sources),
        encoding=encoding,
        chapters=chapters,
        tags=tags or {},
        cover=cover,
        progress=progress,
        cancelled=cancelled,
    )
    before = stamps(job.sources.values())
    key = _digest(__version__, timeline, sorted(job.sources.items()), before)
    try:
        with Work(output, key, timeline.length_frames, timeline.sample_rate_hz) as work:
            rendered, path = _until_right(job, work)
            need_unchanged(before)
            _publish(path, output)
    except OutputError as error:
        # The hidden name says nothing to anybody.
        raise OutputError(error.message, where=str(output), hint=error.hint) from error
    return rendered


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


def _until_right(job: _Job, work: Work) -> tuple[Rendered, Path]:
    """Render until loudness and peak are right, at most three times."""
    trim = first_trim(job.timeline, job.encoding.format)
    passes, learnt = 0, None
    while learnt != trim and passes < _MAX_PASSES:
        trim, passes = learnt or trim, passes + 1
        path, notes, heard = _one_pass(job, work, trim)
        learnt = better(heard, job.timeline, trim)
    rendered = Rendered(
        measured=heard.measured,
        frames=heard.frames,
        sample_rate_hz=heard.sample_rate_hz,
        passes=passes,
        notes=(*notes, *misses(heard.measured, job.timeline)),
        media_type=MEDIA_TYPES[job.encoding.format],
    )
    return rendered, path


def _one_pass(job: _Job, work: Work, trim: Trim) -> tuple[Path, list[str], Heard]:
    labels = _digest(job.encoding, tuple(job.chapters), sorted(job.tags.items()), job.cover, trim)
    name = f"{labels}.{job.encoding.format}"
    ear = Ear(job.timeline.sample_rate_hz)
    path, notes = work.encoded(name, lambda path, notes: _encode(job, work, trim, ear, path, notes))
    return path, notes, ear.heard() if ear.frames else listen(path, job.progress)


def _encode(job: _Job, work: Work, trim: Trim, ear: Ear, path: Path, notes: list[str]) -> None:
    rate = job.timeline.sample_rate_hz
    limiter, tell = Limiter(trim.ceiling_dbtp, rate), _Teller(job)
    with Encoder(
        path, job.encoding, rate, chapters=job.chapters, tags=job.tags, cover=job.cover
    ) as encoder:
        done = 0
        for block in work.blocks(
            lambda start, said: mix(job.timeline, job.sources, said, start=start), notes
        ):
            _stop_if(job.cancelled)
            ear.feed(encoder.write(limiter.feed(_trimmed(block, done, trim, rate))))
            done += len(block)
            tell(done)
        ear.feed(encoder.write(limiter.flush()))
        encoder.finish()


class _Teller:
    """Tells how far the mix is, and how many seconds of it come out in a second."""

    def __init__(self, job: _Job) -> None:
        self._job, self._began = job, time.monotonic()

    def __call__(self, done: int) -> None:
        if self._job.progress is None:
            return
        timeline = self._job.timeline
        seconds = max(time.monotonic() - self._began, 1e-3)
        speed = done / timeline.sample_rate_hz / seconds
        self._job.progress(done, timeline.length_frames, f"mixing: {speed:.0f} × real time")


def _trimmed(block: Samples, first: int, trim: Trim, rate_hz: int) -> Samples:
    corners = trim.corners(rate_hz) if trim.dips else ()
    if trim.gain_db:
        block = block * np.float32(gain_from_db(trim.gain_db))
    if is_flat(corners, first, len(block)):
        return block
    return block * gain_at(corners, first, len(block))[:, None]


def _stop_if(cancelled: Callable[[], bool] | None) -> None:
    if cancelled and cancelled():
        raise Stopped("the work was stopped before the file was complete.")


def _digest(*facts: object) -> str:
    return hashlib.sha256(repr(facts).encode()).hexdigest()[:16]


def _publish(finished: Path, output: Path) -> None:
    try:
        finished.chmod(0o644)
        finished.replace(output)
    except OSError as error:
        raise output_error(output, error) from error
