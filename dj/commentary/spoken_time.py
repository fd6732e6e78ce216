"""Times and dates as a host says them: rounded, and hedged as far as the rounding goes."""

from datetime import UTC, datetime, timedelta

_HOURS = ("twelve", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
          "eleven")  # fmt: skip
_MINUTES = {5: "five", 10: "ten", 15: "quarter", 20: "twenty", 25: "twenty-five", 30: "half"}
MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September",
          "October", "November", "December")  # fmt: skip
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_LONG_AGO_DAYS = 330
"""From here on a bare month could be mistaken for this year's."""


def later(at: datetime, seconds: float) -> datetime:
    """Move an aware local time on by elapsed seconds, across changes of the clock too."""
    return (at.astimezone(UTC) + timedelta(seconds=seconds)).astimezone(at.tzinfo)


def spoken_time(at: datetime) -> str:
    """Say the time to the nearest five minutes: ``coming up to half past seven``."""
    minutes = at.hour * 60 + at.minute
    mark = 5 * round(minutes / 5)
    hedge = "about" if mark == minutes else "coming up to" if mark > minutes else "just after"
    return f"{hedge} {_mark(mark % 1440)}"


def _mark(minutes: int) -> str:
    hour, minute = divmod(minutes, 60)
    if minute == 0:
        return {0: "midnight", 12: "midday"}.get(hour, f"{_HOURS[hour % 12]} o'clock")
    if minute <= 30:
        return f"{_MINUTES[minute]} past {_HOURS[hour % 12]}"
    return f"{_MINUTES[60 - minute]} to {_HOURS[(hour + 1) % 12]}"


def daypart(at: datetime) -> str:
    """Name the part of the day: morning from five, afternoon, evening from six, night from ten."""
    starts = ((5, "night"), (12, "morning"), (18, "afternoon"), (22, "evening"), (24, "night"))
    return next(name for end, name in starts if at.hour < end)


def last_heard(then: datetime, now: datetime) -> str | None:
    """Say when something was last heard, from three weeks ago on: ``in March``."""
    days = (now - then).days
    if days < 21:
        return None
    return _when(then, now, days)


def first_heard(then: datetime, now: datetime) -> str | None:
    """Say when something was first heard, from a year ago on: ``in 2019``."""
    days = (now - then).days
    return _when(then, now, days) if days >= 365 else None


def _when(then: datetime, now: datetime, days: int) -> str:
    local = then.astimezone(now.tzinfo)
    if days < _LONG_AGO_DAYS:
        return "earlier this month" if _same_month(local, now) else f"in {MONTHS[local.month - 1]}"
    return {0: f"in {MONTHS[local.month - 1]}", 1: "last year"}.get(
        now.year - local.year, f"in {local.year}"
    )


def _same_month(a: datetime, b: datetime) -> bool:
    return (a.year, a.month) == (b.year, b.month)


def away(then: datetime, now: datetime) -> str | None:
    """Say how long ago something was, from three months on: ``about 2 years``."""
    days = (now - then).days
    if days < 90:
        return None
    if days < 345:
        return f"about {round(days / 30.4)} months"
    if days < 400:
        return "about a year"
    return "more than a year" if days < 660 else f"about {round(days / 365.25)} years"


def years_since(then: datetime, now: datetime) -> int | None:
    """Count the whole years since then, from 2 on."""
    years = int((now - then).days / 365.25)
    return years if years >= 2 else None


def length(seconds: float) -> str:
    """Say how long a session is: ``about an hour``."""
    minutes = seconds / 60
    marks = ((30, "about half an hour"), (60, "about an hour"), (90, "about an hour and a half"),
             (120, "about two hours"), (180, "about three hours"))  # fmt: skip
    for mark, name in marks:
        if abs(minutes - mark) <= 0.13 * mark:
            return name
    if minutes < 1.5:
        return "about a minute"
    return f"about {round(minutes)} minutes" if minutes < 20 else _rounded(minutes)


def _rounded(minutes: float) -> str:
    return f"about {5 * round(minutes / 5)} minutes" if minutes < 150 else "a few hours"
