"""Libraries and shows to try programmes on, and the road from a request to its songs."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import cache

import numpy as np

from dj import lineup, resources
from dj.lineup.programmes.scene import Arranged
from dj.model.analysis import Song
from dj.model.brief import Asked, Brief
from dj.model.dates import PartialDate
from dj.model.lineup import Lineup
from dj.model.listening import PlayStats, Taste
from dj.model.show import Show
from dj.units import TrackId
from tests.lineup.worlds import AT, newcomer, song

MONDAY = AT.replace(hour=0, minute=0) - timedelta(days=AT.weekday())
NOTHING = Asked()
GENRES = ("Jazz", "Rock", "Dub", "Choral")


@cache
def show(name: str) -> Show:
    """A show as it is shipped."""
    return lineup.load_show(resources.find("assets/shows", f"{name}.yaml"))


@cache
def hall(count: int = 600, artists: int = 120) -> tuple[Song, ...]:
    """Songs of four genres, each with its own sound, energy and decades; artists keep to one."""
    rng = np.random.default_rng(5)
    centres = rng.standard_normal((len(GENRES), 16))
    made = []
    for number in range(count):
        artist = number % artists
        genre = artist % len(GENRES)
        vector = centres[genre] + 0.9 * rng.standard_normal(16)
        made.append(song(
            number, artist=f"Artist {artist}", genres=(GENRES[genre],), album=f"Album {number}",
            energy=float(np.clip(rng.normal(0.2 + 0.2 * genre, 0.1), 0, 1)),
            year=1970 + 10 * (number // artists) + number % 10,
            play_s=float(rng.uniform(150, 260)), bpm=float(rng.uniform(80, 160)),
            vector=(vector / np.linalg.norm(vector)).astype(np.float32),
        ))  # fmt: skip
    return tuple(made)


def fan(songs: Sequence[Song], artists: int = 40, at: datetime = AT) -> Taste:
    """A listener who plays the first artists, the first of all the most."""
    known = [one for one in songs if int(one.track.artist.split()[1]) < artists]
    liking = {one.id: 1.0 / (1 + int(one.track.artist.split()[1])) for one in known}
    stats = PlayStats(plays=9, skips=0, first_at=at - timedelta(days=900),
                      last_at=at - timedelta(days=40))  # fmt: skip
    return replace(
        newcomer(at), listens=5000, matched=5000, plays={one.id: stats for one in known},
        affinity=liking, heard_artists=frozenset(f"artist {n}" for n in range(artists)),
        artist_affinity={f"artist {n}": 1.0 / (1 + n) for n in range(artists)},
        tag_affinity={"jazz": 1.0, "rock": 0.6, "dub": 0.3},
        modes=np.stack([one.analysis.vector for one in known[:2]]), mode_weights=(0.5, 0.5),
    )  # fmt: skip


def arranged(
    songs: Sequence[Song], of: Show, taste: Taste, at: datetime = AT, asked: Asked = NOTHING
) -> Arranged:  # fmt: skip
    """The show and its brief."""
    return lineup.arranged(lineup.stock(songs), of, taste, at=at, asked=asked, brief=Brief())


def played(
    songs: Sequence[Song], of: Show, taste: Taste, at: datetime = AT, asked: Asked = NOTHING,
    seed: int = 1,
) -> Lineup:  # fmt: skip
    """The lineup that is played in the end."""
    ready = lineup.stock(songs)
    found = lineup.arranged(ready, of, taste, at=at, asked=asked, brief=Brief())
    return lineup.plan(ready, found.show, taste, at=at, seed=seed, brief=found.brief)


def released(one: Song, day: date | None) -> Song:
    """The same song, come out on a day; without a day only its year is known."""
    when = (PartialDate(year=day.year, month=day.month, day=day.day) if day
            else PartialDate(year=AT.year))  # fmt: skip
    return replace(one, track=replace(one.track, released=when, year=when.year))


def similarity(songs: Sequence[Song], seeds: Sequence[TrackId]) -> dict[TrackId, float]:
    """Cosine of each song to the middle of some, computed anew."""
    by_id = {one.id: one.analysis.vector.astype(np.float64) for one in songs}
    middle = np.sum([by_id[seed] for seed in seeds], axis=0)
    middle /= np.linalg.norm(middle)
    return {track_id: float(vector @ middle) for track_id, vector in by_id.items()}
