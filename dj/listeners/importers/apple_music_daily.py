"""Apple Music's daily list: ``Apple Music - Play History Daily Tracks.csv``.

A row is one song on one day (``Date Played``, YYYYMMDD) with the hours it played in, how often, how
often it was skipped, and for how long altogether. Its plays are known to the hour at best.
"""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from dj.listeners.importers.fields import name, seconds
from dj.listeners.importers.place import split_label
from dj.listeners.importers.sheets import first_rows, is_header, rows, under_header
from dj.model.listening import Listen
from dj.model.track import Skipped

SOURCE = "apple-music-daily"
_NEEDED = ("track description", "date played")
_COLUMNS = (*_NEEDED, "hours", "play duration milliseconds", "play count", "skip count")
_HOUR_S, _DAY_S = 3_600, 86_400
_MOST = 100
"""Plays of one song on one day; more is a mistake of the counter."""
_HOURS = re.compile(r"\b([01]?\d|2[0-3])\b")


class AppleMusicDailyImporter:
    """Reads the daily list."""

    def recognises(self, head: bytes, name: str, /) -> bool:  # noqa: ARG002 - content decides
        """Look at the first row for the names of the columns."""
        top = first_rows(head, 1)
        return bool(top) and is_header(top[0], (*_NEEDED, "play count"))

    def read(self, source: Path, /) -> Iterator[Listen | Skipped]:
        """Yield each play; a row is counted by its first line.

        Raises:
            ImportFileError: if no line names the columns.
        """
        with source.open("rb") as stream:
            table = under_header(rows(stream), _COLUMNS, needed=len(_NEEDED), where=str(source))
            for number, row in table:
                found = row if isinstance(row, str) else _listens(row)
                if isinstance(found, str):
                    yield Skipped(where=f"{source}:{number}", reason=found)
                else:
                    yield from found


def _listens(row: list[str]) -> list[Listen] | str:
    description, date, hours, played, plays, skips = row
    artist, title = map(name, split_label(description))
    if not artist or not title:
        return "has no artist or no title."
    day = _day(date.strip())
    if day is None:
        return "has no date of play that can be read."
    count, skipped = _count(plays), _count(skips)
    total = seconds(played) or 0.0
    if not count + skipped or total < 0:
        return "did not play for any time."
    # Of a skip nothing says how long it was, so the time belongs to the plays.
    each = round(total / count) if count and total else None
    starts = _starts(day, hours, count + skipped)
    within = _HOUR_S if hours.strip() else _DAY_S
    return [
        Listen(
            started_at=start, artist=artist, title=title, source=SOURCE, within_s=within,
            played_ms=each if number < count else None, skipped=number >= count,
        )
        for number, start in enumerate(starts)
    ]  # fmt: skip


def _day(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text).replace(tzinfo=UTC) if len(text) == 8 else None
    except ValueError:
        return None


def _count(text: str) -> int:
    number = seconds(text)
    return min(_MOST, round(number)) if number is not None and number > 0 else 0


def _starts(day: datetime, hours: str, count: int) -> list[datetime]:
    """Spread plays over the hours named, those of one hour evenly within it."""
    named = sorted({int(hour) for hour in _HOURS.findall(hours)}) or [12]
    if count == 1:
        return [day.replace(hour=named[0])]
    share = -(-count // len(named))
    step_s = _HOUR_S / share
    return [
        day + timedelta(hours=named[number // share], seconds=(number % share) * step_s)
        for number in range(count)
    ]
