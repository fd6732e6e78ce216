"""Read ``schedule.yaml``: the grid of a week, strictly, with everything that is wrong."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dj import resources
from dj.documents import Count, Document, Finding, Kind, Limits, Pattern, read, refuse, schema
from dj.editorial.clock_words import (
    DAY_PATTERN,
    DAY_TOLD,
    TIME_PATTERN,
    TIME_TOLD,
    days_of,
    in_days,
    in_time,
    minute_of,
)
from dj.model.schedule import DAY_MINUTES, WEEK_MINUTES, Airing, Schedule
from dj.model.show import Needs, TalkLevel

FILE_NAME = "schedule.yaml"
REST = "rest"
"""A length that lasts to the end of its place in the grid."""
_NAME = Pattern(r"([a-z0-9]+(-[a-z0-9]+)*)?", "lower-case letters, digits and hyphens")
_LENGTH = re.compile(r"(?:(\d{1,2})h)?(?:(\d{1,3})m)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A show at the same time on one day or several."""

    days: tuple[str, ...] = ()
    """Weekdays on which it begins, such as ``mon-fri``; none means every day."""
    from_: str
    """When it begins, on the listener's clock, such as ``06:00``."""
    until: str
    """When its place ends; not after `from` means on the next day."""
    show: str
    length: str = ""
    """Such as ``1h30m``, or ``rest`` for all that is left of its place; else as the show says."""
    voice: str = ""
    """Who speaks; else as the settings say."""
    talk: TalkLevel | None = None
    pool: str = ""
    """Editors' pool, for a show that leaves it open."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ScheduleFile:
    """A week as it is written."""

    week: tuple[Entry, ...]
    gaps: str = ""
    """Show for the times that nothing is written for; they stay silent without it."""


LIMITS: Limits = {
    "week": Count(most=500, of="entries"),
    "week[].days[]": Pattern(DAY_PATTERN, DAY_TOLD),
    "week[].from": Pattern(TIME_PATTERN, TIME_TOLD),
    "week[].until": Pattern(TIME_PATTERN, TIME_TOLD),
    "week[].show": Pattern(r"[a-z0-9]+(-[a-z0-9]+)*", "the name of a show"),
    "week[].length": Pattern(rf"(rest|{_LENGTH.pattern})", "a length such as 1h30m, or rest"),
    "week[].pool": _NAME,
    "gaps": _NAME,
}


def find_schedule() -> Path | None:
    """Find the file: the project's, else the user's, else the packaged one; None if none is."""
    return resources.listing(".", FILE_NAME).get(FILE_NAME)


def load_schedule(path: Path | None) -> Schedule:
    """Read a schedule; without a file the week is empty.

    Raises:
        ConfigError: with the first thing that is wrong: file, line, column, field, what to do.
    """
    if path is None:
        return Schedule()
    document = _checked(path)
    refuse(document.findings)
    found = document.value or ScheduleFile(week=())
    airings = sorted(_airings(found.week), key=lambda pair: pair[1].at)
    return Schedule(airings=tuple(airing for _, airing in airings), gaps=found.gaps)


def check_schedule(path: Path, needs: Callable[[str], str]) -> tuple[Finding, ...]:
    """Tell everything that is wrong with a schedule: overlaps, and names that nobody knows.

    Args:
        path: The file.
        needs: Tells by a show's name what must be told beside it, as `Needs` spells it; empty if
            the show cannot be read.
    """
    document = _checked(path)
    if document.value is None:
        return document.findings
    _needed(document, document.value, needs)
    known = {
        "show": resources.listing("assets/shows", "*.yaml"),
        "voice": resources.listing("voices", "*.yaml"),
        "pool": resources.listing("assets/pools", "*.yaml"),
    }
    for number, entry in enumerate(document.value.week):
        for kind, files in known.items():
            name = getattr(entry, kind)
            if name and f"{name}.yaml" not in files:
                _unknown(document, f"week[{number}].{kind}", kind, name, files)
    gaps = document.value.gaps
    if gaps and f"{gaps}.yaml" not in known["show"]:
        _unknown(document, "gaps", "show", gaps, known["show"])
    return document.findings


def schedule_schema() -> dict[str, Any]:
    """Give the JSON Schema (2020-12) of a schedule file."""
    return schema(ScheduleFile, LIMITS, "dj-session schedule")


def _needed(document: Document[ScheduleFile], week: ScheduleFile,
            needs: Callable[[str], str]) -> None:  # fmt: skip
    """Find shows that a schedule cannot make, because it has no word for what they need."""
    places = {f"week[{number}].show": (entry.show, entry.pool)
              for number, entry in enumerate(week.week)}  # fmt: skip
    places |= {"gaps": (week.gaps, "")} if week.gaps else {}
    for place, (show, pool) in places.items():
        need = needs(show)
        if need == Needs.POOL.value and not pool:
            document.report.add(Kind.CONTRADICTION, place, f"{show} needs a pool.",
                                "Write `pool:` beside it.")  # fmt: skip
        elif need not in ("", Needs.NOTHING.value, Needs.POOL.value):
            document.report.add(Kind.CONTRADICTION, place,
                                f"{show} needs what a schedule cannot tell it: {need}.",
                                "Schedule another show.")  # fmt: skip


def _unknown(document: Document[ScheduleFile], place: str, kind: str, name: str,
             files: Iterable[str]) -> None:  # fmt: skip
    there = ", ".join(sorted(Path(file).stem for file in files)) or "none"
    document.report.add(Kind.NAME, place, f"there is no {kind} {name[:80]!r}; known: {there}.",
                        "Check the spelling.")  # fmt: skip


def _checked(path: Path) -> Document[ScheduleFile]:
    document = read(path, ScheduleFile, LIMITS, "SCH")
    if document.value is not None:
        for number, problem, hint in _overlaps(document.value.week):
            document.report.add(Kind.CONTRADICTION, f"week[{number}]", problem, hint)
    return document


def _airings(week: tuple[Entry, ...]) -> Iterator[tuple[int, Airing]]:
    """Every entry on each of its days, with the entry's number."""
    for number, entry in enumerate(week):
        start, end = minute_of(entry.from_) % DAY_MINUTES, minute_of(entry.until)
        minutes = (end - start) % DAY_MINUTES or DAY_MINUTES
        for day in days_of(entry.days) or range(7):
            talk = entry.talk.value if entry.talk else ""
            yield number, Airing(day=day, start=start, minutes=minutes, show=entry.show,
                                 length=entry.length, voice=entry.voice, talk=talk,
                                 pool=entry.pool)  # fmt: skip


