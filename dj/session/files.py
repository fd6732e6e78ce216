"""Files of a session folder, named relative to the session file."""

import hashlib
import os
from pathlib import Path

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


def relative(path: Path, folder: Path) -> str:
    """Write a path relative to the session folder, with ``/`` between its parts."""
    return Path(os.path.relpath(path, folder)).as_posix()


def sha256_of(path: Path) -> str:
    """Hash a file's bytes."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def output_file(path: Path, folder: Path) -> OutputFile:
    """Describe a finished file of the session folder."""
    return OutputFile(
        path=relative(path, folder), sha256=sha256_of(path), media_type=media_type(path)
    )


def media_type(path: Path) -> str:
    """Tell what a file is from its name alone."""
    known = _SPECIAL.get(path.name) or _MEDIA_TYPES.get(path.suffix.lower())
    return known or "application/octet-stream"
