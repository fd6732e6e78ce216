"""Zip files from outside: opened under strict limits, read in place, never unpacked to disk."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from dj.errors import ImportFileError

MEMBERS = 500
"""Files an export may hold; ListenBrainz writes one a month."""
UNPACKED_BYTES = 500 * 1024 * 1024
"""Size of all files together, as ListenBrainz itself limits imports."""
DIRECTORY_BYTES = 1 << 20
"""Size of the list of files: bounds the work before the first of them is looked at."""
_TAIL_BYTES = 65_557
_END = b"PK\x05\x06"


@contextmanager
def open_archive(path: Path) -> Iterator[ZipFile]:
    """Open a zip file for reading, after a look at what it claims to hold.

    Raises:
        ImportFileError: if it is damaged, too large, or has names that point outside.
    """
    _check_directory(path)
    try:
        archive = ZipFile(path)
    except (BadZipFile, ValueError, NotImplementedError) as error:
        raise _refused(path, f"the zip file is damaged ({error}).") from error
    with archive:
        _check(path, archive)
        yield archive


def _check_directory(path: Path) -> None:
    with path.open("rb") as stream:
        stream.seek(max(0, path.stat().st_size - _TAIL_BYTES))
        tail = stream.read(_TAIL_BYTES)
    found = tail.rfind(_END)
    if found < 0 or len(tail) - found < 22:
        raise _refused(path, "the zip file is cut off: its list of files is missing.")
    if int.from_bytes(tail[found + 12 : found + 16], "little") > DIRECTORY_BYTES:
        raise _refused(path, f"the zip file holds more than {MEMBERS} files.")


def _check(path: Path, archive: ZipFile) -> None:
    members = archive.infolist()
    if len(members) > MEMBERS:
        raise _refused(
            path, f"the zip file holds {len(members)} files; at most {MEMBERS} are read."
        )
    size = sum(member.file_size for member in members)
    if size > UNPACKED_BYTES:
        megabytes = UNPACKED_BYTES // (1024 * 1024)
        raise _refused(path, f"the zip file unpacks to more than {megabytes} MB.")
    for member in members:
        if _points_outside(member.filename) or _points_outside(member.orig_filename):
            raise _refused(
                path, f"the zip file has a name that points outside: {member.filename!r}."
            )


def _points_outside(name: str) -> bool:
    parts = name.replace("\\", "/").split("/")
    return parts[0] == "" or ".." in parts or ":" in parts[0] or "\0" in name


def _refused(path: Path, message: str) -> ImportFileError:
    hint = "Export it again, or unpack it and import its files one by one."
    return ImportFileError(message, where=str(path), hint=hint)
