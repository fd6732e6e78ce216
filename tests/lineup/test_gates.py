"""A song that may not be weighed at all meets the gate that stops it, with the reason."""

from dataclasses import replace

import pytest

from dj.lineup import absence, plan, stock
from dj.model.absence import Absence, Gate
from dj.model.brief import NO_BRIEF, Brief
from dj.model.filter import Filter, Heard
from dj.model.show import Show
from dj.units import TrackId
from tests.lineup.worlds import AT, SHOW, ids, library, listener

SONGS = library(60, 20)
READY = stock(SONGS)
TASTE = listener(SONGS)
SHORT = replace(SHOW, length_s=1200.0)
OLD = next(one for one in SONGS if (one.track.year or 0) < 1990)


def ask(track_id: TrackId, show: Show = SHORT, brief: Brief = NO_BRIEF) -> Absence:
    order = ids(plan(READY, show, TASTE, at=AT, seed=1, brief=brief))
    return absence(READY, show, TASTE, track_id, at=AT, seed=1, order=order, brief=brief)


def of(wanted: Filter) -> tuple[Show, Brief]:
    """A show with a filter, and what is left by it."""
    from dj.lineup import matching

    return replace(SHORT, filter=wanted), Brief(only=matching(READY, TASTE, AT, wanted))


@pytest.mark.parametrize(("wanted", "says"), [
    (Filter(years=(1995, 2030)), "It is not as songs must be here: released 1995 "),
    (Filter(not_artists=(OLD.track.artist,)), f"none of the artists {OLD.track.artist}"),
    (Filter(song_s=(1000.0, 2000.0), years=(1960, 2030)), "not as songs must be here"),
])  # fmt: skip
def test_a_song_outside_a_filter_is_told_what_is_asked_for(wanted: Filter, says: str) -> None:
    show, brief = of(wanted)
    brief = brief if brief.only else Brief(only=frozenset({SONGS[1].id}))
    found = ask(OLD.id, show, brief)
    assert found.gate is Gate.FILTER
    assert says in found.says


def test_a_song_heard_before_is_kept_out_of_songs_never_heard() -> None:
    show, brief = of(Filter(heard=Heard.NEVER))
    heard = next(one.id for one in SONGS if one.id in TASTE.plays)
    assert ask(heard, show, brief).says == "It is not as songs must be here: never heard by you."


def test_a_song_outside_a_pool_is_told_the_pools_title() -> None:
    pool = [one.id for one in SONGS[:25]]
    brief = Brief(only=frozenset(pool), editors=dict.fromkeys(pool, "Late shift"))
    found = ask(SONGS[40].id, brief=brief)
    assert found.gate is Gate.POOL
    assert found.says == "It is not in the editors' pool “Late shift”, from which all songs come."


def test_a_song_left_out_or_not_asked_for_is_told_so() -> None:
    left_out = ask(SONGS[5].id, brief=Brief(without=frozenset({SONGS[5].id})))
    assert left_out.gate is Gate.ASKED
    assert "left out of this session" in left_out.says
    some = frozenset(one.id for one in SONGS[:25])
    assert ask(SONGS[40].id, brief=Brief(only=some)).says == (
        "It is not among the 25 songs that this session may be made of.")  # fmt: skip
    order = Brief(order=tuple(one.id for one in SONGS[:5]))
    assert "in an order that was given" in ask(SONGS[40].id, brief=order).says


def test_a_movement_of_a_work_that_is_too_long_says_how_long() -> None:
    work = tuple(one.id for one in SONGS[:8])
    found = ask(work[2], brief=Brief(works=(work,)))
    assert found.gate is Gate.WORK
    assert found.says.startswith("It is part 3 of 8 that play together or not at all; the whole")
    assert found.says.endswith("longer than the show.")


def test_a_movement_whose_neighbour_may_not_play_names_it() -> None:
    work = (SONGS[0].id, SONGS[1].id)
    barred = Brief(works=(work,), without=frozenset({work[1]}))
    found = ask(work[0], brief=barred)
    assert (found.gate, found.says) == (
        Gate.WORK, "It is part 1 of 2 that play together or not at all, and part 2 may not play "
                   "now.")  # fmt: skip


def test_a_song_of_a_work_that_was_outscored_says_what_it_would_bring() -> None:
    for start in range(0, 40, 2):
        work = (SONGS[start].id, SONGS[start + 1].id)
        found = ask(work[0], brief=Brief(works=(work,)))
        if found.gate is Gate.OUTSCORED:
            assert "It plays only with 1 more of its work." in found.says
            return
    pytest.fail("no work was outscored")
