"""Days and hours as editors write them: ``mon-fri``, ``saturday``, ``22:00-04:00``."""

import re

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_DAY = "|".join(f"{day[:3]}(?:{day[3:]})?" for day in DAYS)
DAY_PATTERN = rf"(?i:(?:{_DAY})(?:\s*-\s*(?:{_DAY}))?)"
"""A weekday by its name or its first three letters, or two of them with ``-`` between."""
DAY_TOLD = "a weekday such as fri, or a span such as mon-fri"
TIME_PATTERN = r"(?:[01]?\d|2[0-3]):[0-5]\d|24:00"
TIME_TOLD = "a time such as 06:30"
HOURS_PATTERN = rf"(?:{TIME_PATTERN})\s*-\s*(?:{TIME_PATTERN})"
HOURS_TOLD = "hours such as 22:00-04:00"


def days_of(words: tuple[str, ...]) -> tuple[int, ...]:
    """Read weekdays, Monday 0; a span may pass Sunday. Each word must match `DAY_PATTERN`."""
    found: set[int] = set()
    for word in words:
        ends = [_day(part) for part in word.split("-")]
        found |= {(ends[0] + step) % 7 for step in range((ends[-1] - ends[0]) % 7 + 1)}
    return tuple(sorted(found))


def minute_of(word: str) -> int:
    """Read a time as a minute of the day, 0 to 1440. It must match `TIME_PATTERN`."""
    hour, minute = word.strip().split(":")
    return int(hour) * 60 + int(minute)


def hours_of(word: str) -> tuple[int, int]:
    """Read hours as two minutes of the day. The word must match `HOURS_PATTERN`."""
    start, end = re.split(r"\s*-\s*", word)
    return minute_of(start), minute_of(end)


def in_days(days: tuple[int, ...]) -> str:
    """Write weekdays for people, neighbours as a span: ``Mon–Fri, Sun``."""
    spans: list[list[int]] = []
    for day in days:
        if spans and spans[-1][-1] == day - 1:
            spans[-1].append(day)
        else:
            spans.append([day])
    return ", ".join(_named(span) for span in spans)


def in_time(minute: int) -> str:
    """Write a minute of the day, 0 to 1440, as ``06:30``."""
    return f"{minute // 60:02d}:{minute % 60:02d}"


def _day(word: str) -> int:
    return next(n for n, day in enumerate(DAYS) if day.startswith(word.strip().lower()[:3]))


def _named(span: list[int]) -> str:
    names = [DAYS[day][:3].capitalize() for day in span]
    return "–".join((names[0], names[-1])) if len(span) > 1 else names[0]
