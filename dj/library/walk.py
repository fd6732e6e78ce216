"""Which music files lie below some folders? Names and stat calls only; nothing is opened."""

import errno
import os
import stat
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from dj.errors import LibraryError
from dj.model.track import Skipped

MUSIC_ENDINGS = frozenset(
    {".mp3", ".flac", ".ogg", ".oga", ".opus", ".m4a", ".m4b", ".mp4", ".aac", ".wav", ".aiff",
     ".aif", ".wma"}
)  # fmt: skip
"""Endings of the files that a scan looks at, in lower case."""

_BIG_BYTES = 1_000_000_000
"""Reading this much nothing would take longer than a look at what is there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What lies below the folders of a scan."""

    files: dict[str, tuple[int, int]] = field(default_factory=dict)
    """Absolute path → (size in bytes, mtime in nanoseconds) of every music file."""
    skipped: list[Skipped] = field(default_factory=list)
    """Things with a music file's name that are none, and folders that may not be read."""
    closed: list[str] = field(default_factory=list)
    """Folders that may not be read: what was in them is not gone."""

    def refuse(self, path: str, reason: str) -> None:
        """Note something that is not even opened; the next scan looks at it again."""
        self.skipped.append(Skipped(where=_printable(path), reason=reason, passing=True))


def rooted(root: Path) -> Path:
    """Make the path of a root absolute, links resolved.

    Raises:
        LibraryError: if its name is no text, which the library could not remember.
    """
    path = root.expanduser().resolve()
    if _printable(os.fspath(path)) != os.fspath(path):
        raise LibraryError(
            "its name is not valid text (UTF-8).",
            where=_printable(os.fspath(path)),
            hint="Rename the folder, or scan one above it.",
        )
    return path


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


def find_near(places: Iterable[Path]) -> Found:
    """Find the music files right beside some files, and everywhere below some folders.

    What is not there any more is no error: its folder is looked at.
    """
    found, visited = Found(), set[tuple[int, int]]()
    beside: set[str] = set()
    for place in sorted(places):
        if place.is_dir():
            _walk(os.fspath(place), visited, found)
        elif place.parent.is_dir():
            beside.add(os.fspath(place.parent))
    for folder in sorted(beside):
        for entry in _entries(folder, visited, found):
            if not entry.name.startswith("."):
                _look_at(entry, [], found)
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
        found.refuse(folder, reason)


def _look_at(entry: os.DirEntry[str], waiting: list[str], found: Found) -> None:
    is_music = os.path.splitext(entry.name)[1].lower() in MUSIC_ENDINGS  # noqa: PTH122 - quicker
    try:
        if entry.is_dir():
            waiting.append(entry.path)
            if is_music:
                reason = "is a folder, although its name ends like a music file's"
                found.refuse(entry.path, reason)
        elif is_music:
            _note_file(entry.path, entry.stat(), found)
    except OSError as error:
        reason = f"cannot be opened: {error.strerror}"
        found.refuse(entry.path, reason)


def _note_file(path: str, status: os.stat_result, found: Found) -> None:
    reason = _refusal(path, status)
    if reason:
        found.refuse(path, reason)
    else:
        found.files[path] = (status.st_size, status.st_mtime_ns)


def _refusal(path: str, status: os.stat_result) -> str:
    if not stat.S_ISREG(status.st_mode):
        return "is not a file but a pipe, a socket or a device"
    if status.st_size == 0:
        return "is empty"
    if status.st_size > _BIG_BYTES and _is_mostly_holes(path, status):
        return "is mostly empty space on the disk, as a download that has not finished"
    if _printable(path) != path:
        return "its name is not valid text (UTF-8); rename it"
    return ""


def _is_mostly_holes(path: str, status: os.stat_result) -> bool:
    """Tell whether hardly anything of a big file was ever written.

    Some file systems report compressed blocks, so only the extreme counts; others report none, and
    are asked where the first byte lies.
    """
    on_disk = getattr(status, "st_blocks", 0) * 512
    return on_disk < status.st_size / 20 if on_disk else not _holds_data(path)


def _holds_data(path: str) -> bool:
    if not hasattr(os, "SEEK_DATA"):
        return True
    opened = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    try:
        os.lseek(opened, 0, os.SEEK_DATA)
    except OSError as error:
        return error.errno != errno.ENXIO
    finally:
        os.close(opened)
    return True


def _printable(path: str) -> str:
    return path.encode("utf-8", "backslashreplace").decode()
