from datetime import timedelta

import pytest

from dj.model.listening import Tally
from tests.listeners.people import AT, id_of, play, save, tasted


def tally(number: int | None, plays: int, **fields: object) -> Tally:
    told: dict[str, object] = {
        "artist": "Elsewhere" if number is None else "x", "title": "y", "plays": plays,
        "track_id": None if number is None else id_of(number),
    }  # fmt: skip
    return Tally(**(told | fields))  # type: ignore[arg-type]


def test_counted_plays_are_liking_without_a_diary() -> None:
    found = tasted(tallies=[tally(1, 90), tally(2, 10)])
    assert found.affinity[id_of(1)] == 1.0
    assert found.affinity[id_of(2)] == pytest.approx((1 / 9) ** 0.5)
    assert (found.listens, found.matched, found.plays) == (100, 100, {})


def test_counted_songs_are_known_and_their_latest_play_is_told_where_known() -> None:
    last = AT - timedelta(days=3)
    found = tasted([play(3)], tallies=[tally(1, 5, last_at=last), tally(2, 5), tally(3, 5)])
    assert found.counted == {id_of(1): last, id_of(2): None}


def test_a_count_and_a_diary_of_the_same_song_are_not_added_up() -> None:
    rows = [play(1, days=n + 1) for n in range(20)]
    found = tasted(rows, tallies=[tally(1, 15, since=AT - timedelta(days=20))])
    assert (found.listens, found.affinity) == (20, {id_of(1): 1.0})
    assert tasted(rows, tallies=[tally(1, 25)]).listens == 25


def test_counts_of_long_ago_weigh_less() -> None:
    old = tally(1, 50, since=AT - timedelta(days=2000), last_at=AT - timedelta(days=1000))
    new = tally(2, 50, since=AT - timedelta(days=90), last_at=AT - timedelta(days=1))
    liking = tasted(tallies=[old, new]).affinity
    assert liking[id_of(1)] < 0.1 < liking[id_of(2)] == 1.0


def test_counts_of_unknown_songs_count_for_their_artist() -> None:
    found = tasted(tallies=[tally(None, 9)])
    assert found.artist_affinity == {"elsewhere": 1.0}
    assert found.matched == 0


def test_counts_that_are_newer_than_the_moment_are_not_known_yet() -> None:
    found = tasted(tallies=[tally(1, 9, last_at=AT + timedelta(days=1))])
    assert (found.listens, found.affinity) == (0, {})


def test_negative_counts_and_dates_in_the_wrong_order_do_no_harm() -> None:
    odd = [tally(1, -5, skips=-2), tally(2, 3, since=AT, last_at=AT - timedelta(days=900))]
    found = tasted([], [save(3)], tallies=odd)
    assert all(0.0 <= value <= 1.0 for value in found.affinity.values())
    assert found.listens == 3
