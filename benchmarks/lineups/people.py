"""The people who are asked, with all that is known of them at that moment."""

import tempfile
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import numpy as np

from dj import lineup, listeners
from dj.errors import ImportFileError
from dj.household import Alike
from dj.lineup import Stock
from dj.listeners import colisten
from dj.listeners.kept import kept
from dj.model.brief import Brief
from dj.model.controls import Controls
from dj.model.listening import Listen, Taste
from dj.testing.world import Extent, World, make_world
from dj.testing.world.places import FAMILY, GENRES
from dj.units import TrackId

LATER = timedelta(days=14)
"""What was played within this time is what should have been foretold."""
POOL = 60
"""Songs of the editors' pool that is open."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Asker:
    """One listener at one moment."""

    name: str
    number: int
    at: datetime
    taste: Taste
    brief: Brief
    truth: frozenset[TrackId]
    """What they played afterwards."""
    family: int
    """Number of the family of genres that they play most."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Village:
    """All who are asked, and the library they share."""

    stock: Stock
    people: tuple[Asker, ...]
    plays: dict[TrackId, int]
    """Plays of each song by all of them before they are asked."""


def village(extent: Extent, seed: int) -> Village:
    """Let people of a world share what they play, and ask each of them."""
    world = make_world(extent, seed=seed)
    stock = lineup.stock(world.songs())
    before = {number: _before(world, number) for number in range(extent.listeners)}
    plays: dict[TrackId, int] = {}
    for listens, _, _ in before.values():
        for one in listens:
            plays[one.track_id or TrackId("")] = plays.get(one.track_id or TrackId(""), 0) + 1
    with tempfile.TemporaryDirectory() as data:
        alike = _alike(Path(data), before)
        people = tuple(_asked(world, stock, alike, number, *before[number]) for number in before)
    return Village(stock=stock, people=people, plays=plays)


Before = tuple[list[Listen], datetime, frozenset[TrackId]]


def _before(world: World, number: int) -> Before:
    listens = world.listens(number)
    end = world.extent.until - LATER
    known = [one for one in listens if one.started_at < end]
    at = (known[-1].started_at + timedelta(minutes=3)).astimezone(world.person(number).zone)
    later = frozenset(one.track_id for one in listens[len(known) :]
                      if one.track_id and not one.skipped)  # fmt: skip
    return known, at.replace(second=0), later


def _alike(data: Path, before: dict[int, Before]) -> Alike:
    household = {str(n): kept(listens, (), (), Controls(), at)
                 for n, (listens, at, _) in before.items()}  # fmt: skip
    with suppress(ImportFileError):  # too few people: then there is no such data
        colisten.build(data / "colisten", [], licence="invented", household=household)
    return Alike(data)


def _asked(  # noqa: PLR0913 - a line of the table of people
    world: World, stock: Stock, alike: Alike, number: int,
    listens: list[Listen], at: datetime, truth: frozenset[TrackId],
) -> Asker:  # fmt: skip
    songs, person = stock.catalogue.songs, world.person(number)
    taste = listeners.taste(
        listens, (), songs, listener=person.name, at=at, time_zone=str(person.zone),
        similar=alike.similar((listens, (), ()), songs, Controls(), at),
        popularity=alike.popularity(songs, Controls()),
    )  # fmt: skip
    rng = np.random.default_rng([world.seed, 9])
    pool = rng.choice(len(world.ids), POOL, replace=False)
    brief = Brief(count=30, editors={world.ids[row]: "Pool" for row in pool.tolist()})
    return Asker(name=person.name, number=number, at=at, taste=taste, brief=brief, truth=truth,
                 family=_family(taste))  # fmt: skip


def _family(taste: Taste) -> int:
    genres = taste.shares.get("genre", {})
    shares = [genres.get(name, 0.0) for name, *_ in GENRES]
    families = np.array(shares).reshape(-1, FAMILY).sum(axis=1)
    return int(families.argmax())
