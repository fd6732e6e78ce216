from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest

from dj.errors import ConfigError
from dj.listeners import taste
from dj.model.analysis import Song
from dj.model.controls import Controls
from dj.model.daypart import target_energy
from dj.model.listening import Listen, Save, Taste
from dj.testing.examples import song
from dj.units import TrackId

AT = datetime(2026, 11, 23, 7, 30, tzinfo=UTC)
SONGS = tuple(song(n, title=f"Song {n}", artist=f"Artist {n}", energy=n / 10) for n in range(11))


def play(
    number: int | None,
    *,
    days: float = 1.0,
    at: datetime | None = None,
    played_s: float | None = None,
    skipped: bool | None = None,
    artist: str = "",
) -> Listen:
    return Listen(
        started_at=at or AT - timedelta(days=days),
        artist=artist or f"Artist {number}",
        title=f"Song {number}",
        played_ms=None if played_s is None else round(played_s * 1000),
        skipped=skipped,
        track_id=None if number is None else SONGS[number].id,
    )


def tasted(
    listens: Sequence[Listen] = (),
    saves: Sequence[Save] = (),
    *,
    songs: Sequence[Song] = SONGS,
    at: datetime = AT,
    time_zone: str | None = "UTC",
) -> Taste:
    return taste(listens, saves, songs, listener="ana", at=at, time_zone=time_zone)


def id_of(number: int) -> TrackId:
    return SONGS[number].id


def test_without_a_history_the_taste_is_empty_and_valid() -> None:
    found = tasted(time_zone=None)
    assert (found.listens, found.matched, found.plays, found.affinity) == (0, 0, {}, {})
    assert (found.energy_mean, found.energy_sd, found.hour_energy) == (0.5, 0.2, ())
    assert (found.modes.shape[0], found.mode_weights) == (0, ())
    assert (found.time_zone, found.time_zone_inferred) == ("UTC", True)


def test_a_given_zone_is_kept_and_not_called_inferred() -> None:
    found = tasted([play(1)], time_zone="Europe/Berlin")
    assert (found.time_zone, found.time_zone_inferred) == ("Europe/Berlin", False)


def test_an_unknown_zone_is_an_error_even_without_a_history() -> None:
    with pytest.raises(ConfigError, match="Mars"):
        tasted(time_zone="Mars/Base")


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="aware"):
        tasted(at=datetime(2026, 1, 1))  # noqa: DTZ001 - the point of the test


def test_nothing_at_or_after_the_moment_is_used() -> None:
    past = [play(1), play(2, days=3)]
    future = [play(3, at=AT), play(1, at=AT + timedelta(seconds=1)), play(4, days=-400)]
    assert tasted([*future, *past]) == tasted(past)


def test_the_order_of_rows_and_songs_does_not_matter() -> None:
    rows = [play(n % 11, days=n * 3.7 % 200) for n in range(200)]
    one, other = tasted(rows), tasted(rows[::-1], songs=SONGS[::-1])
    assert one == other
    assert one.modes.tobytes() == other.modes.tobytes()


def test_plays_skips_first_and_last_are_counted() -> None:
    rows = [
        play(1, days=9, played_s=5),
        play(1, days=7),
        play(1, days=5, played_s=31),
        play(1, days=3, played_s=100, skipped=True),
        play(1, days=2, played_s=29.9),
    ]
    stats = tasted(rows).plays[id_of(1)]
    assert (stats.plays, stats.skips) == (2, 3)
    assert (stats.first_at, stats.last_at) == (AT - timedelta(days=7), AT - timedelta(days=2))


def test_a_recent_play_counts_more_than_an_old_one() -> None:
    liking = tasted([play(1, days=1), play(2, days=91)]).affinity
    # Liking is the root of the share of the most; the half-life is 90 days.
    assert liking[id_of(1)] == 1.0
    assert liking[id_of(2)] ** 2 == pytest.approx(0.5, rel=0.01)


def test_more_plays_and_longer_plays_mean_more_liking() -> None:
    rows = [play(1), play(1), play(1), play(2), play(3, played_s=90)]
    liking = tasted(rows).affinity
    assert 1.0 == liking[id_of(1)] > liking[id_of(2)] > liking[id_of(3)] > 0


def test_skips_take_liking_away_down_to_nothing() -> None:
    rows = [play(1), play(1), play(1, skipped=True), play(2), play(2), play(3, played_s=3)]
    liking = tasted(rows).affinity
    assert liking[id_of(2)] > liking[id_of(1)] > liking[id_of(3)] == 0.0


