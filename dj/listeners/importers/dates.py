"""Dates as foreign files write them: text in, an aware UTC time out, or what is wrong with it."""

import re
from datetime import UTC, datetime

from dj.listeners.importers.fields import END_S, FIRST_S, NO_DATE, TOO_EARLY, TOO_LATE

_FIRST = datetime.fromtimestamp(FIRST_S, UTC)
_END = datetime.fromtimestamp(END_S, UTC)
_MINUTE = re.compile(r"\s*(\d{1,2}) ([A-Za-z]{3})[a-z]* (\d{4}),? (\d{1,2}):(\d{2})\s*")
_MONTHS = {
    name: number
    for number, name in enumerate(
        ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), 1
    )
}
NOT_A_DATE = "has a date of play that cannot be read"


def iso(value: object, *, naive_is_utc: bool = False) -> datetime | str:
    """Read an ISO 8601 time; one without a zone is refused unless the format means UTC."""
    if type(value) is not str or not value:
        return NO_DATE
    try:
        at = datetime.fromisoformat(value)
    except ValueError:
        return NOT_A_DATE
    if at.tzinfo is None:
        if not naive_is_utc:
            return "has a time without a time zone"
        at = at.replace(tzinfo=UTC)
    return _within(at)


def english_minute(text: str) -> datetime | str:
    """Read ``17 Aug 2026 12:14``, UTC, in English whatever the machine's language is."""
    if not text.strip():
        return NO_DATE
    found = _MINUTE.fullmatch(text)
    month = _MONTHS.get(found[2].lower()) if found else None
    if found is None or month is None:
        return NOT_A_DATE
    day, year, hour, minute = (int(found[group]) for group in (1, 3, 4, 5))
    try:
        return _within(datetime(year, month, day, hour, minute, tzinfo=UTC))
    except ValueError:
        return NOT_A_DATE


def _within(at: datetime) -> datetime | str:
    if _FIRST <= at < _END:
        return at if at.tzinfo is UTC else at.astimezone(UTC)
    return TOO_LATE if at >= _END else TOO_EARLY
