"""From a file of somebody's listening to listens and saves: which format, what is kept, what not.

The clock of the machine is not read here: the caller says what "now" is, so the same file and the
same moment always give the same result.
"""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import cast

from dj import plugins
from dj.errors import ImportFileError, PluginError
from dj.interfaces import IMPORTERS, Importer
from dj.model.listening import Heard, Listen, Save, Tally
from dj.model.track import Skipped

HEAD_BYTES = 65_536
"""What importers see of a file when they are asked whether they know it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportResult:
    """What one file held. Every row is in exactly one of the tuples."""

    importer: str
    """Name of the format."""
    rows: int
    """Rows read; listens, saves, counts and refused rows together."""
    listens: tuple[Listen, ...]
    """In the order of the file."""
    saves: tuple[Save, ...]
    tallies: tuple[Tally, ...]
    refused: tuple[Skipped, ...]
    """Rows not kept, each with its reason."""
    first_at: datetime | None
    """Earliest listen, aware, UTC; None without listens."""
    last_at: datetime | None
    """Latest listen, aware, UTC; None without listens."""


def import_file(
    path: Path, *, importer: str | None = None, now: datetime | None = None
) -> ImportResult:
    """Read a listening history or playlist.

    Args:
        path: The file; it is only read.
        importer: Name of the format; None finds it from the content.
        now: Aware; listens later than this are refused. None lets them pass.

    Raises:
        ImportFileError: if the file cannot be read, or no importer knows it.
    """
    try:
        with path.open("rb") as stream:
            head = stream.read(HEAD_BYTES)
        name = importer or _detect(head, path)
        return _collect(name, _load(name).read(path), str(path), now)
    except OSError as error:
        raise ImportFileError(
            f"the file cannot be read: {error.strerror or error}.", where=str(path),
            hint="Give the path of one file that you may read.",
        ) from error  # fmt: skip


def _load(name: str) -> Importer:
    return cast("type[Importer]", plugins.load(IMPORTERS, name))()


def _detect(head: bytes, path: Path) -> str:
    known = plugins.available(IMPORTERS)
    for name in known:
        # A plug-in whose library is missing must not stop the others.
        with suppress(PluginError):
            if _load(name).recognises(head, path.name):
                return name
    problem = "the file is empty." if not head else "this is no format we know."
    raise ImportFileError(problem, where=str(path), hint=f"Formats: {', '.join(known)}.")


def _collect(
    name: str, found: Iterable[Heard | Skipped], where: str, now: datetime | None
) -> ImportResult:
    listens: list[Listen] = []
    saves: list[Save] = []
    tallies: list[Tally] = []
    refused: list[Skipped] = []
    for row in _judged(found, where, now):
        if isinstance(row, Listen):
            listens.append(row)
        elif isinstance(row, Save):
            saves.append(row)
        elif isinstance(row, Tally):
            tallies.append(row)
        else:
            refused.append(row)
    times = [listen.started_at for listen in listens]
    return ImportResult(
        importer=name,
        rows=len(listens) + len(saves) + len(tallies) + len(refused),
        listens=tuple(listens),
        saves=tuple(saves),
        tallies=tuple(tallies),
        refused=tuple(refused),
        first_at=min(times, default=None),
        last_at=max(times, default=None),
    )


def _judged(
    found: Iterable[Heard | Skipped], where: str, now: datetime | None
) -> Iterator[Heard | Skipped]:
    """Refuse the same play a second time, and plays that have not happened yet."""
    seen = _Seen()
    for number, row in enumerate(found, 1):
        if not isinstance(row, Listen):
            yield row
            continue
        if now is not None and row.started_at > now:
            yield Skipped(where=f"{where}: row {number}", reason="lies in the future.")
        elif seen.before(row):
            yield Skipped(where=f"{where}: row {number}", reason="is the same play once more.")
        else:
            yield row


class _Seen:
    """Plays met so far: the first of each moment, and the few others that share its moment."""

    def __init__(self) -> None:
        self._first: dict[datetime, Listen] = {}
        self._others: set[tuple[datetime, str, str]] = set()

    def before(self, row: Listen) -> bool:
        """Tell whether this play was met before, and remember it."""
        first = self._first.setdefault(row.started_at, row)
        if first is row:
            return False
        if (first.artist, first.title) == (row.artist, row.title):
            return True
        key = (row.started_at, row.artist, row.title)
        known = key in self._others
        self._others.add(key)
        return known