def test_a_save_is_liking_without_a_play() -> None:
    found = tasted([play(1)], [Save(artist="x", title="y", track_id=id_of(2))])
    assert found.saves == {id_of(2)}
    assert found.affinity[id_of(2)] == 1.0
    assert id_of(2) not in found.plays
    assert found.hour_affinity[id_of(2)] > 0


def test_a_song_that_was_liked_is_known_as_such_and_is_no_save() -> None:
    controls = Controls(liked={id_of(2): AT - timedelta(days=1), TrackId("gone"): AT})
    found = taste([play(1)], [], SONGS, listener="ana", at=AT, time_zone="UTC", controls=controls)
    assert found.liked == {id_of(2)}
    assert not found.saves


def test_saves_and_listens_of_tracks_that_are_gone_are_left_out() -> None:
    gone = TrackId("gone")
    rows = [play(1), replace(play(2), track_id=gone)]
    found = tasted(rows, [Save(artist="x", title="y", track_id=gone)])
    assert (found.listens, found.matched, found.saves) == (2, 1, frozenset())
    assert set(found.affinity) == {id_of(1)}


def test_an_old_history_keeps_its_shape_and_its_say_beside_saves() -> None:
    rows = [play(1), play(1), play(2)]
    save = [Save(artist="x", title="y", track_id=id_of(3))]
    old = [replace(row, started_at=row.started_at - timedelta(days=7000)) for row in rows]
    assert tasted(old).affinity == pytest.approx(tasted(rows).affinity)
    liking = tasted(old, save).affinity
    assert liking[id_of(3)] == 1.0 > liking[id_of(1)] > liking[id_of(2)] > 0.3


def test_plays_near_this_hour_weigh_more_in_the_hour_liking() -> None:
    morning = [play(1, at=AT - timedelta(days=day)) for day in range(1, 30)]
    night = [play(2, at=AT - timedelta(days=day, hours=8)) for day in range(1, 30)]
    found = tasted([*morning, *night])
    assert found.hour_affinity[id_of(1)] == 1.0
    assert found.hour_affinity[id_of(2)] < 0.5 < 0.9 < found.affinity[id_of(2)]
    # Two plays say little of the hour.
    few = tasted([*morning[:2], *night[:2]]).hour_affinity
    assert few[id_of(2)] > 0.55


def test_the_hour_is_that_of_the_listeners_clock_through_summer_time() -> None:
    # 8:30 in Berlin is 6:30 UTC in July and 7:30 UTC in November: the same hour of life.
    july = datetime(2026, 7, 1, 6, 30, tzinfo=UTC)
    hour = timedelta(hours=2)
    rows = [
        play(number, at=july - timedelta(days=day) + shift)
        for day in range(10)
        for number, shift in ((1, 0 * hour), (2, hour), (3, -hour))
    ]
    liking = tasted(rows, time_zone="Europe/Berlin").hour_affinity
    assert liking[id_of(1)] == pytest.approx(1.0)
    assert liking[id_of(2)] == pytest.approx(liking[id_of(3)], rel=0.01)
    assert liking[id_of(2)] < 0.95


def test_artists_are_liked_by_share_with_guests_at_half() -> None:
    duet = song(20, artist="Artist 1 feat. Bo")
    duet = replace(duet, track=replace(duet.track, artists=("Artist 1", "Bo")))
    rows = [
        replace(play(1), track_id=duet.id),
        play(1),
        play(None, artist="Elsewhere ft. Cy"),
    ]
    liking = tasted(rows, songs=[*SONGS, duet]).artist_affinity
    assert liking == {
        "artist 1": 1.0,
        "bo": pytest.approx(0.25),
        "elsewhere": pytest.approx(0.5),
        "cy": pytest.approx(0.25),
    }


def test_energy_is_that_of_what_is_played_not_of_what_is_skipped() -> None:
    found = tasted([play(2), play(4), play(10, skipped=True)])
    assert found.energy_mean == pytest.approx(0.3)
    assert found.energy_sd == pytest.approx(0.1)


def test_one_song_on_repeat_still_leaves_room_around_it() -> None:
    assert tasted([play(5), play(5)]).energy_sd == 0.05


