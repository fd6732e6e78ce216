"""Read a pool of songs from an editor's YAML file: strictly, with everything that is wrong."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

from dj import resources
from dj.documents import (
    FILTER_LIMITS,
    Count,
    Document,
    Finding,
    Kind,
    Limits,
    Pattern,
    filter_contradictions,
    read,
    refuse,
    schema,
)
from dj.editorial.clock_words import (
    DAY_PATTERN,
    DAY_TOLD,
    HOURS_PATTERN,
    HOURS_TOLD,
    days_of,
    hours_of,
)
from dj.model.filter import Filter
from dj.model.names import fold
from dj.model.pool import Pool, PoolOrder, PoolSong

FOLDER = "assets/pools"
"""Where pools lie: below the project, the user's folder, or packaged."""
_LISTS = ("songs", "must", "never", "first", "last")
_NAME = Pattern(r"[a-z0-9]+(-[a-z0-9]+)*", "lower-case letters, digits and hyphens")
_LINE = Count(least=1, most=200, of="characters")
_ID = Pattern(r"([0-9a-f]{8,64})?", "8 to 64 signs, each a digit or a to f")


@dataclass(frozen=True, slots=True, kw_only=True)
class PoolFile:
    """A pool as it is written."""

    name: str
    """Short name: the file's name."""
    title: str
    """As the host says it."""
    editor: str
    """Who is responsible."""
    note: str = ""
    """What it is for, and why it changed last; it goes into the record of changes."""
    songs: tuple[PoolSong, ...] = ()
    """Each by id, or by artist and title."""
    filter: Filter = field(default_factory=Filter)
    """Songs that belong to it without being named."""
    must: tuple[PoolSong, ...] = ()
    """Songs that play whenever the pool is played."""
    never: tuple[PoolSong, ...] = ()
    """Songs that do not play while the pool is open, in no show."""
    first: tuple[PoolSong, ...] = ()
    """One of these opens a show that plays the pool."""
    last: tuple[PoolSong, ...] = ()
    """One of these closes it."""
    order: PoolOrder = PoolOrder.LISTENER
    """``editor``: as listed. ``listener``: chosen and ordered for each listener."""
    days: tuple[str, ...] = ()
    """Weekdays of its situation, such as ``mon-fri``; none means every day."""
    hours: str = ""
    """Hours of its situation on the listener's clock, such as ``22:00-04:00``."""
    since: date | None = None
    """First day of its window."""
    until: date | None = None
    """Last day of its window."""


LIMITS: Limits = {
    "name": _NAME,
    "title": _LINE,
    "editor": _LINE,
    "note": Count(most=2000, of="characters"),
    **{f"{name}[].id": _ID for name in _LISTS},
    **{f"{name}[].{word}": Count(most=1024, of="characters")
       for name in _LISTS for word in ("artist", "title", "album", "note")},
    "days[]": Pattern(DAY_PATTERN, DAY_TOLD),
    "hours": Pattern(f"({HOURS_PATTERN})?", HOURS_TOLD),
    **FILTER_LIMITS,
}  # fmt: skip


def load_pool(path: Path) -> Pool:
    """Read one pool.

    Raises:
        ConfigError: with the first thing that is wrong: file, line, column, field, what to do.
    """
    document = _checked(path)
    refuse(document.findings)
    return _made(document.value or PoolFile(name="", title="", editor=""), document.digest)


def check_pool(path: Path) -> tuple[Finding, ...]:
    """Tell everything that is wrong with a pool file, and what is not as it seems."""
    document = _checked(path)
    if document.value is None:
        return document.findings
    for place, problem, hint in _doubts(document.value):
        document.report.add(Kind.WARNING, place, problem, hint)
    return document.findings


def pool_files() -> Mapping[str, Path]:
    """Map the name of every pool to its file; a user's file hides a packaged one."""
    return {Path(name).stem: path for name, path in resources.listing(FOLDER, "*.yaml").items()}


def load_pools() -> tuple[Pool, ...]:
    """Read every pool there is, by name.

    Raises:
        ConfigError: if one of them is not sound: an editor's ban must not be lost by a slip.
    """
    return tuple(load_pool(path) for _, path in sorted(pool_files().items()))


def pool_schema() -> dict[str, Any]:
    """Give the JSON Schema (2020-12) of a pool file."""
    return schema(PoolFile, LIMITS, "dj-session pool")


