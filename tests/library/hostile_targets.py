"""Readers and analysers that break as real ones may, for files that say so in their bytes."""

import os
import signal
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from dj.analysis import worker as analysis_worker
from dj.library import worker as library_worker
from dj.model.analysis import Analysis
from dj.model.track import Skipped, Track
from dj.units import TrackId

CRASH, SPIN, STARVED, HOARD = b"CRASH", b"SPIN.", b"OOM..", b"HOARD"


def sabotage(path: Path, how: bytes) -> None:
    """Append bytes that these targets know; tags and audio stay."""
    with path.open("ab") as file:
        file.write(how)


def _break_if_told(path: str) -> None:
    end = Path(path).read_bytes()[-5:]
    if end == CRASH:
        os.abort()
    if end == SPIN:
        len(str(7 ** (10**9)))
    if end == HOARD:
        hoard()
    if end == STARVED:
        os.kill(os.getpid(), signal.SIGKILL)


def hoard() -> NoReturn:
    """Allocate without end, and touch all of it."""
    kept = []
    while True:
        kept.append(b"x" * 8_000_000)


def read_files(paths: Sequence[str]) -> tuple[Track | Skipped, ...]:
    for path in paths:
        _break_if_told(path)
    return library_worker.read_files(paths)


def read_greedily(paths: Sequence[str]) -> tuple[Track | Skipped, ...]:
    """Read with a parser that believes whatever size a file claims."""
    library_worker.read_content = lambda path: hoard()  # type: ignore[attr-defined]
    return library_worker.read_files(paths)


def try_file(payload: tuple[TrackId, Path, float]) -> Analysis | Skipped:
    _break_if_told(str(payload[1]))
    return analysis_worker.try_file(payload)


def try_slowly(payload: tuple[TrackId, Path, float]) -> Analysis | Skipped:
    """Take a second try to be quick: the first one of a file waits."""
    marker = payload[1].with_suffix(".tried")
    if not marker.exists():
        marker.touch()
        time.sleep(600)
    return analysis_worker.try_file(payload)
