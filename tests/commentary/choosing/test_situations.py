"""Places take the situations that hold there, the more telling oftener, and none that is off."""

from dataclasses import replace

import numpy as np
import pytest

from dj.commentary.choosing.places import Place, places
from dj.commentary.choosing.situations import weights
from dj.commentary.trials.matrix import matrix
from dj.commentary.words.listener import Listener
from dj.commentary.words.situation import programme
from dj.model.script import BreakKind
from tests.commentary.sessions import AT, Session, invent

CASES = {case.name: case.values for case in matrix()}
ALWAYS = {BreakKind.FRONT_ANNOUNCE, BreakKind.BACK_ANNOUNCE, BreakKind.BOTH}


def drawn(session: Session, seed: int = 0) -> tuple[Place, ...]:
    listener = Listener(taste=session.taste, at=AT)
    laid_out = programme(session.lineup, session.songs, session.show, session.persona, listener,
                         session.facts)  # fmt: skip
    return places(laid_out, AT, np.random.default_rng(seed))


@pytest.mark.parametrize(
    ("case", "kinds"),
    [
        ("first ever artist", {BreakKind.FIRST_EVER, BreakKind.DISCOVERY, BreakKind.MOOD_TURN}),
        ("long unheard", {BreakKind.LONG_UNHEARD, BreakKind.MOOD_TURN}),
        ("anniversary", {BreakKind.ANNIVERSARY, BreakKind.MOOD_TURN}),
        ("a statement", {BreakKind.ARTIST_STATEMENT, BreakKind.MOOD_TURN}),
        ("a wish", {BreakKind.WISH, BreakKind.MOOD_TURN}),
        ("halfway", {BreakKind.MID_SESSION}),
        ("nothing personal", {BreakKind.MOOD_TURN}),
        ("nothing known", {BreakKind.NOTHING_TO_SAY, BreakKind.MOOD_TURN}),
    ],
)  # fmt: skip
def test_a_situation_takes_part_where_it_holds(case: str, kinds: set[BreakKind]) -> None:
    assert weights(CASES[case], is_due=False).keys() == ALWAYS | kinds


def test_what_says_more_weighs_more() -> None:
    found = weights(CASES["anniversary"], is_due=True)
    assert found[BreakKind.ANNIVERSARY] > found[BreakKind.TIME_CHECK] > found[BreakKind.BOTH]


def with_kinds(seed: int, **kinds: float) -> Session:
    session = invent(seed)
    return replace(session, show=replace(session.show, kinds=kinds))


def first(session: Session) -> list[BreakKind]:
    return [place.kinds[0] for seed in range(6) for place in drawn(session, seed)[1:-1]]


def test_a_kind_that_is_off_is_nowhere_and_a_heavier_one_is_oftener_first() -> None:
    off = drawn(with_kinds(1, back_announce=0.0, time_check=0.0))
    assert all(place.kinds for place in off)
    assert not {kind for place in off for kind in place.kinds} & {
        BreakKind.BACK_ANNOUNCE, BreakKind.TIME_CHECK,
    }  # fmt: skip
    assert off[1].never == {BreakKind.BACK_ANNOUNCE, BreakKind.TIME_CHECK}
    usual = first(with_kinds(1)).count(BreakKind.BACK_ANNOUNCE)
    assert first(with_kinds(1, back_announce=20.0)).count(BreakKind.BACK_ANNOUNCE) > 2 * usual


def test_where_every_kind_is_off_there_is_silence_but_for_the_opening() -> None:
    everything = dict.fromkeys(BreakKind, 0.0)
    assert [place.after for place in drawn(with_kinds(1, **everything))] == [-1]


def test_a_song_its_artist_put_forward_is_announced_as_such_before_all_else() -> None:
    session = invent(3)
    slots = tuple(
        replace(slot, decision=replace(slot.decision, signals={"priority": 0.1, "style": 1.0}))
        for slot in session.lineup.slots
    )
    session = replace(session, lineup=replace(session.lineup, slots=slots))
    assert set(first(session)) == {BreakKind.PRIORITY_NOTICE}


def test_nothing_to_say_is_the_last_resort() -> None:
    session = invent(4)
    for position in range(12):
        session = session.with_track(position, title="???", artist="", artists=())
    for place in drawn(session)[1:-1]:
        assert place.kinds[-1] is BreakKind.NOTHING_TO_SAY