def _checked(path: Path) -> Document[PoolFile]:
    document = read(path, PoolFile, LIMITS, "POL")
    pool, report = document.value, document.report
    if pool is None:
        return document
    if pool.name != path.stem:
        report.add(Kind.FILE_NAME, "name", f"must be the file's name, {path.stem!r}.",
                   "Change it, or rename the file.")  # fmt: skip
    for place, problem, hint in _contradictions(pool):
        report.add(Kind.CONTRADICTION, place, problem, hint)
    return document


def _made(pool: PoolFile, digest: str) -> Pool:
    start, end = hours_of(pool.hours) if pool.hours else (0, 0)
    lists = {name: tuple(map(_cleaned, getattr(pool, name))) for name in _LISTS}
    return Pool(
        name=pool.name, title=pool.title, editor=pool.editor, note=pool.note, filter=pool.filter,
        order=pool.order, days=days_of(pool.days), since=pool.since, until=pool.until,
        hours=(start / 60, end / 60) if pool.hours else None, digest=digest, **lists,
    )  # fmt: skip


def _cleaned(song: PoolSong) -> PoolSong:
    return replace(song, artist=song.artist.strip(), title=song.title.strip(),
                   album=song.album.strip())  # fmt: skip


def _contradictions(pool: PoolFile) -> Iterator[tuple[str, str, str]]:
    never = {_key(song) for song in pool.never}
    for place, song in _placed(pool, *_LISTS):
        if not song.id and not (fold(song.artist) and fold(song.title)):
            yield (place, "names no song: a title alone may mean many.",
                   "Write its id, or artist and title.")  # fmt: skip
    for place, song in _placed(pool, "must", "first", "last"):
        if _key(song) in never:
            yield place, "is among `never` too.", "Remove it from one of them."
    if pool.since and pool.until and pool.since > pool.until:
        yield "until", f"is before `since`, {pool.since}.", "Change one of the two."
    if not (pool.songs or pool.filter or pool.must or pool.never):
        yield "", "holds no song.", "List `songs`, or describe them with `filter`."
    for name, why in filter_contradictions(pool.filter):
        yield f"filter.{name}", f"{why}: no song passes.", "Remove one of the two."


def _placed(pool: PoolFile, *lists: str) -> Iterator[tuple[str, PoolSong]]:
    """The songs of some lists, each with its place in the file."""
    for name in lists:
        for number, song in enumerate(getattr(pool, name)):
            yield f"{name}[{number}]", song


def _doubts(pool: PoolFile) -> Iterator[tuple[str, str, str]]:
    seen: set[tuple[str, str, str]] = set()
    never = {_key(song) for song in pool.never}
    for place, song in _placed(pool, "songs"):
        if _key(song) in seen:
            yield place, "is listed twice; it plays once.", "Remove one of the two."
        if _key(song) in never:
            yield place, "is among `never` too: it does not play.", "Remove it there."
        seen.add(_key(song))
    yield from _out_of_order(pool)
    if pool.order is PoolOrder.EDITOR and pool.filter:
        yield ("filter", "finds songs in no order of yours: they follow the listed ones by id.",
               "List them, or write `order: listener`.")  # fmt: skip
    if pool.hours and len(set(hours_of(pool.hours))) == 1:
        yield "hours", "begin and end together: it is open all day.", "Leave it out."


def _out_of_order(pool: PoolFile) -> Iterator[tuple[str, str, str]]:
    """Compare the ends of a list that plays as it is written with what shall begin and end it."""
    listed = [_key(song) for song in (*pool.songs, *pool.must)]
    if pool.order is not PoolOrder.EDITOR or not listed:
        return
    for name, at, verb, place in (("first", 0, "begin", "beginning"), ("last", -1, "end", "end")):
        wanted = {_key(song) for song in getattr(pool, name)}
        if wanted and wanted <= set(listed) and listed[at] not in wanted:
            yield (name, f"holds no song with which the list {verb}s: one is moved to its {place}.",
                   f"List it at the {place}, or write `order: listener`.")  # fmt: skip


def _key(song: PoolSong) -> tuple[str, str, str]:
    return (song.id[:8], "", "") if song.id else ("", fold(song.artist), fold(song.title))
