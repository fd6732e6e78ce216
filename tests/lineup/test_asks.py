from dataclasses import replace

import numpy as np
import pytest

from dj.lineup import plan, stock
from dj.model.brief import Brief
from dj.model.lineup import Lineup
from dj.model.show import Rules
from dj.units import TrackId
from tests.lineup.worlds import AT, SHOW, ids, library, listener, newcomer, song

WORLD = library(60, 25)
STOCK = stock(WORLD)
KNOWN = listener(WORLD)


def track(number: int) -> TrackId:
    return TrackId(f"t{number:06d}")


def tracks(*numbers: int) -> frozenset[TrackId]:
    return frozenset(map(track, numbers))


def planned(brief: Brief, seed: int = 1) -> Lineup:
    return plan(STOCK, SHOW, KNOWN, at=AT, seed=seed, brief=brief)


def test_what_must_play_plays_at_the_ends_and_between() -> None:
    for seed in range(3):
        wish = Brief(must=tracks(11, 22, 33), first=tracks(4, 5), last=tracks(6))
        order = ids(planned(wish, seed))
        assert set(order) >= wish.must
        assert order[0] in wish.first
        assert order[-1] in wish.last


def test_only_what_was_asked_for_plays_and_never_what_was_left_out() -> None:
    wish = Brief(only=tracks(*range(10, 50)), without=tracks(*range(10, 20)))
    assert set(ids(planned(wish))) <= tracks(*range(20, 50))


def test_a_song_that_must_play_and_may_not_is_told_with_the_reason() -> None:
    taste = replace(KNOWN, barred={track(7): "a ban"})
    lineup = plan(STOCK, SHOW, taste, at=AT, seed=1, brief=Brief(must=tracks(7)))
    label = WORLD[7].track.label
    assert f"“{label}” should play, but is barred by you." in lineup.relaxed


def test_more_that_must_play_than_there_is_room_for_is_told() -> None:
    lineup = planned(Brief(must=tracks(*range(10, 40)), count=5))
    assert set(ids(lineup)) <= tracks(*range(10, 40))
    assert "So it is with 22 other songs that should play." in lineup.relaxed


def test_an_end_that_may_not_play_is_told() -> None:
    taste = replace(KNOWN, barred={track(7): "a ban"})
    lineup = plan(STOCK, SHOW, taste, at=AT, seed=1, brief=Brief(first=tracks(7)))
    assert "None of the songs that should play first may play." in lineup.relaxed


def test_one_song_cannot_play_first_and_last() -> None:
    lineup = planned(Brief(first=tracks(7), last=tracks(7)))
    assert ids(lineup)[0] == track(7)
    assert any("last could" in sentence for sentence in lineup.relaxed)


def test_a_pin_that_is_left_out_is_told() -> None:
    lineup = planned(Brief(pins={2: track(7)}, without=tracks(7)))
    assert track(7) not in ids(lineup)
    assert "The song pinned to position 2 is left out of this session." in lineup.relaxed


def test_the_number_of_songs_of_a_show_holds_whatever_their_length() -> None:
    lineup = plan(STOCK, replace(SHOW, songs=9, length_s=600.0), KNOWN, at=AT, seed=1)
    assert len(lineup.slots) == 9
    assert lineup.relaxed == ()


@pytest.mark.parametrize("separation", [0, 3])
def test_songs_just_played_are_joined_on_to_and_count_for_separation(separation: int) -> None:
    lone = [song(number, artist="One" if number < 20 else "") for number in range(40)]
    show = replace(SHOW, rules=Rules(artist_separation=separation), length_s=1500)
    lineup = plan(lone, show, newcomer(), at=AT, seed=2, brief=Brief(before=(track(50), track(3))))
    first = next((place for place, one in enumerate(ids(lineup)) if one in tracks(*range(20))), 99)
    assert first >= separation
    assert lineup.slots[0].join is not None
    assert track(3) not in ids(lineup)


def test_what_is_often_played_in_a_row_is_cheaper_to_join() -> None:
    two = Brief(count=2, pins={0: track(1), 1: track(2)})
    plain = plan(STOCK, SHOW, KNOWN, at=AT, seed=1, brief=two).slots[1].join
    used = replace(KNOWN, follows={track(1): {track(2): 1.0}, track(3): {track(4): np.nan}})
    habit = plan(STOCK, SHOW, used, at=AT, seed=1, brief=two).slots[1].join
    assert plain is not None
    assert habit is not None
    assert plain.habit == 0
    assert habit.total == pytest.approx(plain.total - 0.15)


def test_a_deadline_cuts_and_says_so() -> None:
    lineup = plan(STOCK, SHOW, KNOWN, at=AT, seed=1, deadline_s=0.0)
    assert len(lineup.slots) > 10
    assert any("cut short" in sentence for sentence in lineup.relaxed)
    whole = plan(STOCK, SHOW, KNOWN, at=AT, seed=1)
    assert plan(STOCK, SHOW, KNOWN, at=AT, seed=1, deadline_s=1e6) == whole
