"""Files of a session folder: written whole or not at all, named relative to the session file."""

import errno
import hashlib
import os
import tempfile
from contextlib import suppress
from pathlib import Path

from dj.errors import OutputError
from dj.model.manifest import OutputFile

_MEDIA_TYPES = {
    ".m4a": "audio/mp4",
    ".m4b": "audio/mp4",
    ".mp3": "audio/mpeg",
    ".flac": "audio/flac",
    ".opus": "audio/ogg",
    ".wav": "audio/wav",
    ".m3u8": "audio/x-mpegurl",
    ".cue": "application/x-cue",
    ".vtt": "text/vtt",
    ".json": "application/json",
    ".txt": "text/plain",
    ".svg": "image/svg+xml",
    ".png": "image/png",
}
_SPECIAL = {"chapters.json": "application/json+chapters"}


def write_atomic(path: Path, data: bytes) -> Path:
    """Write a file so that a reader sees the old one or the new one, never a half.

    Raises:
        OutputError: if the place is read-only, full or not a folder.
    """
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
        Path(name).replace(path)
    except OSError as error:
        raise output_error(path, error) from error
    finally:
        with suppress(FileNotFoundError):
            Path(name).unlink()
    return path


def relative(path: Path, folder: Path) -> str:
    """Write a path relative to the session folder, with ``/`` between its parts."""
    return Path(os.path.relpath(path, folder)).as_posix()


def sha256_of(path: Path) -> str:
    """Hash a file's bytes."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def output_file(path: Path, folder: Path) -> OutputFile:
    """Describe a finished file of the session folder."""
    media_type = _SPECIAL.get(path.name) or _MEDIA_TYPES.get(path.suffix.lower())
    return OutputFile(
        path=relative(path, folder),
        sha256=sha256_of(path),
        media_type=media_type or "application/octet-stream",
    )


def output_error(path: Path, error: OSError) -> OutputError:
    """Say in plain words why a place cannot be written."""
    elsewhere = "Choose another folder."
    reasons = {
        errno.ENOSPC: ("the disk is full", "Free some space and run the command again."),
        errno.EROFS: ("the place is read-only", elsewhere),
        errno.EACCES: ("no permission to write there", elsewhere),
        errno.ENOTDIR: ("a part of the path is not a folder", elsewhere),
        errno.EEXIST: ("a file of that name is in the way", elsewhere),
    }
    reason, hint = reasons.get(error.errno or 0, (error.strerror or str(error), elsewhere))
    return OutputError(f"cannot write: {reason}.", where=str(path), hint=hint)
