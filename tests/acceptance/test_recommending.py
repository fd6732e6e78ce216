"""What a session owes its listener: what suits the moment, and a programme of their own.

Each test bears the number of the requirement it answers for.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest

from dj import listeners
from dj.lineup import Stock, plan, rank, stock
from dj.listeners import colisten
from dj.listeners.kept import kept
from dj.model.analysis import Song
from dj.model.controls import Controls
from dj.model.listening import Listen, Taste
from dj.model.show import Show
from dj.testing.world import Extent, World, make_world
from dj.units import TrackId
from tests.lineup.listening import (
    EVENING,
    HALF_HOUR,
    MORNING,
    four_genres,
    genre_of,
    listen,
    tasted,
    two_lives,
)
from tests.lineup.worlds import CLOCK, library

pytestmark = pytest.mark.slow

HOURLY = ("artist_hour_affinity", "energy_fit", "hour_affinity", "tag_hour_affinity")
"""Signals that look at the clock."""
THIRTY = Show(name="thirty", title="Thirty", clock=CLOCK, songs=30)
PEOPLE = 50


def share(ready: Stock, show: Show, taste: Taste, genre: int, seeds: int = 6) -> float:
    orders = [plan(ready, show, taste, at=taste.as_of, seed=seed) for seed in range(seeds)]
    played = [genre_of(slot.track_id) for order in orders for slot in order.slots]
    return played.count(genre) / len(played)


@pytest.mark.parametrize("seed", range(2))
def test_a03_two_genres_at_two_times_of_day_each_get_their_own_hour(seed: int) -> None:
    songs = four_genres(seed=seed)
    ready, rows = stock(songs), two_lives(songs)
    timeless = replace(HALF_HOUR, weights=dict.fromkeys(HOURLY, 0.0))
    for at, genre in ((MORNING, 0), (EVENING, 1)):
        known = tasted(at, rows, songs)
        right = share(ready, HALF_HOUR, known, genre)
        blind = share(ready, timeless, replace(known, mode_weights_now=(), shares_now={}), genre)
        assert right >= 0.7
        assert right - blind >= 0.25


def jaccard(one: frozenset[TrackId], two: frozenset[TrackId]) -> float:
    return len(one & two) / len(one | two)


def favourite(world_genres: dict[TrackId, str], listens: Sequence[Listen]) -> str:
    """The genre most played: what makes two listeners neighbours."""
    played = Counter(world_genres[one.track_id] for one in listens if one.track_id)
    return max(sorted(played), key=lambda genre: played[genre])


def sessions(world: World, at: datetime) -> dict[str, list[frozenset[TrackId]]]:
    """A session of thirty songs for each listener, by the genre they play most."""
    songs = world.songs()
    ready, found = stock(songs), defaultdict(list)
    genres = {one.id: one.track.genres[0] for one in songs}
    for number in range(PEOPLE):
        heard = world.listens(number)
        known = listeners.taste(heard, [], songs, listener=f"{number}", at=at, time_zone="UTC")
        order = plan(ready, THIRTY, known, at=at, seed=1)
        found[favourite(genres, heard)].append(frozenset(slot.track_id for slot in order.slots))
    return found


def test_a05_every_listener_gets_a_session_of_their_own() -> None:
    extent = Extent(artists=300, tracks=3_000, listeners=PEOPLE, days=120)
    groups = sessions(make_world(extent, seed=2), extent.until - timedelta(hours=4))
    assert all(len(one) == 30 for group in groups.values() for one in group)
    inside = [jaccard(a, b) for group in groups.values() for a, b in combinations(group, 2)]
    across = [jaccard(a, b) for (_, one), (_, two) in combinations(sorted(groups.items()), 2)
              for a in one for b in two]  # fmt: skip
    assert np.mean(across) < 0.25
    assert np.mean(inside) < 0.6
    assert np.mean(inside) > np.mean(across)


def company(folder: Path, songs: Sequence[Song], rng: np.random.Generator) -> colisten.Model:
    """Six circles of five people; each plays seven in ten songs of forty of its own."""
    rows = ["listener,artist,title,plays"]
    for person in range(1, 30):
        circle = songs[40 * (person % 6) : 40 * (person % 6) + 40]
        rows += [f"p{person},{one.track.artist},{one.track.title},{rng.integers(1, 20)}"
                 for one in circle if rng.random() < 0.7]  # fmt: skip
    file = folder / "plays.csv"
    file.write_text("\n".join(rows))
    colisten.build(folder / "learned", [file], licence="invented", household={})
    found = colisten.load(folder / "learned")
    assert found is not None
    return found


@pytest.mark.parametrize("seed", range(3))
def test_b08_songs_of_a_twin_come_first(tmp_path: Path, seed: int) -> None:
    """Of the twenty first proposals of like tastes, twelve are the circle's own and unheard."""
    songs = library(240, 80, seed=seed)
    model = company(tmp_path, songs, np.random.default_rng(seed))
    mine = songs[:20]
    plays = [listen(one, MORNING - timedelta(days=1 + n)) for n, one in enumerate(mine)]
    alike = colisten.similar(model, kept(plays, (), (), Controls(), MORNING), songs,
                             controls=Controls(), at=MORNING)  # fmt: skip
    known = listeners.taste(plays, [], songs, listener="me", at=MORNING, time_zone="UTC",
                            similar=alike)  # fmt: skip
    first = rank(stock(songs), {"similar": 1.0}, known, at=MORNING, seed=1, count=20)
    circle = {one.id for one in songs[20:40]}
    assert len(circle & set(first)) >= 12


def serendipity(proposed: Sequence[TrackId], usual: frozenset[TrackId], good: frozenset[TrackId],
                heard: frozenset[TrackId]) -> float:  # fmt: skip
    """Share of thirty proposals that are good, never heard, and in no list that anybody makes."""
    return sum(one in good and one not in heard and one not in usual for one in proposed[:30]) / 30


def test_b01_songs_are_found_that_no_chart_and_no_favourite_artist_would_have_shown() -> None:
    extent = Extent(artists=200, tracks=2_000, listeners=12, days=200)
    world = make_world(extent, seed=3)
    songs, at = world.songs(), extent.until
    ready, ours, charts = stock(songs), [], []
    plays = Counter(one.track_id for n in range(12) for one in world.listens(n) if one.track_id)
    popular = sorted((one.id for one in songs), key=lambda one: (-plays[one], one))
    for number in range(12):
        known = listeners.taste(world.listens(number), [], songs, listener="x", at=at,
                                time_zone="UTC")  # fmt: skip
        heard = frozenset(known.plays)
        chances = world.resonances(number, range(len(songs)), at)
        good = frozenset(one.id for one, x in zip(songs, chances, strict=True) if x >= 0.55)
        fresh = [one for one in popular if one not in heard]
        by_artist = rank(ready, {"artist_affinity": 1.0}, known, at=at, seed=1, count=len(songs))
        artists = frozenset([one for one in by_artist if one not in heard][:30])
        listed = rank(ready, THIRTY, known, at=at, seed=1, count=len(songs))
        new = [one for one in listed if one not in heard]
        ours.append(serendipity(new, artists | frozenset(fresh[:30]), good, heard))
        charts.append(serendipity(fresh, artists, good, heard))
    assert np.mean(ours) >= 3 * np.mean(charts)
    assert np.mean(ours) > 0.05
