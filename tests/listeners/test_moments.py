from datetime import timedelta

import pytest

from tests.listeners.people import AT, id_of, play, tasted


def test_artists_and_genres_of_the_hour_come_first_at_that_hour() -> None:
    morning = [play(1, at=AT - timedelta(days=day)) for day in range(1, 40)]
    evening = [play(2, at=AT.replace(hour=20) - timedelta(days=day)) for day in range(1, 40)]
    found = tasted([*morning, *evening])
    assert found.artist_affinity["artist 2"] > 0.95
    assert found.artist_hour_affinity == {"artist 1": 1.0, "artist 2": pytest.approx(0.1, abs=0.1)}
    assert found.tag_hour_affinity["genre 1"] == 1.0
    assert found.tag_hour_affinity["genre 0"] < 0.4


def test_a_few_plays_at_an_hour_do_not_swing_everything() -> None:
    rows = [play(1, at=AT - timedelta(days=1)), play(2, at=AT.replace(hour=20) - timedelta(days=1))]
    found = tasted(rows)
    assert found.artist_hour_affinity["artist 2"] > 0.6


def test_an_unheard_song_takes_the_hour_of_its_artist() -> None:
    rows = [play(n, at=AT - timedelta(days=day)) for day in range(1, 40) for n in (1, 5)]
    rows += [play(2, at=AT.replace(hour=20) - timedelta(days=day)) for day in range(1, 40)]
    # Two plays at noon: what their artists are played at decides.
    rows += [play(n, at=AT.replace(hour=14) - timedelta(days=3)) for n in (9, 6)]
    liking = tasted(rows).hour_affinity
    assert liking[id_of(9)] > 1.5 * liking[id_of(6)]


def test_weekends_are_told_from_weekdays() -> None:
    # The moment is a Tuesday; four days before it was a Friday, three days before a Saturday.
    friday = [play(1, at=AT - timedelta(days=4 + 7 * week)) for week in range(12)]
    saturday = [play(2, at=AT - timedelta(days=3 + 7 * week)) for week in range(12)]
    found = tasted([*friday, *saturday])
    assert found.hour_affinity[id_of(1)] == 1.0
    assert found.hour_affinity[id_of(2)] < 0.9
    on_saturday = tasted([*friday, *saturday], at=AT + timedelta(days=4))
    assert on_saturday.hour_affinity[id_of(2)] == 1.0 > on_saturday.hour_affinity[id_of(1)]


def test_centres_of_taste_have_shares_of_the_hour() -> None:
    rows = [play(n, at=AT - timedelta(days=day)) for day in range(1, 40) for n in (1, 3, 5, 7)]
    rows += [
        play(n, at=AT.replace(hour=20) - timedelta(days=day))
        for day in range(1, 40)
        for n in (0, 2, 4, 6)
    ]
    found = tasted(rows)
    assert len(found.mode_weights_now) == len(found.mode_weights)
    assert sum(found.mode_weights_now) == pytest.approx(1.0)
