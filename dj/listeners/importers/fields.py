"""Single values of foreign files: any type in, a plain value of ours out, nothing raised."""

import sys
from datetime import UTC, datetime

from dj.model.names import NAME_LIMIT

FIRST_S = 1_033_430_400
"""1 October 2002, the beginning of audioscrobbling: an earlier date is a clock never set."""
END_S = 4_102_444_800
"""1 January 2100: a later date is milliseconds read as seconds, or nonsense."""
DAY_MS = 86_400_000
NO_DATE = "has no date of play"
TOO_EARLY = "has a date before October 2002: the player's clock was not set"
TOO_LATE = "has a date after the year 2099"


def name(value: object) -> str:
    """Return a name without outer blanks, at most `NAME_LIMIT` characters; "" if it is no text."""
    if type(value) is not str:
        return ""
    # A history repeats few names very often: interned, each is held in memory once.
    return sys.intern((value if len(value) <= NAME_LIMIT else value[:NAME_LIMIT]).strip())


def token(value: object) -> str:
    """Return an identifier: short printable text without blanks, or ""."""
    if not isinstance(value, str) or len(value) > 64 or not value.isascii():
        return ""
    if value.isalnum():
        return value
    text = value.strip()
    return text if text.replace("-", "").replace("_", "").isalnum() else ""


def milliseconds(value: object, *, per_unit: float = 1.0) -> int | None:
    """Return a length in whole milliseconds (1 ms to 24 h), or None if it is not one.

    Args:
        value: A number, or a number as text.
        per_unit: Milliseconds in one unit of the value: 1000 for seconds.
    """
    if type(value) is int and per_unit == 1:
        return value if 1 <= value <= DAY_MS else None
    number = value if type(value) is int else seconds(value)
    if number is None or not 1 <= number * per_unit <= DAY_MS:
        return None
    return round(number * per_unit)


def seconds(value: object) -> float | None:
    """Return a finite number, also from text such as ``"1748967954.000000"``, or None."""
    if isinstance(value, bool) or not isinstance(value, (int, float, str)):
        return None
    try:
        number = float(value[:32] if isinstance(value, str) else value)
    except (ValueError, OverflowError):
        return None
    return number if abs(number) < 1e15 else None


def _number(value: object) -> float | None:
    if type(value) is str and len(value) < 16 and value.isdecimal():
        return int(value)
    return seconds(value)


def moment(value: object) -> datetime | str:
    """Turn seconds since 1970 into an aware UTC time, or say what is wrong with them."""
    number = value if type(value) is int or type(value) is float else _number(value)
    if number is None:
        return NO_DATE
    if FIRST_S <= number < END_S:
        return datetime.fromtimestamp(number, UTC)
    return TOO_LATE if number >= END_S else TOO_EARLY
