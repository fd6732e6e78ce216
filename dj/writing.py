"""Files written whole or not at all, and why they cannot be."""

import errno
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from dj.errors import OutputError


def write_atomic(path: Path, data: bytes) -> Path:
    """Write a file so that a reader sees the old one or the new one, never a half.

    Raises:
        OutputError: if the place is read-only, full or not a folder.
    """
    with _beside(path, data) as part:
        part.replace(path)
    return path


def write_new(path: Path, data: bytes) -> Path:
    """Write a whole file where there is none.

    Raises:
        OutputError: if there is a file already, or the place is read-only, full or not a folder.
    """
    # A link, unlike a rename, is never made over a file.
    with _beside(path, data) as part:
        path.hardlink_to(part)
    return path


@contextmanager
def _beside(path: Path, data: bytes) -> Iterator[Path]:
    """Write a hidden file beside a place, safe on disk; what is left of it goes in the end."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part")
    except OSError as error:
        raise output_error(path, error) from error
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(0o644)
        yield Path(name)
    except OSError as error:
        raise output_error(path, error) from error
    finally:
        with suppress(FileNotFoundError):
            Path(name).unlink()


def output_error(path: Path, error: OSError) -> OutputError:
    """Say in plain words why a place cannot be written."""
    elsewhere = "Choose another folder."
    reasons = {
        errno.ENOSPC: ("the disk is full", "Free some space and run the command again."),
        errno.EROFS: ("the place is read-only", elsewhere),
        errno.EACCES: ("no permission to write there", elsewhere),
        errno.EPERM: ("no permission to write there", elsewhere),
        errno.ENOENT: ("the folder does not exist", "Create it, or choose another folder."),
        errno.ENOTDIR: ("a part of the path is not a folder", elsewhere),
        errno.EEXIST: ("a file of that name is in the way", elsewhere),
    }
    reason, hint = reasons.get(error.errno or 0, (error.strerror or str(error), elsewhere))
    return OutputError(f"cannot write: {reason}.", where=str(path), hint=hint)
