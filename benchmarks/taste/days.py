"""The protocol: days to be foretold, what was known before each, and what was then heard."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo

import numpy as np
from numpy.typing import NDArray

from dj.lineup import Stock
from dj.model.listening import Listen
from dj.model.names import fold
from dj.units import TrackId

SKIP_MS = 30_000
DAY_S = 86_400.0
DAYPARTS = (5, 11, 17, 22)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Case:
    """One listener with their history and the library they are served from."""

    name: str
    listens: tuple[Listen, ...]
    """Oldest first; each has a track of the library."""
    stock: Stock
    zone: tzinfo
    zone_name: str
    pleases: Callable[[Sequence[int], datetime], NDArray[np.float64]] | None = None
    """Of an invented listener, the true chances that catalogue rows please at a moment."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Plays:
    """A history as columns, heard plays only, oldest first."""

    at_s: NDArray[np.float64]
    row: NDArray[np.int64]
    """Row of the catalogue."""
    part: NDArray[np.int64]
    """0 morning, 1 day, 2 evening, 3 night, on the listener's clock."""
    artist: tuple[str, ...]
    """Main artist of each catalogue row, folded."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Day:
    """One day to be foretold."""

    at: datetime
    """When its first song began, on the listener's clock."""
    listens: int
    """Plays known before; an index into the history."""
    plays: int
    """Heard plays known before; an index into the columns."""
    truth: frozenset[int]
    """Catalogue rows heard on that day."""
    heard: frozenset[int]
    """Catalogue rows heard on any day before."""


def is_heard(listen: Listen) -> bool:
    """Tell whether a play was not broken off."""
    return not listen.skipped and (listen.played_ms is None or listen.played_ms >= SKIP_MS)


def columns(case: Case) -> Plays:
    """Bring a history into columns."""
    row_of = case.stock.catalogue.row_of
    heard = [x for x in case.listens if is_heard(x) and x.track_id in row_of]
    hours = np.array([x.started_at.astimezone(case.zone).hour for x in heard], np.int64)
    return Plays(
        at_s=np.array([x.started_at.timestamp() for x in heard], np.float64),
        row=np.array([row_of[TrackId(x.track_id or "")] for x in heard], np.int64),
        part=part_of(hours),
        artist=tuple(fold(song.track.main_artist) for song in case.stock.catalogue.songs),
    )


def part_of(hours: NDArray[np.int64]) -> NDArray[np.int64]:
    """Part of the day of local hours."""
    return (np.searchsorted(DAYPARTS, hours, side="right") - 1) % 4


def days(
    case: Case, plays: Plays, share: float, most: int, *, by_part: bool = False
) -> Iterator[Day]:
    """Give the days of the last `share` of the history, evenly thinned out to `most`.

    With `by_part`, each part of a day counts as a day of its own.
    """
    starts = [x.started_at for x in case.listens]
    if not starts:
        return
    first = starts[0] + (starts[-1] - starts[0]) * (1.0 - share)
    opening: dict[object, int] = {}
    for index, start in enumerate(starts):
        if start >= first:
            local = start.astimezone(case.zone)
            part = int(part_of(np.array([local.hour]))[0]) if by_part else 0
            opening.setdefault((local.date(), part), index)
    indexes = list(opening.values())[1:]  # the first may be half a day
    ends = [*(starts[index].timestamp() for index in indexes[1:]), np.inf]
    chosen = np.unique(
        np.linspace(0, len(indexes) - 1, min(most, len(indexes))).round().astype(int)
    )
    for place in chosen.tolist() if indexes else ():
        at_s = starts[indexes[place]].timestamp()
        begin, end = np.searchsorted(plays.at_s, [at_s, ends[place]]).tolist()
        if end > begin:
            yield Day(
                at=starts[indexes[place]].astimezone(case.zone), listens=indexes[place],
                plays=begin, truth=frozenset(plays.row[begin:end].tolist()),
                heard=frozenset(plays.row[:begin].tolist()),
            )  # fmt: skip


def artists_before(plays: Plays, count: int) -> frozenset[str]:
    """Name the artists of the first `count` heard plays."""
    return frozenset(plays.artist[row] for row in np.unique(plays.row[:count]).tolist())


def ranked_rows(case: Case, ids: Sequence[TrackId]) -> list[int]:
    """Rows of proposed tracks."""
    return [case.stock.catalogue.row_of[track_id] for track_id in ids]
