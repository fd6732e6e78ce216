"""What files of somebody's listening held, row by row: kept, or refused with the reason."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime

from dj.errors import ImportFileError
from dj.listeners.import_worker import Event
from dj.listeners.packing import unpack
from dj.model.listening import Heard, Listen, Save, Tally
from dj.model.track import Skipped

TOLD = 1_000
"""Refused rows that are named; the others are only counted."""
FUTURE = "lies in the future."
"""A reason that may not hold tomorrow."""
_REASONS = 100
"""Different reasons that are told apart."""


@dataclass(slots=True, kw_only=True)
class ImportResult:
    """What one file held. Every row is a listen, a save, a count, or refused with its reason."""

    where: str
    """Path of the file, or of the zip and the file in it."""
    importer: str
    """Name of the format."""
    listens: list[Listen] = field(default_factory=list)
    """In the order of the file."""
    saves: list[Save] = field(default_factory=list)
    tallies: list[Tally] = field(default_factory=list)
    refused: list[Skipped] = field(default_factory=list)
    """The first rows not kept, each with its reason."""
    reasons: Counter[str] = field(default_factory=Counter)
    """Why rows were not kept → how many."""

    @property
    def rows(self) -> int:
        """Rows read."""
        good = len(self.listens) + len(self.saves) + len(self.tallies)
        return good + self.reasons.total()

    def add(self, row: Heard | Skipped, now: datetime | None) -> None:
        """Put a row where it belongs; what lies in the future is refused."""
        if isinstance(row, Listen):
            if now is None or row.started_at <= now:
                self.listens.append(row)
            else:
                self.refuse(Skipped(where=self.where, reason=FUTURE))
        elif isinstance(row, Save):
            self.saves.append(row)
        elif isinstance(row, Tally):
            self.tallies.append(row)
        else:
            self.refuse(row)

    def refuse(self, row: Skipped) -> None:
        """Count a refused row, and keep it if it is one of the first."""
        known = row.reason in self.reasons or len(self.reasons) < _REASONS
        self.reasons[row.reason if known else "is refused for other reasons."] += 1
        if len(self.refused) < TOLD:
            self.refused.append(row)


@dataclass(frozen=True, slots=True, kw_only=True)
class Exports:
    """What several paths held."""

    files: tuple[ImportResult, ...]
    """In an order that does not depend on the paths' own."""
    ignored: tuple[Skipped, ...]
    """Files in folders and zips that are no history."""
    failed: tuple[ImportFileError, ...]
    """Files that could not be read, or not to their end."""


class Found:
    """What has come so far."""

    def __init__(self, now: datetime | None) -> None:
        """Refuse listens later than `now`, if it is given."""
        self._now = now
        self._files: list[ImportResult] = []
        self._ignored: list[Skipped] = []
        self._failed: list[ImportFileError] = []

    def take(self, event: Event) -> None:
        """Add what a worker told."""
        match event:
            case ("row", _, tuple(packed)):
                self._files[-1].add(unpack(packed), self._now)
            case ("part", where, str(importer)):
                self._files.append(ImportResult(where=where, importer=importer))
            case ("ignored", where, str(why)):
                self._ignored.append(Skipped(where=where, reason=why))
            case (_, where, (str(message), str(hint))):
                self.fail(where, message, hint)

    def fail(self, where: str, message: str, hint: str) -> None:
        """Note a file that could not be read, or not to its end."""
        self._failed.append(ImportFileError(message, where=where, hint=hint))

    def exports(self) -> Exports:
        """Return everything."""
        return Exports(
            files=tuple(self._files), ignored=tuple(self._ignored), failed=tuple(self._failed)
        )