def _overlaps(week: tuple[Entry, ...]) -> Iterator[tuple[int, str, str]]:
    """Yield each entry that overlaps an earlier beginning one, once, round the week."""
    airings = sorted(_airings(week), key=lambda pair: (pair[1].at, pair[0]))
    told: set[tuple[int, int]] = set()
    for place, (number, airing) in enumerate(airings):
        for other_number, other in _after(airings, place):
            pair = min(number, other_number), max(number, other_number)
            if pair in told:
                continue
            told.add(pair)
            yield (pair[1], f"overlaps {_called(airing if pair[0] == number else other)}.",
                   "One of the two must end before the other begins.")  # fmt: skip


def _after(airings: list[tuple[int, Airing]], place: int) -> Iterator[tuple[int, Airing]]:
    """Those that begin while one is on, in turn; the week is a ring."""
    _, first = airings[place]
    for step in range(1, len(airings)):
        number, other = airings[(place + step) % len(airings)]
        if (other.at - first.at) % WEEK_MINUTES >= first.minutes:
            return
        yield number, other


def _called(airing: Airing) -> str:
    end = (airing.start + airing.minutes) % DAY_MINUTES or DAY_MINUTES
    return f"{airing.show}, {in_days((airing.day,))} {in_time(airing.start)}–{in_time(end)}"
