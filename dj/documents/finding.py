"""What is wrong with an editor's file: a code, a place, what, and what to do.

A code is three letters for the kind of file and a number, so that an editor can look it up:

    001  cannot be read, or is not plain YAML      006  a name that nobody knows
    002  a field that nobody reads                 007  the name is not the file's
    003  another kind of value                     008  two fields that cannot both hold
    004  a field that is missing                   050  allowed, but not what it seems (warnings)
    005  a value that is not allowed
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import IntEnum, StrEnum
from pathlib import Path

from dj.errors import ConfigError

Mark = tuple[int, int]
"""Line and column, from 1."""
MOST_FINDINGS = 100
"""A file with more is not told about to its end."""


class Level(StrEnum):
    """How bad it is."""

    ERROR = "error"
    """The file cannot be used."""
    WARNING = "warning"
    """It can be used, and does not do what it seems to."""


class Kind(IntEnum):
    """What is wrong, as the number of the code."""

    FILE = 1
    FIELD = 2
    TYPE = 3
    MISSING = 4
    VALUE = 5
    NAME = 6
    FILE_NAME = 7
    CONTRADICTION = 8
    WARNING = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing to mend in a file."""

    code: str
    level: Level
    path: str
    line: int
    """From 1."""
    column: int
    """From 1."""
    field: str
    """Such as ``clock[0].songs``; empty for the file as a whole."""
    message: str
    hint: str = ""

    @property
    def place(self) -> str:
        """``file:line:column: field``, as compilers write it."""
        named = f": {self.field}" if self.field else ""
        return f"{self.path}:{self.line}:{self.column}{named}"

    def __str__(self) -> str:
        """Write it on one line."""
        return f"{self.place}: {self.code} {self.message} {self.hint}".rstrip()


@dataclass(slots=True, kw_only=True)
class Report:
    """Findings about one file, in the order in which they were made."""

    path: Path
    prefix: str
    """Three letters for the kind of file."""
    places: dict[str, Mark] = field(default_factory=dict)
    """Field → where it stands; a field that is not in the file stands where its parent does."""
    findings: list[Finding] = field(default_factory=list)

    def add(self, kind: Kind, place: str, message: str, hint: str = "") -> None:
        """Add one, unless there are too many already."""
        if self.full:
            return
        line, column = self.mark(place)
        self.findings.append(
            Finding(
                code=f"{self.prefix}{kind:03d}",
                level=Level.WARNING if kind is Kind.WARNING else Level.ERROR,
                path=str(self.path),
                line=line,
                column=column,
                field=place[:200],
                message=message[:800],
                hint=hint,
            )
        )

    @property
    def full(self) -> bool:
        """Whether there are so many that more would help nobody."""
        return len(self.findings) >= MOST_FINDINGS

    def mark(self, place: str) -> Mark:
        """Tell where a field stands, or the nearest field around it that is in the file."""
        while place and place not in self.places:
            place = place[: max(place.rfind("."), place.rfind("["), 0)]
        return self.places.get(place, (1, 1))


def refuse(findings: Iterable[Finding]) -> None:
    """Raise the first error among findings; warnings pass.

    Raises:
        ConfigError: with the place, what is wrong there and what to do.
    """
    for one in findings:
        if one.level is Level.ERROR:
            raise ConfigError(one.message, where=one.place, hint=one.hint)
