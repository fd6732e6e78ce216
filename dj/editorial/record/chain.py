"""The log as lines: each carries the hash of the one before it, so that none can change alone.

The chain is not signed: who may write the file can write all of it anew. It shows slips, lines
taken out and lines changed, and everything before a hash that was noted down elsewhere.
"""

import fcntl
import hashlib
import json
import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from dj.errors import LibraryError
from dj.writing import output_error


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One change of one file, as it was seen."""

    at: str
    """When it was seen, RFC 3339, UTC."""
    kind: str
    """``pool``, ``show``, ``schedule`` or ``overrides``."""
    name: str
    """Of the pool or show, or the file's name."""
    path: str
    """Absolute."""
    before: str
    """SHA-256 of the file's bytes before, in hex; empty if it was not there."""
    after: str
    """The same afterwards; empty if it is gone, equal to `before` for a word added later."""
    editor: str = ""
    """Who; empty if nobody said."""
    note: str = ""
    """Why; empty if nobody said."""
    previous: str = ""
    """Hash of the entry before, empty for the first."""
    hash: str = field(default="")
    """SHA-256 of all the above."""


_FIELDS = frozenset(Change.__slots__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Log:
    """The log as it stands, with what is wrong with it."""

    changes: tuple[Change, ...] = ()
    problems: tuple[str, ...] = ()
    """Lines that were changed, cut or taken out; empty if the chain holds."""

    @property
    def head(self) -> str:
        """Hash of the last entry, which stands for all of them; empty if there is none."""
        return self.changes[-1].hash if self.changes else ""


def read_log(path: Path) -> Log:
    """Read the log and follow its chain.

    Raises:
        LibraryError: if it cannot be read.
    """
    try:
        return _parsed(path.read_bytes())
    except FileNotFoundError:
        return Log()
    except OSError as error:
        raise LibraryError(f"cannot be read: {error.strerror}.", where=str(path),
                           hint="Check its permissions.") from error  # fmt: skip


def extend(path: Path, more: Callable[[Log], Sequence[Change]]) -> tuple[Change, ...]:
    """Add the changes that a function finds after reading the log; nobody else adds meanwhile.

    Raises:
        OutputError: if it cannot be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("a+b") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            file.seek(0)
            content = file.read()
            log = _parsed(content)
            added = tuple(_chained(more(log), log.head))
            # A line that was cut off stays, for everybody to see.
            gap = b"" if not content or content.endswith(b"\n") else b"\n"
            if added:
                file.write(gap + b"".join(map(_line, added)))
                file.flush()
                os.fsync(file.fileno())
    except OSError as error:
        raise output_error(path, error) from error
    return added


def _chained(changes: Sequence[Change], previous: str) -> Iterator[Change]:
    for change in changes:
        linked = replace(change, previous=previous, hash="")
        previous = _hash(linked)
        yield replace(linked, hash=previous)


def _hash(change: Change) -> str:
    content = {name: value for name, value in asdict(change).items() if name != "hash"}
    text = json.dumps(content, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _line(change: Change) -> bytes:
    return (
        json.dumps(asdict(change), ensure_ascii=False).encode("utf-8", "backslashreplace") + b"\n"
    )


def _parsed(content: bytes) -> Log:
    changes: list[Change] = []
    problems: list[str] = []
    previous = ""
    for number, line in enumerate(content.splitlines(), 1):
        change = _change(line)
        if change is None:
            problems.append(f"line {number} is not an entry: it was cut or changed.")
            continue
        if change.hash != _hash(change):
            problems.append(f"line {number} was changed after it was written.")
        if change.previous != previous:
            problems.append(f"line {number} does not follow the one before it: lines are missing, "
                            "or in another order.")  # fmt: skip
        previous = change.hash
        changes.append(change)
    return Log(changes=tuple(changes), problems=tuple(problems))


def _change(line: bytes) -> Change | None:
    try:
        found: Any = json.loads(line)
    except (ValueError, RecursionError):
        return None
    fits = isinstance(found, dict) and set(found) == _FIELDS
    return Change(**found) if fits and all(isinstance(v, str) for v in found.values()) else None
