"""Times and dates as a host says them: rounded, and hedged as far as the rounding goes.

What is said is settled here, in figures; the words are a tongue's.
"""

from datetime import UTC, date, datetime, timedelta

from dj.commentary.tongues import Hedge, Tongue
from dj.model.dates import PartialDate

_LONG_AGO_DAYS = 330
"""From here on a bare month could be mistaken for this year's."""
_LENGTH_MARKS = (30, 60, 90, 120, 180)
"""Minutes that have a name of their own."""
_NEAR_MARK = 0.13
"""Part of a mark by which a length may miss it."""


def later(at: datetime, seconds: float) -> datetime:
    """Move an aware local time on by elapsed seconds, across changes of the clock too."""
    return (at.astimezone(UTC) + timedelta(seconds=seconds)).astimezone(at.tzinfo)


def spoken_time(at: datetime, tongue: Tongue) -> str:
    """Say the time to the nearest five minutes: ``coming up on seven thirty``."""
    minutes = at.hour * 60 + at.minute
    mark = 5 * round(minutes / 5)
    hedge = Hedge.AT if mark == minutes else Hedge.BEFORE if mark > minutes else Hedge.AFTER
    hour, minute = divmod(mark % 1440, 60)
    return tongue.clock(hour, minute, hedge)


def daypart(at: datetime) -> str:
    """Name the part of the day: morning from five, afternoon, evening from six, night from ten."""
    starts = ((5, "night"), (12, "morning"), (18, "afternoon"), (22, "evening"), (24, "night"))
    return next(name for end, name in starts if at.hour < end)


def last_heard(then: datetime, now: datetime, tongue: Tongue) -> str | None:
    """Say when something was last heard, from three weeks ago on: ``in March``."""
    days = (now - then).days
    return _when(then, now, days, tongue) if days >= 21 else None


def first_heard(then: datetime, now: datetime, tongue: Tongue) -> str | None:
    """Say when something was first heard, from a year ago on: ``in 2019``."""
    days = (now - then).days
    return _when(then, now, days, tongue) if days >= 365 else None


def _when(then: datetime, now: datetime, days: int, tongue: Tongue) -> str:
    local = then.astimezone(now.tzinfo)
    if days < _LONG_AGO_DAYS and (local.year, local.month) == (now.year, now.month):
        return tongue.earlier_this_month
    if days < _LONG_AGO_DAYS or local.year == now.year:
        return tongue.in_month(local.month)
    last = now.year - local.year == 1
    return tongue.last_year if last else tongue.when(PartialDate(year=local.year))


def away(then: datetime, now: datetime, tongue: Tongue) -> str | None:
    """Say how long ago something was, from three months on: ``about 2 years``."""
    days = (now - then).days
    if days < 90:
        return None
    if days < 345:
        return tongue.span(months=round(days / 30.4))
    years = 1 if days < 660 else round(days / 365.25)
    return tongue.span(years=years, more=400 <= days < 660)


def years_since(then: datetime, now: datetime) -> int | None:
    """Count the whole years since then, from 2 on."""
    years = int((now - then).days / 365.25)
    return years if years >= 2 else None


def since(then: datetime, now: datetime) -> str | None:
    """Say from which year on something has been going, a year or more: ``2019``."""
    return str(then.astimezone(now.tzinfo).year) if (now - then).days >= 366 else None


def anniversary(then: date, today: date) -> int | None:
    """Count the years since a day, if this is that day of the year; None if it is not, or the day.

    The 29th of February has its anniversaries in leap years alone: on the 28th, or on the first of
    March, "on this day" would be untrue.
    """
    years = today.year - then.year
    return years if years >= 1 and (today.month, today.day) == (then.month, then.day) else None


def length(seconds: float, tongue: Tongue) -> str:
    """Say how long a session is: ``about an hour``."""
    minutes = seconds / 60
    named = next((m for m in _LENGTH_MARKS if abs(minutes - m) <= _NEAR_MARK * m), None)
    if named is not None:
        return tongue.length(named)
    if minutes < 20:
        return tongue.length(max(1, round(minutes)))
    return tongue.length(5 * round(minutes / 5) if minutes < 150 else None)
