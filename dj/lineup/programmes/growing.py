"""Where a radio or autoplay stays: near to the songs that it grows from.

Only the songs nearest to the seeds may play, so that the last hour is as near as the first. Songs
that a chain of sessions has played do not come again until all else within its bounds has.
"""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from dj.lineup.catalogue import Catalogue
from dj.lineup.nearness import Rows, nearness, to_middle
from dj.lineup.programmes.lengths import songs_of
from dj.model.brief import Brief, Seed, SeedKind
from dj.model.names import fold
from dj.model.show import Show
from dj.units import TrackId

MOST_SEEDS = 32
"""An artist or a tag is heard in so many of its songs, those nearest to its middle."""
TAIL = 5
"""Songs that autoplay continues."""
TERRITORY = 0.2
"""Share of the library, the nearest to the seeds, in which a chain of sessions stays."""
NARROW = 0.1
"""Share from which one session chooses, if that is enough for its length."""
CHOICE = 1.5
"""Songs to choose from for each that plays, at least."""
WIDE = 6.0
"""The same at most: enough that tomorrow's radio from the same song is another one."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Bounds:
    """Where a session stays."""

    only: frozenset[TrackId]
    played: frozenset[TrackId]
    """Songs of the chain that do not come again yet."""
    notes: tuple[str, ...]


def seeds_of(catalogue: Catalogue, seeds: Sequence[Seed]) -> dict[TrackId, float]:
    """Map the songs that a radio grows from to their weights; each seed weighs the same.

    What the library does not have, or has no more, is left out.
    """
    found: dict[TrackId, float] = {}
    for seed in seeds:
        rows = _middlemost(catalogue, _rows(catalogue, seed))
        for row in rows.tolist():
            song = catalogue.ids[row]
            found[song] = found.get(song, 0.0) + 1.0 / rows.size
    return found


def _middlemost(catalogue: Catalogue, rows: Rows) -> Rows:
    if rows.size <= MOST_SEEDS:
        return rows
    every = {catalogue.ids[row]: 1.0 for row in rows.tolist()}
    order = np.argsort(-to_middle(catalogue, every, rows), kind="stable")
    return rows[order[:MOST_SEEDS]]


def _rows(catalogue: Catalogue, seed: Seed) -> Rows:
    if seed.kind is SeedKind.TRACK:
        row = catalogue.row_of.get(TrackId(seed.name))
        return np.array([] if row is None else [row], np.int64)
    if seed.kind is SeedKind.ARTIST:
        return np.array(catalogue.artist_rows.get(fold(seed.name), ()), np.int64)
    genres = catalogue.genres
    number = [place for place, name in enumerate(genres.names) if name == fold(seed.name)]
    rows: Rows = np.unique(genres.song[np.isin(genres.name, number)]).astype(np.int64)
    return rows


def bounds(catalogue: Catalogue, show: Show, brief: Brief, after: Sequence[TrackId]) -> Bounds:
    """Find the songs that a session may choose from.

    Args:
        catalogue: The library.
        show: Its length, and how far apart it keeps an artist's songs.
        brief: With the seeds; of what it allows, the nearest are chosen.
        after: Songs that the chain has played, oldest first.
    """
    rows = _allowed(catalogue, brief)
    order = rows[np.argsort(-nearness(catalogue, brief.seeds, rows), kind="stable")]
    songs = songs_of(catalogue, show, order)
    enough = math.ceil(CHOICE * songs)
    territory = order[: max(enough, math.ceil(TERRITORY * order.size))]
    ids = [catalogue.ids[row] for row in territory.tolist()]
    played = _played(ids, after, enough)
    fresh = territory[[song not in played for song in ids]]
    count = max(enough, min(math.ceil(WIDE * songs), math.ceil(NARROW * order.size)))
    chosen = _spread(catalogue, fresh, count, show.rules.artist_separation)
    taken = played.union(chosen)
    chosen += [song for song in ids if song not in taken][: max(0, enough - len(chosen))]
    again = not played.issuperset(after)
    notes = ("All that is near has played; songs from the beginning come again.",) if again else ()
    return Bounds(only=frozenset(chosen), played=played, notes=notes)


def _allowed(catalogue: Catalogue, brief: Brief) -> Rows:
    allowed = np.ones(len(catalogue) + 1, np.bool_)  # the last is for songs that are not there
    if brief.only is not None:
        allowed[:] = False
        allowed[catalogue.rows_of(brief.only)] = True
    allowed[catalogue.rows_of(brief.without)] = False
    rows: Rows = np.flatnonzero(allowed[:-1])
    return rows


def _played(ids: Sequence[TrackId], after: Sequence[TrackId], enough: int) -> frozenset[TrackId]:
    """Songs that do not come again; the oldest are let go where too few others are left."""
    inside = frozenset(ids)
    room = max(0, len(inside) - enough)
    latest = [song for song in dict.fromkeys(reversed(after)) if song in inside]
    return frozenset(after) - frozenset(latest[room:])


def _spread(catalogue: Catalogue, order: Rows, count: int, apart: int) -> list[TrackId]:
    """Take the nearest, but at first no more of an artist than can be kept apart."""
    most = max(2, math.ceil(count / (apart + 1)))
    number: Counter[str] = Counter()
    found: list[TrackId] = []
    for row in order.tolist():
        artist = fold(catalogue.songs[row].track.main_artist)
        number[artist] += 1
        if number[artist] <= most or not artist:
            found.append(catalogue.ids[row])
        if len(found) == count:
            break
    return found


def energy_of(catalogue: Catalogue, seeds: Mapping[TrackId, float]) -> float | None:
    """Mean energy of some songs, 0 to 1; None if the library has none of them."""
    there = {catalogue.row_of[song]: weight for song, weight in seeds.items()
             if song in catalogue.row_of}  # fmt: skip
    if not there:
        return None
    weights = np.array(list(there.values()))
    return round(float(np.average(catalogue.energy[list(there)], weights=weights)), 6)
