"""One listener with two kinds of music at two times of day, in the invented world."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest

from dj import lineup, listeners
from dj.model.analysis import Song
from dj.model.listening import Listen, Taste
from dj.model.show import Show
from dj.testing.world import Extent, make_world

pytestmark = pytest.mark.slow
SHOW = Show(name="dj", title="DJ")
RIGHT = {8: "folk", 21: "techno"}
"""Local hour → what is played then."""
UNTIL = datetime(2026, 10, 30, tzinfo=UTC)


@pytest.fixture(scope="module")
def songs() -> tuple[Song, ...]:
    return make_world(Extent(artists=300, tracks=3000, listeners=1, days=1)).songs()


@pytest.fixture(scope="module")
def listens(songs: tuple[Song, ...]) -> list[Listen]:
    """120 days; ten songs of one genre in the morning and ten of the other in the evening."""
    rng = np.random.default_rng(5)
    rows = []
    for hour, genre in RIGHT.items():
        known = [x.track for x in songs if x.track.genres[0] == genre][:60]
        for day in range(1, 121):
            start = UNTIL.replace(hour=hour) - timedelta(days=day)
            for place, pick in enumerate(rng.choice(len(known), 10, replace=False).tolist()):
                rows.append(Listen(
                    started_at=start + timedelta(minutes=4 * place), artist=known[pick].artist,
                    title=known[pick].title, played_ms=round(known[pick].duration_s * 1000),
                    track_id=known[pick].id,
                ))  # fmt: skip
    return rows


def without_time(taste: Taste) -> Taste:
    """Take away all that the taste says of the hour."""
    return replace(
        taste, hour_affinity={}, artist_hour_affinity={}, tag_hour_affinity={},
        mode_weights_now=(), hour_energy=(), hour_plays=(), repeat={}, skip_rates={},
        shares_now={},
    )  # fmt: skip


def share(songs: tuple[Song, ...], taste: Taste, at: datetime, genre: str) -> float:
    """Share of the genre in the songs of five sessions."""
    of = {x.id: x.track.genres[0] for x in songs}
    ready = lineup.stock(songs)
    plans = [lineup.plan(ready, SHOW, taste, at=at, seed=seed) for seed in range(5)]
    played = [of[slot.track_id] for plan in plans for slot in plan.slots]
    return played.count(genre) / len(played)


@pytest.mark.parametrize("hour", RIGHT)
def test_each_time_of_day_gets_its_own_genre(
    songs: tuple[Song, ...], listens: list[Listen], hour: int
) -> None:
    at = UNTIL.replace(hour=hour)
    taste = listeners.taste(listens, (), songs, listener="me", at=at, time_zone="UTC")
    right = share(songs, taste, at, RIGHT[hour])
    assert right >= 0.7
    assert right >= share(songs, without_time(taste), at, RIGHT[hour]) + 0.25
