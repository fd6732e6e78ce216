"""From a sidecar's bytes to text: read a little of a regular file, and guess its encoding."""

import codecs
import os
import stat
from pathlib import Path

from dj.errors import LibraryError

LARGEST_BYTES = 1_000_000
"""A description of a few hundred tracks; anything larger is something else."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def read_text(path: Path) -> str:
    """Read a small text file of any usual encoding: UTF-8, UTF-16 with a mark, Windows-1252.

    Raises:
        LibraryError: if it is no regular file, too large, or not text.
        OSError: if it cannot be opened.
    """
    content = _read(path)
    marked = next((name for mark, name in _MARKS if content.startswith(mark)), "")
    for encoding in (marked or "utf-8", "cp1252"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        return _checked(text, path)
    # Five bytes mean nothing in Windows-1252; Latin-1 takes them as controls, dropped later.
    return _checked(content.decode("latin-1"), path)


def _read(path: Path) -> bytes:
    # Without O_NONBLOCK, opening a pipe that nobody writes to would wait for ever.
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
    with open(descriptor, "rb") as file:  # noqa: PTH123 - a descriptor, not a path
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise refusal("is not a file but a folder, a pipe or a device", path)
        content = file.read(LARGEST_BYTES + 1)
    if len(content) > LARGEST_BYTES:
        raise refusal(f"is larger than {LARGEST_BYTES // 1_000_000} MB", path)
    return content


def _checked(text: str, path: Path) -> str:
    if "\0" in text:
        raise refusal("is not text", path)
    return text


def refusal(problem: str, path: Path) -> LibraryError:
    """Make the error that says why a sidecar cannot be used."""
    return LibraryError(
        f"{problem}.", where=str(path), hint="Correct it or move it away, then scan again."
    )
