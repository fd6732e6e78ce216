"""A profile counts, names directions truthfully and lays them out apart."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest

from dj import listeners
from dj.listeners.profile import profile
from dj.model.analysis import Song
from dj.model.controls import Controls
from dj.model.listening import Listen, Taste
from dj.model.profile import Profile
from dj.testing.examples import song
from dj.units import TrackId

START = datetime(2026, 3, 2, 9, tzinfo=UTC)
GENRES = ("folk", "techno")


def library() -> dict[TrackId, Song]:
    """Twelve folk songs and twelve techno songs, far apart; "music" is on all of them."""
    songs = {}
    for number in range(24):
        made, kind = (
            song(number, title=f"S{number}", artist=f"{GENRES[number // 12]} {number % 2}"),
            number // 12,
        )
        vector = np.full(8, 0.05, np.float32)
        vector[kind] = 1.0
        vector[2 + number % 4] += 0.2
        track = replace(made.track, genres=("music", GENRES[kind]))
        songs[made.id] = Song(track=track, analysis=replace(made.analysis, vector=vector))
    return songs


def listens() -> list[Listen]:
    return [
        Listen(started_at=START + timedelta(hours=8 * n), artist="x", title=f"S{n % 24}",
               track_id=TrackId(f"{n % 24:032x}"))
        for n in range(240)
    ]  # fmt: skip


def made(rows: list[Listen], songs: dict[TrackId, Song], **more: int) -> Profile:
    taste = listeners.taste(rows, (), tuple(songs.values()), listener="me", time_zone="UTC",
                            at=START + timedelta(days=90))  # fmt: skip
    return profile(rows, songs, taste, Controls(), **more)


def test_a_direction_is_named_by_what_is_commoner_there_than_elsewhere() -> None:
    found = made(listens(), library())
    assert sorted(one.tags for one in found.directions) == [("folk",), ("techno",)]
    for one in found.directions:
        assert {artist.split()[0] for artist in one.artists} == set(one.tags)
        assert (one.songs, one.name) == (12, one.tags[0])
    assert sum(one.share for one in found.directions) == pytest.approx(1.0)


def test_the_map_keeps_directions_apart_and_songs_with_their_own() -> None:
    found = made(listens(), library())
    places = np.array([(one.x, one.y) for one in found.directions])
    dots = np.array([(dot.x, dot.y) for dot in found.dots])
    assert np.abs(dots).max() <= 1.0 + 1e-9
    nearest = np.linalg.norm(dots[:, None] - places[None], axis=2).argmin(axis=1)
    assert nearest.tolist() == [dot.direction for dot in found.dots]
    assert np.linalg.norm(places[0] - places[1]) > 1.0


def test_everything_adds_up() -> None:
    found = made(listens(), library(), left_out=7, tallied=3)
    assert (found.plays, found.left_out, found.tallied) == (240, 7, 3)
    assert sum(map(sum, found.hours)) == found.plays
    assert sum(month.plays for month in found.months) == found.plays
    assert sum(sum(stream.plays) for stream in found.streams) == found.plays
    assert (found.tags[0].name, found.tags[0].plays, found.tagged) == ("music", 240, 240)


def test_plays_outside_the_library_have_no_direction_and_count_all_the_same() -> None:
    rows = [replace(row, track_id=None, artist="Unowned") for row in listens()]
    found = made(rows, library())
    assert (found.directions, found.dots, found.plays) == ((), (), 240)
    assert found.artists[0].name == "Unowned"
    assert (found.unmeasured, found.minutes) == (240, 0)


def test_a_few_plays_still_name_a_direction_by_its_genres() -> None:
    found = made(listens()[:5], library())
    assert [one.tags for one in found.directions] != [()]


def test_one_direction_is_named_by_its_commonest_genres() -> None:
    rows = [row for row in listens() if int(row.title[1:]) < 12]
    found = made(rows, library())
    assert [set(one.tags) for one in found.directions] == [{"music", "folk"}]


def test_a_month_without_music_is_there_and_empty() -> None:
    rows = [replace(listens()[0], started_at=START + timedelta(days=day)) for day in (0, 80)]
    assert [month.plays for month in made(rows, library()).months] == [1, 0, 1]


def test_without_a_history_or_a_profile_nothing_is_said() -> None:
    found = made([], library())
    assert (found.plays, found.months, found.directions, found.first_at) == (0, (), (), None)
    taste = Taste(listener="me", as_of=START, time_zone="UTC", time_zone_inferred=True, listens=0,
                  matched=0, profiled=False)  # fmt: skip
    assert profile((), library(), taste, Controls()).plays == 0
