"""Zip files from outside: opened under strict limits, and unpacked only into a scratch folder."""

import shutil
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from zipfile import BadZipFile, ZipFile, ZipInfo

from dj.errors import ImportFileError
from dj.model.track import Skipped

MEMBERS = 500
"""Files an export may hold; ListenBrainz writes one a month."""
UNPACKED_BYTES = 500 * 1024 * 1024
"""Size of all files together, as ListenBrainz itself limits imports."""
DIRECTORY_BYTES = 1 << 20
"""Size of the list of files: bounds the work before the first of them is looked at."""
_TAIL_BYTES = 65_557
_NAME_LENGTH = 120
"""Characters of a name that are kept, from its end."""
_END = b"PK\x05\x06"
DAMAGED = (BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError, OSError)
"""What reading a member of a damaged or encrypted zip file raises."""


@contextmanager
def open_archive(path: Path, *, shown: str = "", room: int = UNPACKED_BYTES) -> Iterator[ZipFile]:
    """Open a zip file for reading, after a look at what it claims to hold.

    Args:
        path: The zip file.
        shown: Its path for messages, if it is another one to the user.
        room: Bytes it may unpack to.

    Raises:
        ImportFileError: if it is damaged, too large, or has names that point outside.
    """
    where = shown or str(path)
    _check_directory(path, where)
    try:
        archive = ZipFile(path)
    except (BadZipFile, ValueError, NotImplementedError) as error:
        raise _refused(where, f"the zip file is damaged ({error}).") from error
    with archive:
        _check(where, archive, room)
        yield archive


def unpack(
    path: Path, folder: Path, *, shown: str = "", room: int = UNPACKED_BYTES
) -> tuple[int, list[Skipped]]:
    """Write the files of a zip file into a folder; the same name twice gets a folder of its own.

    Args:
        path: The zip file.
        folder: Where its files go.
        shown: Path of the zip file for messages, if it is another one to the user.
        room: Bytes it may unpack to.

    Returns:
        Bytes written, and the members that are damaged or encrypted.

    Raises:
        ImportFileError: if the zip file cannot be opened as a whole, or is too large.
    """
    size, lost = 0, list[Skipped]()
    with open_archive(path, shown=shown, room=room) as archive:
        for number, member in enumerate(archive.infolist()):
            if member.is_dir():
                continue
            place = _place(folder, member.filename, number)
            try:
                size += _write(archive, member, place)
            except DAMAGED as error:
                place.unlink(missing_ok=True)
                reason = "is encrypted." if member.flag_bits & 1 else f"is damaged ({error})."
                lost.append(Skipped(where=f"{shown or path}/{member.filename}", reason=reason))
    return size, lost


def _write(archive: ZipFile, member: ZipInfo, place: Path) -> int:
    place.parent.mkdir(parents=True, exist_ok=True)
    with archive.open(member) as stream, place.open("xb") as file:
        shutil.copyfileobj(stream, file)
        return file.tell()


def _place(folder: Path, name: str, number: int) -> Path:
    # No system takes a longer name, or a file where a folder is.
    parts = [part[-_NAME_LENGTH:] for part in PurePosixPath(name.replace("\\", "/")).parts]
    place = folder.joinpath(*parts)
    taken = place.exists() or any(above.is_file() for above in place.parents)
    return folder / f"again {number}" / parts[-1] if taken else place


def _check_directory(path: Path, where: str) -> None:
    with path.open("rb") as stream:
        stream.seek(max(0, path.stat().st_size - _TAIL_BYTES))
        tail = stream.read(_TAIL_BYTES)
    found = tail.rfind(_END)
    if found < 0 or len(tail) - found < 22:
        raise _refused(where, "the zip file is cut off: its list of files is missing.")
    if int.from_bytes(tail[found + 12 : found + 16], "little") > DIRECTORY_BYTES:
        raise _refused(where, f"the zip file holds more than {MEMBERS} files.")


def _check(where: str, archive: ZipFile, room: int) -> None:
    members = archive.infolist()
    if len(members) > MEMBERS:
        raise _refused(
            where, f"the zip file holds {len(members)} files; at most {MEMBERS} are read."
        )
    size = sum(member.file_size for member in members)
    if size > room:
        megabytes = max(room, UNPACKED_BYTES) // (1024 * 1024)
        raise _refused(where, f"the zip file unpacks to more than {megabytes} MB.")
    for member in members:
        if _points_outside(member.filename) or _points_outside(member.orig_filename):
            raise _refused(
                where, f"the zip file has a name that points outside: {member.filename!r}."
            )


def _points_outside(name: str) -> bool:
    parts = name.replace("\\", "/").split("/")
    return parts[0] == "" or ".." in parts or ":" in parts[0] or "\0" in name


def _refused(where: str, message: str) -> ImportFileError:
    hint = "Export it again, or unpack it and import its files one by one."
    return ImportFileError(message, where=where, hint=hint)
