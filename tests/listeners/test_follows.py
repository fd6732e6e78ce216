from datetime import timedelta

import numpy as np

from dj.listeners.follows import MOST_FOLLOWERS
from dj.model.controls import Controls
from dj.model.listening import Listen
from tests.listeners.people import AT, SONGS, id_of, play, tasted

SONG_S = SONGS[0].track.duration_s


def in_a_row(*numbers: int, days: float, pause_s: float = 2.0) -> list[Listen]:
    """Songs one right after the other."""
    begun = AT - timedelta(days=days)
    step = timedelta(seconds=SONG_S + pause_s)
    return [play(number, at=begun + turn * step) for turn, number in enumerate(numbers)]


def test_what_is_often_played_after_a_song_follows_it() -> None:
    rows = [one for day in range(1, 9) for one in in_a_row(0, 1, day % 5 + 5, days=day)]
    found = tasted(rows).follows
    assert found[id_of(0)].keys() == {id_of(1)}
    assert found[id_of(0)][id_of(1)] > 0.35
    assert id_of(0) not in found.get(id_of(1), {})


def test_what_always_plays_often_follows_nothing() -> None:
    rng = np.random.default_rng(3)
    rows = [one for day in range(1, 60)
            for one in in_a_row(*rng.choice(12, 6, p=[0.45] + [0.05] * 11), days=day)]  # fmt: skip
    found = tasted(rows).follows
    assert max((value for own in found.values() for value in own.values()), default=0.0) < 0.3


def test_a_song_after_half_an_hour_of_silence_follows_nothing() -> None:
    rows = [one for day in range(1, 9) for one in in_a_row(0, 1, days=day, pause_s=1900.0)]
    assert tasted(rows).follows == {}
    close = [one for day in range(1, 9) for one in in_a_row(0, 1, days=day, pause_s=1700.0)]
    assert id_of(0) in tasted(close).follows


def test_once_is_no_habit_and_a_song_does_not_follow_itself() -> None:
    assert tasted(in_a_row(0, 1, 2, days=3)).follows == {}
    assert tasted([x for day in (1, 2, 3) for x in in_a_row(4, 4, days=day)]).follows == {}


def test_what_was_skipped_between_does_not_part_two_songs() -> None:
    rows = []
    for day in (1, 2, 3, 4):
        first, skipped, last = in_a_row(0, 7, 1, days=day)
        rows += [first, play(7, at=skipped.started_at, played_ms=3_000), last]
    assert tasted(rows).follows[id_of(0)].keys() == {id_of(1)}


def test_few_followers_are_kept_and_values_are_shares() -> None:
    rng = np.random.default_rng(1)
    rows = [x for day in range(1, 50) for x in in_a_row(*rng.integers(0, 12, 9), days=day)]
    for own in tasted(rows).follows.values():
        assert len(own) <= MOST_FOLLOWERS
        assert all(0.0 < value <= 1.0 for value in own.values())


def test_the_sitting_that_goes_on_is_told_in_order() -> None:
    sitting = in_a_row(3, 4, 99, 5, days=(4 * SONG_S) / 86_400)
    found = tasted([*in_a_row(7, 8, days=1), *sitting])
    assert found.latest == (id_of(3), id_of(4), id_of(5))


def test_a_sitting_that_is_over_tells_nothing() -> None:
    assert tasted(in_a_row(3, 4, days=0.5)).latest == ()
    assert tasted([]).latest == ()


def test_without_a_profile_nothing_follows() -> None:
    rows = [one for day in range(1, 9) for one in in_a_row(0, 1, days=day)]
    found = tasted(rows, controls=Controls(profiling=False))
    told = (found.follows, found.latest, found.played_in, found.heard_artists, found.release_ages,
            found.shares, found.shares_now, found.popularity)  # fmt: skip
    assert not any(told)
