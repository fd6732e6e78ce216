"""Simple ways to propose, each from the same past: what a product has to beat."""

from collections.abc import Callable, Mapping

import numpy as np
from numpy.typing import NDArray

from benchmarks.taste.days import DAY_S, Day, Plays, part_of

Order = NDArray[np.int64]


def all_time(plays: Plays, day: Day) -> Order:
    return _most_played(plays.row[: day.plays])


def recent(plays: Plays, day: Day) -> Order:
    return _within(plays, day, 30.0)


def rolling(plays: Plays, day: Day) -> Order:
    return _within(plays, day, 14.0)


def part_of_day(plays: Plays, day: Day) -> Order:
    now = part_of(np.array([day.at.hour]))[0]
    return _most_played(plays.row[: day.plays][plays.part[: day.plays] == now])


def last_played(plays: Plays, day: Day) -> Order:
    rows, places = np.unique(plays.row[: day.plays][::-1], return_index=True)
    return rows[np.argsort(places)]


RIVALS: Mapping[str, Callable[[Plays, Day], Order]] = {
    "all time": all_time,
    "last 30 days": recent,
    "part of day": part_of_day,
    "last 50 played": last_played,
    "rolling 14 days": rolling,
}
BASE = "rolling 14 days"
"""The rival whose difference is reported."""


def proposed(name: str, plays: Plays, day: Day, count: int) -> list[int]:
    """Ask a rival, and fill up with the most played of all time."""
    ranked = [*RIVALS[name](plays, day).tolist(), *all_time(plays, day).tolist()]
    return list(dict.fromkeys(ranked))[:count]


def _within(plays: Plays, day: Day, window_days: float) -> Order:
    since = np.searchsorted(plays.at_s, day.at.timestamp() - window_days * DAY_S)
    return _most_played(plays.row[since : day.plays])


def _most_played(rows: NDArray[np.int64]) -> Order:
    """Order rows by count, the latest played first among equals."""
    unique, places, counts = np.unique(rows[::-1], return_index=True, return_counts=True)
    return unique[np.lexsort((places, -counts))]
