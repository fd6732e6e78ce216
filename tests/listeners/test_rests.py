import pytest

from tests.listeners.people import id_of, play, tasted


def test_a_song_rests_as_long_as_its_own_plays_are_apart() -> None:
    weekly = [play(1, days=7.0 * n) for n in range(1, 60)]
    rests = tasted(weekly).rest_days
    assert rests[id_of(1)] == pytest.approx(7.0, rel=0.1)


def test_few_gaps_are_drawn_to_the_listeners_usual_rest() -> None:
    weekly = [play(1, days=7.0 * n) for n in range(1, 80)]
    twice = [play(2, days=300), play(2, days=100)]
    assert 10 < tasted([*weekly, *twice]).rest_days[id_of(2)] < 50


def test_plays_of_one_sitting_and_single_plays_say_nothing_of_rest() -> None:
    rows = [play(1, days=3.0), play(1, days=2.99), play(2)]
    assert tasted(rows).rest_days == {}
