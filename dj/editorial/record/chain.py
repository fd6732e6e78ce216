"""The log of editors' changes: entries of `dj.chained`, typed."""

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

from dj import chained
from dj.errors import LibraryError


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One change of one file, as it was seen."""

    at: str
    """When it was seen, RFC 3339, UTC."""
    kind: str
    """``pool``, ``show``, ``schedule``, ``overrides`` or ``facts``."""
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


_FIELDS = dict.fromkeys(set(Change.__slots__) - {chained.PREVIOUS, chained.HASH}, str)


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
        return _log(chained.read(path, _FIELDS))
    except OSError as error:
        raise LibraryError(f"cannot be read: {error.strerror}.", where=str(path),
                           hint="Check its permissions.") from error  # fmt: skip


def extend(path: Path, more: Callable[[Log], Sequence[Change]]) -> tuple[Change, ...]:
    """Add the changes that a function finds after reading the log; nobody else adds meanwhile.

    Raises:
        OutputError: if it cannot be written.
    """
    added = chained.extend(path, _FIELDS, lambda chain: [asdict(c) for c in more(_log(chain))])
    return tuple(Change(**entry) for entry in added)


def _log(chain: chained.Chain) -> Log:
    changes = tuple(Change(**entry) for entry in chain.entries)
    return Log(changes=changes, problems=chain.problems)
