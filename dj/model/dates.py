"""Dates of which perhaps only the year or the month is known."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Self

_ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


def era(year: int | None) -> str:
    """Name the decade of a year, such as ``1990s``; empty if the year is not known."""
    return f"{year // 10 * 10}s" if year else ""


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class PartialDate:
    """A day, a month or a year; what is not known is 0."""

    year: int
    month: int = 0
    """1 to 12, or 0 if only the year is known."""
    day: int = 0
    """1 to 31, or 0 if the day is not known."""

    def __post_init__(self) -> None:
        """Refuse what is in no calendar, and a day without its month."""
        date(self.year, self.month or 1, self.day or 1)
        if self.day and not self.month:
            msg = "a day needs its month"
            raise ValueError(msg)

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read what `__str__` writes.

        Raises:
            ValueError: if it is no date of the calendar, written so.
        """
        found = _ISO.fullmatch(text.strip())
        if not found:
            msg = f"a date is written 2012, 2012-12 or 2012-12-15, not {text[:40]!r}"
            raise ValueError(msg)
        year, month, day = (int(part or 0) for part in found.groups())
        return cls(year=year, month=month, day=day)

    @property
    def exact(self) -> date | None:
        """The day, if it is known."""
        return date(self.year, self.month, self.day) if self.day else None

    def __str__(self) -> str:
        """Spell as ISO 8601 does: ``2012``, ``2012-12`` or ``2012-12-15``."""
        parts = (f"{self.year:04d}", f"{self.month:02d}", f"{self.day:02d}")
        return "-".join(parts[: 1 + bool(self.month) + bool(self.day)])


def known_date(text: str) -> PartialDate | None:
    """Read a date; None if it is none."""
    try:
        return PartialDate.parse(text)
    except ValueError:
        return None


def first_day(value: PartialDate) -> date:
    """Return the first day a date may mean."""
    return date(value.year, value.month or 1, value.day or 1)


def last_day(text: str) -> date:
    """Return the last day a date may mean; the end of time if it is no date."""
    value = known_date(text)
    if value is None or value.year >= date.max.year:
        return date.max
    if value.exact is not None:
        return value.exact
    after = value.month % 12 + 1 if value.month else 1
    return date(value.year + (after == 1), after, 1) - timedelta(1)