def test_own_hours_show_deviation_and_the_plays_behind_it() -> None:
    midnight = AT.replace(hour=0, minute=0)
    calm = [
        play(2, at=midnight - timedelta(days=1) + timedelta(hours=22, minutes=n)) for n in range(9)
    ]
    loud = [
        play(8, at=midnight - timedelta(days=1) + timedelta(hours=8, minutes=n)) for n in range(9)
    ]
    found = tasted([*calm, *loud])
    assert len(found.hour_energy) == len(found.hour_plays) == 24
    assert [found.hour_energy[h] for h in (7, 8, 9)] == pytest.approx([1.0] * 3, rel=0.02)
    assert [found.hour_energy[h] for h in (21, 22, 23)] == pytest.approx([-1.0] * 3, rel=0.02)
    assert found.hour_plays[8] == pytest.approx(9.0, rel=0.01)
    assert found.hour_plays[0] == found.hour_energy[0] == 0.0


def test_plays_around_midnight_are_neighbours() -> None:
    late = [play(2, at=AT.replace(hour=23) - timedelta(days=day)) for day in (2, 3)]
    early = [play(4, at=AT.replace(hour=0) - timedelta(days=day)) for day in (2, 3)]
    found = tasted([*late, *early])
    assert found.hour_plays[23] == found.hour_plays[0] > 3


def test_the_zone_is_guessed_from_quiet_hours_and_said_so() -> None:
    # Awake from 6 to 1 o'clock on a clock nine hours east of Greenwich.
    rows = [
        play(1, at=AT.replace(hour=(hour - 9) % 24) - timedelta(days=day))
        for day in range(2, 12)
        for hour in (*range(6, 24), 0)
    ]
    found = tasted(rows, time_zone=None)
    assert (found.time_zone, found.time_zone_inferred) == ("Etc/GMT-9", True)


def test_modes_lie_where_the_liked_songs_lie() -> None:
    found = tasted([play(3) for _ in range(5)])
    assert found.modes.shape == (1, 84)
    assert found.modes[0] == pytest.approx(SONGS[3].analysis.vector, abs=1e-5)


def test_songs_without_a_usable_vector_are_left_out_of_the_modes() -> None:
    def with_vector(number: int, vector: np.ndarray) -> Song:
        made = song(number)
        return replace(made, analysis=replace(made.analysis, vector=vector.astype(np.float32)))

    songs = [
        with_vector(0, np.zeros(0)),
        with_vector(1, np.full(84, np.nan)),
        with_vector(2, np.zeros(84)),
        with_vector(3, np.ones(12)),
        song(4),
    ]
    rows = [replace(play(1), track_id=one.id) for one in songs]
    found = tasted(rows, songs=songs)
    assert found.modes.shape == (1, 84)
    assert np.isfinite(found.modes).all()


def test_a_history_of_skips_alone_is_valid() -> None:
    found = tasted([play(1, skipped=True), play(2, played_s=0)])
    assert found.affinity == {id_of(1): 0.0, id_of(2): 0.0}
    assert set(found.artist_affinity.values()) == {0.0}
    assert found.modes.shape[0] == 0
    assert found.hour_energy == ()


@pytest.mark.parametrize("day", [AT, AT + timedelta(days=5)])
def test_a_listener_who_plays_everything_at_all_hours_gets_livelier_mornings(day: datetime) -> None:
    midnight = day.replace(hour=0, minute=0)
    rows = [
        play(number, at=midnight - timedelta(days=30) + timedelta(hours=hour, minutes=number))
        for number in range(11)
        for hour in range(24)
    ]
    found = tasted(rows, at=day)
    morning, night = (midnight + timedelta(hours=h, minutes=30) for h in (7, 23))
    assert target_energy(found, morning) > target_energy(found, night)


def test_a_listener_who_is_calm_at_night_gets_calm_nights_and_lively_mornings() -> None:
    midnight = AT.replace(hour=0, minute=0)
    rows = [
        play(number, at=midnight - timedelta(days=day) + timedelta(hours=hour))
        for day in range(1, 40)
        for number, hour in ((9, 7), (8, 8), (2, 22), (1, 23))
    ]
    found = tasted(rows)
    morning = target_energy(found, midnight + timedelta(hours=7, minutes=30))
    night = target_energy(found, midnight + timedelta(hours=23, minutes=30))
    assert morning > 0.6
    assert night < 0.4


@pytest.mark.parametrize(("played_s", "plays"), [(29.999, 0), (30.0, 1)])
def test_thirty_seconds_make_a_play(played_s: float, plays: int) -> None:
    assert tasted([play(1, played_s=played_s)]).plays[id_of(1)].plays == plays
