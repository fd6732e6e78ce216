"""A session's folder: whose it is, and whose turn to write there."""

import fcntl
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from dj.errors import ManifestError, OutputError
from dj.model.manifest import Manifest
from dj.session.manifest import MANIFEST_NAME, read
from dj.writing import output_error

STEMS = frozenset({"mix", "session", "captions", "chapters", "rundown"})
"""How the names of a session's files begin."""
LEFTOVER = re.compile(r"\.(mix|session|captions|chapters|rundown)\..*\w{8}(\.\w+)?")
"""Unfinished files of ours; a killed run leaves them behind."""


@contextmanager
def claimed(folder: Path) -> Iterator[Manifest | None]:
    """Hold a folder for one writer, and give the session that is there already, if one is.

    What a killed run left unfinished is removed. A folder that stays empty is removed again.

    Raises:
        ManifestError: if its session file is not one of ours, or damaged.
        OutputError: if it cannot be made, another process writes there, or somebody else's files
            would be overwritten.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    except OSError as error:
        raise output_error(folder, error) from error
    try:
        _take(handle, folder)
        before = _session_there(folder)
        yield before
    finally:
        os.close(handle)
        for place in (folder / "clips", folder):
            with suppress(OSError):
                place.rmdir()


def _take(handle: int, folder: Path) -> None:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise OutputError(
            "another dj is writing a session there.",
            where=str(folder),
            hint="Wait until it has finished, or choose another folder with -o.",
        ) from None
    except OSError:
        # Some network drives know no locks; one writer at a time is then up to the user.
        return


def _session_there(folder: Path) -> Manifest | None:
    if not (folder / MANIFEST_NAME).exists():
        _refuse_foreign(folder)
        return None
    try:
        before = read(folder)
    except ManifestError as error:
        raise ManifestError(
            f"is in the way and is no session of ours that can be read: {error.message}",
            where=str(folder / MANIFEST_NAME),
            hint="Choose another folder with -o, or move that file away.",
        ) from error
    for path in folder.iterdir():
        if LEFTOVER.fullmatch(path.name):
            path.unlink(missing_ok=True)
    return before


def _refuse_foreign(folder: Path) -> None:
    foreign = sorted(path.name for path in folder.iterdir() if path.stem in STEMS)
    if foreign:
        raise OutputError(
            f"holds files that no session file speaks of: {', '.join(foreign[:5])}.",
            where=str(folder),
            hint="Choose another folder with -o, so that they are not overwritten.",
        )
