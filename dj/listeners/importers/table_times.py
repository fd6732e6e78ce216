"""Times in tables that people and small programs write: many forms, one of them per file."""

import re
from datetime import datetime, tzinfo

from dj.listeners.importers.dates import NOT_A_DATE, english_minute
from dj.listeners.importers.fields import END_S, NO_DATE, moment

_DAY_S, _MINUTE_S = 86_400, 60
_NUMBERS = re.compile(
    r"(\d{1,2})([./-])(\d{1,2})\2(\d{4})(?:,?\s+(\d{1,2}):(\d{2})(?::(\d{2}))?(?:\s*([AaPp])\.?[Mm]\.?)?)?"
)
_NUMBER = re.compile(r"\d{1,18}(?:\.\d{1,9})?")
_DATE_ALONE = re.compile(r"\d{4}-\d{2}-\d{2}")
_TO_THE_MINUTE = re.compile(r"[T ]\d{2}:\d{2}(?:Z|[+-]\d{2}:?\d{2})?$")
_NO_ZONE = "has a time without a time zone; say which with --time-zone"
_NO_ORDER = "has a date whose day and month cannot be told apart; write it as 2026-03-04"


class Times:
    """Reads times; `learn` is shown some first, so that 03/04 can be told from 04/03."""

    def __init__(self, zone: tzinfo | None) -> None:
        """Read times without a zone on this clock; None refuses them."""
        self._zone = zone
        self._day_first = self._month_first = False

    def learn(self, text: str) -> None:
        """Note whether a date can only have its day first, or its month."""
        found = _NUMBERS.fullmatch(text.strip())
        if found:
            self._day_first |= int(found[1]) > 12
            self._month_first |= int(found[3]) > 12

    def read(self, text: str) -> tuple[datetime, int] | str:
        """Return a time, aware, UTC, and to how many seconds it is known, or what is wrong."""
        text = text.strip()
        if not text:
            return NO_DATE
        if _NUMBER.fullmatch(text):
            return _known(moment(_in_seconds(float(text))), 1)
        try:
            return self._placed(datetime.fromisoformat(text), _exactness(text))
        except ValueError:
            return self._written_out(text)

    def _written_out(self, text: str) -> tuple[datetime, int] | str:
        if found := _NUMBERS.fullmatch(text):
            return self._written(found)
        named = english_minute(text)
        if isinstance(named, datetime):
            return self._placed(named.replace(tzinfo=None), _MINUTE_S)
        return NOT_A_DATE

    def _written(self, found: re.Match[str]) -> tuple[datetime, int] | str:
        first, mark, second, year, hour, minute, second_of, half = found.groups()
        day_first = mark == "." or self._day_first
        if day_first == self._month_first and mark != ".":
            return _NO_ORDER
        day, month = (first, second) if day_first else (second, first)
        clock = f"{_hour(hour, half):02}:{minute or '00'}:{second_of or '00'}"
        try:
            at = datetime.fromisoformat(f"{year}-{month:>02}-{day:>02}T{clock}")
        except ValueError:
            return NOT_A_DATE
        exact = 1 if second_of else _MINUTE_S if hour else _DAY_S
        return self._placed(at, exact)

    def _placed(self, at: datetime, within_s: int) -> tuple[datetime, int] | str:
        if at.tzinfo is None:
            if self._zone is None:
                return _NO_ZONE
            at = at.replace(tzinfo=self._zone)
        try:
            return _known(moment(at.timestamp()), within_s)
        except (OverflowError, ValueError):
            return NOT_A_DATE


def _known(at: datetime | str, within_s: int) -> tuple[datetime, int] | str:
    return at if isinstance(at, str) else (at, within_s)


def _in_seconds(number: float) -> float:
    """Tell seconds from milli- and microseconds by their size: none of them reach another's."""
    for _ in range(2):
        if number >= END_S:
            number /= 1000.0
    return number


def _exactness(text: str) -> int:
    if _DATE_ALONE.fullmatch(text):
        return _DAY_S
    return _MINUTE_S if _TO_THE_MINUTE.search(text) else 1


def _hour(hour: str | None, half: str | None) -> int:
    number = int(hour or 0)
    if half is None:
        return number
    return number % 12 + (12 if half in "Pp" else 0)
