"""Files with a history as they arrive: what became of each, and whether it is known already.

A file that was taken in whole is known again by a digest of its bytes, of what the user told about
it and of this version; it need not be read, for all that it tells is kept.
"""

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, Self

from dj import __version__, library, listeners
from dj.model.track import Skipped

_HOUR_S, _DAY_S = 3_600, 86_400
_FILES, _BLOCK = 500, 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenFile:
    """What became of one imported file. All its rows are kept, repeated or refused."""

    where: str
    """Path of the file, or of the zip and the file in it."""
    importer: str
    """Name of the format."""
    rows: int
    kept: int = 0
    """Rows that are new to the store, kept or not."""
    matched: int = 0
    """Kept rows that belong to a track of the library."""
    reasons: Mapping[str, int] = field(default_factory=dict)
    """Why rows were refused → how many."""
    refused_rows: Sequence[Skipped] = ()
    """The first refused rows, unless the file was known already."""
    first_at: datetime | None = None
    """Earliest play, aware, UTC; None without plays."""
    last_at: datetime | None = None
    doubtful: int = 0
    """Plays of which the clock is not known."""

    @classmethod
    def of(cls, read: listeners.ImportResult, *, kept: int, matched: int) -> Self:
        """Sum up a file that was read."""
        times = [listen.started_at for listen in read.listens]
        return cls(
            where=read.where, importer=read.importer, rows=read.rows, kept=kept, matched=matched,
            reasons=dict(read.reasons), refused_rows=read.refused,
            first_at=min(times, default=None), last_at=max(times, default=None),
            doubtful=sum(_HOUR_S < listen.within_s < _DAY_S for listen in read.listens),
        )  # fmt: skip

    @property
    def refused(self) -> int:
        """Rows that were refused."""
        return Counter(self.reasons).total()

    @property
    def repeated(self) -> int:
        """Good rows that the store, another file or this one tells as well."""
        return self.rows - self.refused - self.kept


@dataclass(frozen=True, slots=True)
class Arrival:
    """A path that is to be taken in."""

    path: Path
    digest: str
    """Of all that decides what is read; empty if it cannot be told."""
    stamps: tuple[tuple[str, int, int], ...]
    """Name, size and time of change in nanoseconds of each file, before it was read."""

    @classmethod
    def of(cls, path: Path, told: listeners.Told | None) -> Self:
        """Look at a path: a file, or a folder of not too many."""
        try:
            files = _files(path)
            stamps = _stamps(files)
            return cls(path, _digest(files, told), stamps)
        except (OSError, _TooManyError):
            return cls(path, "", ())

    def again(self, known: Mapping[str, Sequence[Mapping[str, Any]]]) -> list[TakenFile] | None:
        """Tell again what was in it; None if it is not known."""
        files = known.get(self.digest)
        return None if files is None else [_retold(self.path, told) for told in files]

    def remembered(self, files: Sequence[TakenFile]) -> dict[str, list[Mapping[str, object]]]:
        """Give what is to be remembered of it, if all that it tells will be the same again."""
        own = {file.where: file for file in files if _is_in(self.path, file.where)}.values()
        passing = any(listeners.FUTURE in file.reasons for file in own)
        if not self.digest or not own or passing or self._has_changed():
            return {}
        return {self.digest: [_told(self.path, file) for file in own]}

    def _has_changed(self) -> bool:
        try:
            return _stamps(_files(self.path)) != self.stamps
        except (OSError, _TooManyError):
            return True


def known_before(
    store: library.Store, listener: str, arrivals: Sequence[Arrival]
) -> Mapping[Path, list[TakenFile]]:
    """Map the paths that need not be read to what is told of them."""
    known = store.taken_in(listener)
    found = {arrival.path: arrival.again(known) for arrival in arrivals}
    return {path: files for path, files in found.items() if files is not None}


def _stamps(files: Sequence[tuple[str, Path]]) -> tuple[tuple[str, int, int], ...]:
    found = ((name, path.stat()) for name, path in files)
    return tuple((name, stat.st_size, stat.st_mtime_ns) for name, stat in found)


def _digest(files: Sequence[tuple[str, Path]], told: listeners.Told | None) -> str:
    total = hashlib.blake2b(f"{__version__}\0{told or listeners.Told()}".encode(), digest_size=16)
    for name, file in files:
        total.update(f"\0{name}\0{file.stat().st_size}\0".encode("utf-8", "surrogateescape"))
        with file.open("rb") as stream:
            while block := stream.read(_BLOCK):
                total.update(block)
    return total.hexdigest()


class _TooManyError(Exception):
    """There are too many files for it to be worth while."""


def _files(path: Path) -> list[tuple[str, Path]]:
    if path.is_file():
        return [("", path)]
    found: list[tuple[str, Path]] = []
    for file in path.rglob("*"):
        if file.is_file() and not file.is_symlink():
            found.append((file.relative_to(path).as_posix(), file))
        if len(found) > _FILES:
            raise _TooManyError
    return sorted(found)


def _is_in(path: Path, where: str) -> bool:
    return where == str(path) or where.startswith(f"{path}/")


def _told(path: Path, file: TakenFile) -> Mapping[str, object]:
    return {
        "in": file.where[len(str(path)) :], "importer": file.importer, "rows": file.rows,
        "reasons": dict(file.reasons), "doubtful": file.doubtful,
        "first": file.first_at.isoformat() if file.first_at else "",
        "last": file.last_at.isoformat() if file.last_at else "",
    }  # fmt: skip


def _retold(path: Path, told: Mapping[str, Any]) -> TakenFile:
    first, last = (datetime.fromisoformat(told[end]) if told[end] else None
                   for end in ("first", "last"))  # fmt: skip
    return TakenFile(
        where=f"{path}{told['in']}", importer=told["importer"], rows=told["rows"],
        reasons=told["reasons"], doubtful=told["doubtful"], first_at=first, last_at=last,
    )  # fmt: skip
