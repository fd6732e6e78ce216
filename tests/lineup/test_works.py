from dataclasses import replace

import pytest

from dj.lineup import plan
from dj.model.analysis import Song
from dj.model.brief import Brief
from dj.model.lineup import Lineup
from dj.units import TrackId
from tests.lineup.worlds import AT, SHOW, ids, library, newcomer, song

Works = tuple[tuple[TrackId, ...], ...]


def track(number: int) -> TrackId:
    return TrackId(f"t{number:06d}")


def fours(count: int) -> Works:
    """So many works of four movements each."""
    return tuple(
        tuple(track(start + part) for part in range(4)) for start in range(0, 4 * count, 4)
    )


def planned(songs: list[Song], seed: int = 1, **wish: object) -> Lineup:
    return plan(songs, SHOW, newcomer(), at=AT, seed=seed, brief=Brief(**wish))  # type: ignore[arg-type]


def whole(lineup: Lineup, works: Works) -> int:
    """Count the works that play; fail if one plays in part or in another order."""
    order, played = ids(lineup), 0
    for work in works:
        if set(order) & set(work):
            start = order.index(work[0])
            assert tuple(order[start : start + 4]) == work
            played += 1
    return played


@pytest.mark.parametrize("seed", range(3))
def test_movements_play_whole_and_in_order_between_songs(seed: int) -> None:
    works = fours(6)
    lineup = planned(library(60, 30), seed, works=works, must=frozenset({track(6)}))
    assert whole(lineup, works) >= 1
    assert track(6) in ids(lineup)


def test_a_library_of_works_alone_plays_works_and_pins_keep_their_positions() -> None:
    songs, works = library(60, 30), fours(15)
    lineup = planned(songs, works=works, pins={5: track(2), 0: track(4)})
    order = ids(lineup)
    assert (order[5], order[0]) == (track(2), track(4))
    assert not {track(3), track(5), track(7)} & set(order)
    assert whole(lineup, works[2:]) >= 2


def test_joins_within_a_work_cost_nothing_and_each_movement_has_its_decision() -> None:
    lineup = planned(library(60, 30), works=fours(1), first=frozenset({track(0)}))
    assert ids(lineup)[:4] == list(fours(1)[0])
    assert [slot.join.total for slot in lineup.slots[1:4] if slot.join] == [0, 0, 0]
    assert [slot.decision.slot for slot in lineup.slots[:4]] == [0, 1, 2, 3]


def test_a_work_of_which_a_movement_may_not_play_does_not_play() -> None:
    lineup = planned(library(60, 30), works=fours(2), without=frozenset({track(2)}),
                     must=frozenset({track(1)}))  # fmt: skip
    assert not set(fours(1)[0]) & set(ids(lineup))
    assert any("should play" in sentence for sentence in lineup.relaxed)


def test_movements_play_alone_where_there_is_no_other_way_and_it_is_said() -> None:
    songs = [song(number) for number in range(12)]
    lineup = planned(songs, works=fours(3), count=7)
    assert len(lineup.slots) == 7
    assert any("movements of 3 works" in sentence for sentence in lineup.relaxed)


def test_a_work_longer_than_the_show_plays_only_where_nothing_else_is_left() -> None:
    everything = (tuple(track(number) for number in range(20)),)
    songs = [song(number) for number in range(60)]
    assert not set(everything[0]) & set(ids(planned(songs, works=everything)))
    few = plan(songs[:20], replace(SHOW, length_s=1800), newcomer(), at=AT, seed=1,
               brief=Brief(works=everything))  # fmt: skip
    assert any("movements of one work" in sentence for sentence in few.relaxed)
