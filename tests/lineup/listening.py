"""A library of four genres, and a listener with one of them in the morning, another at night."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import numpy as np

from dj.lineup import plan, stock
from dj.listeners import taste
from dj.model.analysis import Song
from dj.model.listening import Listen, Taste
from dj.units import TrackId
from tests.lineup.worlds import SHOW, song

MORNING = datetime(2026, 11, 24, 8, tzinfo=UTC)
"""A Tuesday."""
EVENING = MORNING.replace(hour=21)
GENRES = 4
HALF_HOUR = replace(SHOW, length_s=1800.0)


def four_genres(count: int = 240, *, vectors: bool = True, seed: int = 3) -> tuple[Song, ...]:
    """Songs of four sounds in turn, fifteen artists each; without vectors, names alone tell."""
    rng = np.random.default_rng(seed)
    centres = rng.standard_normal((GENRES, 16))
    songs: list[Song] = []
    for number in range(count):
        genre = number % GENRES
        vector = centres[genre] + 0.9 * rng.standard_normal(16)
        vector = (vector / np.linalg.norm(vector)).astype(np.float32)
        songs.append(song(
            number, artist=f"G{genre} Artist {number // GENRES % 15}", genres=(f"genre {genre}",),
            energy=float(rng.random()), play_s=float(rng.uniform(150, 260)),
            year=int(rng.integers(1980, 2026)), vector=vector if vectors else None,
        ))  # fmt: skip
    return tuple(songs)


def genre_of(track_id: TrackId) -> int:
    """Genre of a song of `four_genres`."""
    return int(track_id[1:]) % GENRES


def two_lives(
    songs: Sequence[Song], days: int = 120, seed: int = 4, drift: int = 0
) -> list[Listen]:
    """Six songs of genre 0 each morning and of genre 1 each evening, one in fourteen of others.

    Each week the favourites move on by `drift` songs.
    """
    rng = np.random.default_rng(seed)
    known = [
        [one for one in songs if genre_of(one.id) == genre and rng.random() < 0.6]
        for genre in range(GENRES)
    ]
    rows: list[Listen] = []
    for day in range(1, days):
        for usual, hour in ((0, 8), (1, 21)):
            for turn in range(6):
                genre = usual if rng.random() < 0.93 else int(rng.integers(GENRES))
                place = min(int(rng.zipf(1.3)), len(known[genre])) - 1
                heard = known[genre][(place + drift * (day // 7)) % len(known[genre])]
                begun = MORNING.replace(hour=hour) - timedelta(days=day, minutes=-4 * turn)
                rows.append(listen(heard, begun))
    return rows


def listen(heard: Song, begun: datetime, played_ms: int | None = 190_000) -> Listen:
    """One play of a song."""
    return Listen(started_at=begun, artist=heard.track.artist, title=heard.track.title,
                  track_id=heard.id, played_ms=played_ms)  # fmt: skip


SONGS = four_genres()
STOCK = stock(SONGS)
ROWS = two_lives(SONGS)


def tasted(at: datetime, rows: Sequence[Listen] = ROWS, songs: Sequence[Song] = SONGS) -> Taste:
    """The taste behind a history."""
    return taste(rows, [], songs, listener="me", at=at, time_zone="UTC")


def mean_of(known: Taste, measure: Callable[[list[TrackId]], float], seeds: int = 2) -> float:
    """Measure the songs of a few sessions in the morning, on the mean."""
    sessions = (plan(STOCK, HALF_HOUR, known, at=MORNING, seed=seed) for seed in range(seeds))
    return float(np.mean([measure([slot.track_id for slot in one.slots]) for one in sessions]))


def without_context(known: Taste) -> Taste:
    """The same listener for a ranker that does not look at the clock."""
    return replace(known, hour_affinity=known.affinity, tag_hour_affinity=known.tag_affinity,
                   artist_hour_affinity=known.artist_affinity, skip_rates={},
                   mode_weights_now=(), hour_energy=(), hour_plays=(), shares_now={})  # fmt: skip
