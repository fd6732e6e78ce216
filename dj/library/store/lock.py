"""Whose turn it is: an advisory lock that the system releases when its holder dies.

The text in the file is for people; only the lock itself is believed.
"""

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from dj.errors import LibraryError

_POLL_S = 0.05


@contextmanager
def locked(path: Path, what: str, wait_s: float = 10.0) -> Iterator[None]:
    """Hold the lock for a task; the file stays behind, empty.

    Raises:
        LibraryError: if another process still holds it after `wait_s`, saying which.
    """
    with path.open("a+", encoding="utf-8") as file:
        _take(file, path, wait_s)
        try:
            _sign(file, f"{what} (process {os.getpid()})")
            yield
        finally:
            _sign(file, "")
            fcntl.flock(file, fcntl.LOCK_UN)


def _take(file: TextIO, path: Path, wait_s: float) -> None:
    deadline = time.monotonic() + wait_s
    while True:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return
        except BlockingIOError:
            if time.monotonic() >= deadline:
                raise _busy(path) from None
            time.sleep(_POLL_S)


def _busy(path: Path) -> LibraryError:
    holder = path.read_text(encoding="utf-8", errors="replace").strip() or "another process"
    return LibraryError(
        f"the library is in use: {holder}.",
        where=str(path.parent),
        hint="Wait until it has finished, or end that process, and try again.",
    )


def _sign(file: TextIO, text: str) -> None:
    file.seek(0)
    file.truncate()
    file.write(text)
    file.flush()
