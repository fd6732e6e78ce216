"""What runs in the limited worker of an import: it opens one path and gives rows by the batch.

The parser of a hostile file may loop, or ask for all memory: then this process ends, not the
library's.
"""

import tempfile
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from dj import collector
from dj.errors import ImportFileError
from dj.listeners.detecting import Told, load
from dj.listeners.exports import Part, Scratch, parts
from dj.listeners.packing import Packed, pack

Job = tuple[str, str, Told]
"""A path, an empty folder that the parent removes, and what the user told."""

BATCH = 25_000
"""Rows of one answer."""

Event = tuple[str, str, object]
"""(``part``, where, format), (``row``, "", packed row), (``ignored``, where, why) or (``failed``,
where, (message, hint))."""


class Reading:
    """One path after the other, a batch at a time."""

    def __init__(self) -> None:
        """Begin with nothing to read."""
        self._events: Iterator[Event] = iter(())

    def read(self, job: Job | None) -> list[Event]:
        """Begin a job, or go on with the last one; an empty answer ends it."""
        if job is not None:
            path, scratch, told = job
            self._events = events(Path(path), Path(scratch), told)
        with collector.paused():
            return list(islice(self._events, BATCH))


_reading = Reading()


def read(job: Job | None) -> list[Event]:
    """Do as `Reading.read` does, for the one parent of this process."""
    if job is not None:
        # Whatever a reader copies goes where the parent cleans up, even if this process is killed.
        tempfile.tempdir = job[1]
    return _reading.read(job)


def events(path: Path, scratch: Path, told: Told) -> Iterator[Event]:
    """Yield everything that a path holds, in a set order; nothing is raised for bad data."""
    place = Scratch(scratch)
    try:
        for part in parts(path, told, place):
            if isinstance(part, Part):
                yield from _part(part, told, place)
            else:
                yield "ignored", part.where, part.reason
    except ImportFileError as error:
        yield "failed", place.shown(error.where or str(path)), (error.message, error.hint)
    except OSError as error:
        yield "failed", str(path), _unreadable(error)


def _part(part: Part, told: Told, place: Scratch) -> Iterator[Event]:
    where = place.shown(str(part.path))
    yield "part", where, part.importer
    try:
        for row in load(part.importer, told).read(part.path):
            yield "row", "", _shown(pack(row), place)
    except ImportFileError as error:
        yield "failed", place.shown(error.where or where), (error.message, error.hint)
    except OSError as error:
        yield "failed", where, _unreadable(error)


def _shown(packed: Packed, place: Scratch) -> Packed:
    """Rows from a zip file name the user's zip, not the scratch folder; plays name no place."""
    if packed[0] == 0:
        return packed
    return tuple(place.shown(value) if isinstance(value, str) else value for value in packed)


def _unreadable(error: OSError) -> tuple[str, str]:
    why = error.strerror or str(error)
    return f"the file cannot be read: {why}.", "Give the path of a file that you may read."
