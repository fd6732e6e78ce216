from dataclasses import replace

import pytest

from dj.errors import NotEnoughTracks
from dj.lineup import plan
from dj.model.brief import Brief
from dj.units import TrackId
from tests.lineup.worlds import AT, SHOW, ids, newcomer, song

SONGS = [song(number, artist="One" if number in (30, 31) else "") for number in range(60)]
LISTED = tuple(SONGS[number].id for number in (30, 31, 7, 50, 2))
HALF_HOUR = replace(SHOW, length_s=1800)


def test_an_order_plays_as_listed_with_a_decision_and_a_join_for_each() -> None:
    lineup = plan(SONGS, HALF_HOUR, newcomer(), at=AT, seed=1, brief=Brief(order=LISTED))
    assert ids(lineup) == list(LISTED)
    assert [slot.decision.slot for slot in lineup.slots] == [0, 1, 2, 3, 4]
    assert all(slot.join for slot in lineup.slots[1:])
    assert lineup.lower_bound == lineup.cost
    assert lineup.relaxed == ("Songs 1 and 2 share an artist, 0 songs apart.",)


def test_what_may_not_play_is_left_out_of_an_order() -> None:
    taste = replace(newcomer(), barred={LISTED[2]: "a ban"})
    lineup = plan(SONGS, HALF_HOUR, taste, at=AT, seed=1,
                  brief=Brief(order=(*LISTED, TrackId("unknown"))))  # fmt: skip
    assert ids(lineup) == [one for one in LISTED if one != LISTED[2]]
    assert "1 of 5 songs of the order may not play and are left out." in lineup.relaxed


def test_an_order_ends_where_the_show_does() -> None:
    everything = tuple(one.id for one in SONGS)
    lineup = plan(SONGS, HALF_HOUR, newcomer(), at=AT, seed=1, brief=Brief(order=everything))
    assert ids(lineup) == list(everything[:9])
    assert "The first 9 of 60 songs of the order fill the session." in lineup.relaxed
    three = Brief(order=everything, count=3)
    assert len(plan(SONGS, HALF_HOUR, newcomer(), at=AT, seed=1, brief=three).slots) == 3


def test_pins_have_their_positions_in_an_order() -> None:
    brief = Brief(order=LISTED, pins={1: TrackId("t000040"), 3: LISTED[0]})
    order = ids(plan(SONGS, HALF_HOUR, newcomer(), at=AT, seed=1, brief=brief))
    assert order == [LISTED[1], TrackId("t000040"), LISTED[2], LISTED[0], LISTED[3], LISTED[4]]


@pytest.mark.parametrize(
    ("brief", "reason"),
    [(Brief(order=(TrackId("unknown"),)), "none of the songs of the order is in the library"),
     (Brief(order=LISTED[:1]), "of the songs of the order most were barred by you"),
     (Brief(only=frozenset()), "most were not among the songs asked for"),
     (Brief(only=frozenset(LISTED[:1])), "most were barred by you (a ban)"),
     (Brief(without=frozenset(one.id for one in SONGS)), "most were left out of this session")],
)  # fmt: skip
def test_nothing_to_play_names_the_rule_that_removed_most(brief: Brief, reason: str) -> None:
    taste = replace(newcomer(), barred={LISTED[0]: "a ban"})
    with pytest.raises(NotEnoughTracks) as error:
        plan(SONGS, SHOW, taste, at=AT, seed=1, brief=brief)
    assert error.value.reason == reason
