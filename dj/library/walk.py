"""Which music files lie below some folders? Names and stat calls only; nothing is opened."""

import os
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from dj.errors import LibraryError
from dj.model.track import Skipped

MUSIC_ENDINGS = frozenset(
    {".mp3", ".flac", ".ogg", ".oga", ".opus", ".m4a", ".m4b", ".mp4", ".aac", ".wav", ".aiff",
     ".aif", ".wma"}
)  # fmt: skip
"""Endings of the files that a scan looks at, in lower case."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What lies below the folders of a scan."""

    files: dict[str, tuple[int, int]] = field(default_factory=dict)
    """Absolute path → (size in bytes, mtime in nanoseconds) of every music file."""
    skipped: list[Skipped] = field(default_factory=list)
    """Things with a music file's name that are none, and folders that may not be read."""
    closed: list[str] = field(default_factory=list)
    """Folders that may not be read: what was in them is not gone."""


def find_files(roots: Sequence[Path]) -> Found:
    """Find the music files below folders (or the files themselves), each path once.

    Hidden files and folders are passed over; symbolic links are followed, loops are not.

    Raises:
        LibraryError: if a folder is not there.
    """
    found, visited = Found(), set[tuple[int, int]]()
    for root in roots:
        if root.is_file():
            _note_file(os.fspath(root), root.stat(), found)
        elif root.is_dir():
            _walk(os.fspath(root), visited, found)
        else:
            raise LibraryError(
                "there is no such folder.",
                where=str(root),
                hint="Check the spelling, or connect the drive it is on.",
            )
    return found


def _walk(root: str, visited: set[tuple[int, int]], found: Found) -> None:
    waiting = [root]
    while waiting:
        folder = waiting.pop()
        for entry in _entries(folder, visited, found):
            if not entry.name.startswith("."):
                _look_at(entry, waiting, found)


def _entries(
    folder: str, visited: set[tuple[int, int]], found: Found
) -> Iterator[os.DirEntry[str]]:
    try:
        status = os.stat(folder)  # noqa: PTH116 - a string is quicker, ten thousand times over
        if (status.st_dev, status.st_ino) in visited:
            return
        visited.add((status.st_dev, status.st_ino))
        with os.scandir(folder) as entries:
            yield from sorted(entries, key=lambda entry: entry.name)
    except OSError as error:
        found.closed.append(folder)
        reason = f"the folder cannot be opened: {error.strerror}"
        found.skipped.append(Skipped(where=_printable(folder), reason=reason))


def _look_at(entry: os.DirEntry[str], waiting: list[str], found: Found) -> None:
    is_music = os.path.splitext(entry.name)[1].lower() in MUSIC_ENDINGS  # noqa: PTH122 - quicker
    try:
        if entry.is_dir():
            waiting.append(entry.path)
            if is_music:
                reason = "is a folder, although its name ends like a music file's"
                found.skipped.append(Skipped(where=_printable(entry.path), reason=reason))
        elif is_music:
            _note_file(entry.path, entry.stat(), found)
    except OSError as error:
        reason = f"cannot be opened: {error.strerror}"
        found.skipped.append(Skipped(where=_printable(entry.path), reason=reason))


def _note_file(path: str, status: os.stat_result, found: Found) -> None:
    reason = _refusal(path, status)
    if reason:
        found.skipped.append(Skipped(where=_printable(path), reason=reason))
    else:
        found.files[path] = (status.st_size, status.st_mtime_ns)


def _refusal(path: str, status: os.stat_result) -> str:
    if not stat.S_ISREG(status.st_mode):
        return "is not a file but a pipe, a socket or a device"
    if status.st_size == 0:
        return "is empty"
    if _printable(path) != path:
        return "its name is not valid text (UTF-8); rename it"
    return ""


def _printable(path: str) -> str:
    return path.encode("utf-8", "backslashreplace").decode()
