"""What a history does to a session: planted habits come out again."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

import numpy as np
import pytest

from dj.lineup import Stock, plan, rank, stock
from dj.listeners import taste
from dj.model.analysis import Song
from dj.model.controls import Controls
from dj.model.listening import Save, Taste
from dj.units import TrackId
from tests.lineup.listening import (
    EVENING,
    HALF_HOUR,
    MORNING,
    ROWS,
    SONGS,
    STOCK,
    four_genres,
    genre_of,
    listen,
    tasted,
    two_lives,
    without_context,
)

KNOWN = tasted(MORNING)


def right(ready: Stock, known: Taste, at: datetime, genre: int, seeds: int) -> float:
    """Share of the right genre in sessions at a moment."""
    sessions = [plan(ready, HALF_HOUR, known, at=at, seed=seed) for seed in range(seeds)]
    return float(np.mean([genre_of(s.track_id) == genre for one in sessions for s in one.slots]))


def check_two_lives(
    songs: Sequence[Song], ready: Stock, seeds: int, *, least: float = 0.7, gain: float = 0.25
) -> None:
    rows = two_lives(songs)
    gains = []
    for at, genre in ((MORNING, 0), (EVENING, 1)):
        known = tasted(at, rows, songs)
        share = right(ready, known, at, genre, seeds)
        assert share >= least
        gains.append(share - right(ready, without_context(known), at, genre, seeds))
    assert np.mean(gains) >= gain


@pytest.mark.slow
def test_two_genres_at_two_times_of_day_are_kept_apart() -> None:
    check_two_lives(SONGS, STOCK, seeds=2)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(3))
def test_two_genres_are_kept_apart_in_many_libraries(seed: int) -> None:
    songs = four_genres(seed=seed)
    check_two_lives(songs, stock(songs), seeds=6)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(3))
def test_where_no_sound_was_measured_names_keep_them_apart_less_well(seed: int) -> None:
    songs = four_genres(vectors=False, seed=seed)
    check_two_lives(songs, stock(songs), seeds=6, least=0.55, gain=0.15)


def top(known: Taste, weights: dict[str, float], count: int = 10) -> list[TrackId]:
    return list(rank(STOCK, weights, known, at=known.as_of, seed=1, count=count))


def test_saved_songs_rise() -> None:
    unheard = [one for one in SONGS if genre_of(one.id) == 0 and one.id not in
               KNOWN.plays][:3]  # fmt: skip
    saves = [Save(artist="x", title="y", track_id=one.id) for one in unheard]
    known = taste(ROWS, saves, SONGS, listener="me", at=MORNING, time_zone="UTC")
    assert {one.id for one in unheard} <= set(top(known, {"saves": 1.0, "style": 0.5}, 3))


def test_a_song_that_is_played_weekly_has_rested_after_a_week() -> None:
    weekly, monthly = SONGS[0], SONGS[4]
    rows = [listen(weekly, MORNING - timedelta(days=7 * n)) for n in range(1, 40)]
    rows += [listen(monthly, MORNING - timedelta(days=30 * n + 7)) for n in range(12)]
    assert top(tasted(MORNING, rows), {"rest": 1.0}, 2) == [weekly.id, monthly.id]


def test_what_is_not_liked_sinks_to_the_end() -> None:
    favourite = top(KNOWN, {"affinity": 1.0}, 1)[0]
    said = Controls(disliked={favourite: MORNING - timedelta(days=1)})
    known = taste(ROWS, [], SONGS, listener="me", at=MORNING, time_zone="UTC", controls=said)
    weights = {"affinity": 1.0, "style": 1.0, "disliked": -2.0}
    assert top(known, weights, len(SONGS))[-1] == favourite
    sessions = [plan(STOCK, HALF_HOUR, known, at=MORNING, seed=seed) for seed in range(2)]
    assert favourite not in {slot.track_id for one in sessions for slot in one.slots}


def test_who_never_looks_for_new_artists_is_pressed_less() -> None:
    settled, curious = (replace(KNOWN, novelty_appetite=x) for x in (0.0, 0.3))
    new = {one.id for one in SONGS} - KNOWN.plays.keys()
    weights = {"novelty": 1.0, "affinity": 0.8}
    found = [len(new & set(top(who, weights, 30))) for who in (settled, curious)]
    assert found[0] < found[1]


def test_similar_listeners_bring_songs_never_heard() -> None:
    unheard = [one for one in SONGS if one.id not in KNOWN.plays]
    similar = {unheard[0].id: 1.0, unheard[5].track.artist.casefold(): 0.9}
    known = taste(ROWS, [], SONGS, listener="me", at=MORNING, time_zone="UTC", similar=similar)
    assert known.similar == {unheard[0].id: 1.0}
    assert top(known, {"similar": 1.0}, 1) == [unheard[0].id]
    found = top(known, {"similar": 1.0}, 3)
    assert {SONGS[int(x[1:])].track.artist for x in found[1:]} == {unheard[5].track.artist}


def test_a_newcomer_s_first_session_is_of_what_they_named() -> None:
    named = Controls(picked_artists=("G3 Artist 1", "G3 Artist 3"))
    known = taste([], [], SONGS, listener="me", at=MORNING, time_zone="UTC", controls=named)
    assert right(STOCK, known, MORNING, 3, seeds=1) >= 0.7
    assert right(STOCK, tasted(MORNING, []), MORNING, 3, seeds=1) < 0.5
