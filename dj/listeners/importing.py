"""From files of somebody's listening to listens, saves and counts.

Files of others are read in a limited worker (`dj.listeners.import_worker`): a bomb or an endless
file ends in a clear refusal. The clock of the machine is not read here: the caller says what "now"
is, so the same file and the same moment always give the same result.
"""

import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from dj.errors import ImportFileError, WorkerError
from dj.interfaces import Progress
from dj.listeners import import_worker
from dj.listeners.detecting import Told
from dj.listeners.import_result import Exports, Found, ImportResult
from dj.runner import Limits, Worker

ROWS = 5_000_000
"""Rows of one path: a play every minute for nine years."""
LIMITS = Limits(wall_s=60.0, cpu_s=60.0, memory_mb=6144, data_mb=2048, files=256, written_mb=2048)
"""What each step of reading may use: 25,000 rows, or the unpacking of a zip file."""
_WHOLE_S, _SLOWEST = 300.0, 500_000
"""A path's rows may take this long altogether, and a second more for so many bytes."""
_TARGET = "dj.listeners.import_worker:read"
_Event = import_worker.Event
_Job = import_worker.Job
_Read = Callable[[_Job | None], list[_Event]]


def import_files(
    paths: Sequence[Path],
    *,
    told: Told | None = None,
    now: datetime | None = None,
    limits: Limits | None = LIMITS,
    progress: Progress | None = None,
) -> Exports:
    """Read histories and playlists: files, folders, and zips.

    Args:
        paths: They are only read. The same path twice counts once.
        told: What a person says that the files do not.
        now: Aware; listens later than this are refused. None lets them pass.
        limits: What each step of the worker may use; None reads in this process, without limits,
            what is of our own making.
        progress: Called as rows come in.
    """
    found = Found(now)
    given = {path.absolute(): path for path in reversed(paths)}
    with _reader(limits) as read, tempfile.TemporaryDirectory(prefix="dj-") as scratch:
        for number, path in enumerate(given[place] for place in sorted(given)):
            place = Path(scratch) / str(number)
            place.mkdir()
            for count in _read(read, (str(path), str(place), told or Told()), found):
                if progress is not None:
                    progress(number, len(given), f"reading: {path.name}, {count:,} rows")
    return found.exports()


def import_file(
    path: Path, *, importer: str = "", now: datetime | None = None, limits: Limits | None = None
) -> ImportResult:
    """Read one file, in this process unless limits are given.

    Args:
        path: The file; it is only read.
        importer: Name of the format; empty finds it from the content.
        now: Aware; listens later than this are refused. None lets them pass.
        limits: As `import_files` takes them.

    Raises:
        ImportFileError: if the file cannot be read, no importer knows it, or it has several parts.
    """
    exports = import_files([path], told=Told(importer=importer), now=now, limits=limits)
    for error in exports.failed:
        raise error
    if len(exports.files) != 1:
        raise ImportFileError(
            f"there are {len(exports.files)} histories in it.", where=str(path),
            hint="Read it with `dj import`.",
        )  # fmt: skip
    return exports.files[0]


@contextmanager
def _reader(limits: Limits | None) -> Iterator[_Read]:
    """Give what reads step by step: a worker, or this process."""
    if limits is None:
        yield import_worker.Reading().read
        return
    with Worker(_TARGET, limits) as worker:
        yield _Ahead(worker).read


class _Ahead:
    """A worker that reads the next batch while the last one is taken in."""

    def __init__(self, worker: Worker) -> None:
        self._worker, self._at_work = worker, False

    def read(self, job: _Job | None) -> list[_Event]:
        """Begin a job, or go on with the last one; an empty answer ends it."""
        if job is not None and self._at_work:
            self._at_work = False
            self._worker.answer()  # what was left of a job that was given up
        if not self._at_work:
            self._worker.submit(job)
        self._at_work = False
        events: list[_Event] = self._worker.answer()
        if events:
            self._worker.submit(None)
            self._at_work = True
        return events


def _read(read: _Read, job: _Job, found: Found) -> Iterator[int]:
    """Take batch after batch, and yield the rows so far; a broken limit is noted, and ends it."""
    path, began, count = Path(job[0]), time.monotonic(), 0
    most_s = _WHOLE_S + (path.stat().st_size / _SLOWEST if path.is_file() else 0.0)
    next_job: _Job | None = job
    try:
        while events := read(next_job):
            next_job, count = None, count + len(events)
            for event in events:
                found.take(event)
            yield count
            if count > ROWS or time.monotonic() - began > most_s:
                what = f"more than {ROWS:,} rows" if count > ROWS else "more than can be read"
                found.fail(str(path), f"it holds {what}.", "Split it into smaller files.")
                return
    except WorkerError as error:
        found.fail(
            str(path), f"it cannot be read: reading it {error.message}.",
            "The file is damaged, or made to do harm.",
        )  # fmt: skip
