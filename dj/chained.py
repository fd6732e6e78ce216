"""Logs that only grow: JSON lines, each with the hash of the one before it.

No line can change, go or move alone. The chain is not signed: who may write the file can write all
of it anew. It shows slips, lines taken out and lines changed, and everything before a hash that
was noted down elsewhere.
"""

import fcntl
import hashlib
import json
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from dj.writing import output_error, write_atomic, write_new

Entry = Mapping[str, Any]
"""Field → text or whole number; ``previous`` and ``hash`` are the chain's own."""

PREVIOUS, HASH = "previous", "hash"


@dataclass(frozen=True, slots=True, kw_only=True)
class Chain:
    """A log as it stands, with what is wrong with it."""

    entries: tuple[Entry, ...] = ()
    """Every line that is an entry, broken links included."""
    problems: tuple[str, ...] = ()
    """Lines that were changed, cut or taken out; empty if the chain holds."""
    sound: int = 0
    """Entries before the first problem."""

    @property
    def head(self) -> str:
        """Hash of the last entry, which stands for all of them; empty if there is none."""
        return str(self.entries[-1][HASH]) if self.entries else ""


def read(path: Path, fields: Mapping[str, type]) -> Chain:
    """Read a log and follow its chain; no file is an empty log.

    Args:
        path: Of the log.
        fields: What an entry holds beside the chain's own two fields: name → its type.

    Raises:
        OSError: if it is there and cannot be read.
    """
    try:
        return parse(path.read_bytes(), fields)
    except FileNotFoundError:
        return Chain()


def extend(
    path: Path, fields: Mapping[str, type], more: Callable[[Chain], Sequence[Entry]]
) -> tuple[Entry, ...]:
    """Add the entries that a function gives after reading the log; nobody else adds meanwhile.

    Raises:
        OutputError: if it cannot be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with _locked(path) as file:
            content = file.read()
            chain = parse(content, fields)
            added = tuple(_chained(more(chain), chain.head))
            # A line that was cut off stays, for everybody to see.
            gap = b"" if not content or content.endswith(b"\n") else b"\n"
            if added:
                file.write(gap + b"".join(map(_line, added)))
                file.flush()
                os.fsync(file.fileno())
    except OSError as error:
        raise output_error(path, error) from error
    return added


def renew(path: Path, aside: Path, keep: Callable[[bytes], Sequence[Entry] | None]) -> None:
    """Begin a log anew, in a new chain, with the entries that a function gives after reading it.

    Args:
        path: Of the log.
        aside: Where the log as it was goes, byte for byte, before anything else is done.
        keep: Takes the bytes of the log; what its entries say of the chain is not used. None
            leaves the log as it is.

    Raises:
        OutputError: if one of the two cannot be written, or there is a file aside already.
    """
    try:
        with _locked(path) as file:
            content = file.read()
            kept = keep(content)
            if kept is None:
                return
            write_new(aside, content)
            own = [{name: entry[name] for name in entry if name not in {PREVIOUS, HASH}}
                   for entry in kept]  # fmt: skip
            write_atomic(path, b"".join(map(_line, _chained(own, ""))))
    except OSError as error:
        raise output_error(path, error) from error


@contextmanager
def _locked(path: Path) -> Iterator[BinaryIO]:
    """Open a log at its beginning, to read it whole and to add to it; all others wait."""
    while True:
        with path.open("a+b") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            # While we waited, another may have put a new log in the place of this one.
            if os.path.samestat(os.fstat(file.fileno()), path.stat()):
                file.seek(0)
                yield file
                return


def parse(content: bytes, fields: Mapping[str, type]) -> Chain:
    """Follow the chain of a log's bytes."""
    entries: list[Entry] = []
    problems: list[str] = []
    sound, previous = 0, ""
    for number, line in enumerate(content.splitlines(), 1):
        entry = _entry(line, fields)
        problems += _faults(number, entry, previous)
        if entry is not None:
            previous = str(entry[HASH])
            entries.append(entry)
        sound = sound if problems else len(entries)
    return Chain(entries=tuple(entries), problems=tuple(problems), sound=sound)


def rows(content: bytes, fields: Mapping[str, type]) -> Iterator[tuple[int, bytes, Entry | None]]:
    """Yield each line of a log with its number, as the entry it holds however it is written."""
    for number, line in enumerate(content.splitlines(), 1):
        yield number, line, _held(line, fields)


def is_intact(entry: Entry) -> bool:
    """Tell whether an entry says what it said when it was written."""
    return bool(entry[HASH] == _hash(entry))


def _faults(number: int, entry: Entry | None, previous: str) -> Iterator[str]:
    if entry is None:
        yield f"line {number} is not an entry: it was cut or changed."
        return
    if not is_intact(entry):
        yield f"line {number} was changed after it was written."
    if entry[PREVIOUS] != previous:
        yield (f"line {number} does not follow the one before it: lines are missing, "
               "or in another order.")  # fmt: skip


def _chained(entries: Iterable[Entry], previous: str) -> Iterator[Entry]:
    for entry in entries:
        linked = {**entry, PREVIOUS: previous}
        previous = _hash(linked)
        yield {**linked, HASH: previous}


def _hash(entry: Entry) -> str:
    content = {name: value for name, value in entry.items() if name != HASH}
    text = json.dumps(content, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _line(entry: Entry) -> bytes:
    return json.dumps(entry, ensure_ascii=False).encode("utf-8", "backslashreplace") + b"\n"


def _entry(line: bytes, fields: Mapping[str, type]) -> Entry | None:
    found = _held(line, fields)
    return found if found and _line(found).rstrip() == line.rstrip() else None


def _held(line: bytes, fields: Mapping[str, type]) -> Entry | None:
    try:
        found: Any = json.loads(line)
    except (ValueError, RecursionError):
        return None
    types = {**fields, PREVIOUS: str, HASH: str}
    fits = isinstance(found, dict) and set(found) == set(types)
    typed = fits and all(type(found[name]) is of for name, of in types.items())
    return found if typed else None
