"""What is taken away is gone: it neither weighs nor proposes, and rules stay."""

from dataclasses import replace

import pytest

from dj.errors import ConfigError
from dj.lineup import lessened, meaning, narrowed, plan, removable, stock
from dj.lineup.signals import SIGNALS
from dj.lineup.sources import SOURCES
from dj.lineup.whatif import FLAT, PARTS
from dj.model.brief import NO_BRIEF, Brief
from dj.model.controls import Dials
from dj.model.daypart import prior
from dj.model.lineup import Lineup
from dj.model.listening import Taste
from tests.lineup.listening import EVENING, HALF_HOUR, MORNING, STOCK, genre_of, tasted
from tests.lineup.worlds import AT, SHOW, ids, library, listener

SONGS = library(120, 30)
READY = stock(SONGS)
KNOWN = listener(SONGS)
SHORT = replace(SHOW, length_s=1200.0)


def planned(*less: str, taste: Taste = KNOWN, brief: Brief = NO_BRIEF) -> Lineup:
    show, left = narrowed(SHORT, brief, less)
    return plan(READY, show, lessened(taste, less), at=AT, seed=1, brief=left)


@pytest.mark.slow
@pytest.mark.parametrize("name", removable())
def test_a04_a_session_builds_without_any_one_part_and_names_it_nowhere(name: str) -> None:
    lineup = planned(name)
    assert len(lineup.slots) >= 5
    part = PARTS.get(name)
    silent = set(part.signals) if part else {name} & SIGNALS.keys()
    closed = set(part.sources) if part else {name} & SOURCES.keys()
    for slot in lineup.slots:
        assert not silent & slot.decision.signals.keys()
        assert not closed & set(slot.decision.sources)


def test_a_dial_does_not_bring_back_what_was_taken_away() -> None:
    turned = replace(KNOWN, dials=Dials(discovery=1.0, diversity=1.0))
    lineup = planned("novelty", "variety", taste=turned)
    for slot in lineup.slots:
        assert not {"novelty", "variety"} & slot.decision.signals.keys()


def test_without_history_everybody_gets_the_same_but_for_what_they_forbid() -> None:
    ana, bo = KNOWN, listener(SONGS, seed=9)
    assert ids(planned("history", taste=ana)) == ids(planned("history", taste=bo))
    played = ids(planned("history", taste=ana))
    barred = replace(ana, barred={played[0]: "you banned this song"})
    assert played[0] not in ids(planned("history", taste=barred))


@pytest.mark.slow
def test_without_the_hour_morning_and_evening_are_alike() -> None:
    def shares(*less: str) -> list[float]:
        found = []
        for at in (MORNING, EVENING):
            show, brief = narrowed(HALF_HOUR, NO_BRIEF, less)
            taste = lessened(tasted(at), less)
            order = ids(plan(STOCK, show, taste, at=at, seed=1, brief=brief))
            found.append(sum(genre_of(one) == 0 for one in order) / len(order))
        return found

    morning, evening = shares()
    assert morning - evening > 0.5
    morning, evening = shares("hour")
    assert abs(morning - evening) < 0.35
    flat = lessened(KNOWN, ["hour"])
    assert flat.hour_prior == FLAT
    assert prior(AT, table=flat.hour_prior) == 0.0


def test_without_editors_no_song_is_theirs_and_what_they_left_out_stays_out() -> None:
    chosen = {one.id: "Late shift" for one in SONGS[:20]}
    brief = Brief(editors=chosen, must=frozenset({SONGS[0].id}), without=frozenset({SONGS[50].id}))
    _, left = narrowed(SHORT, brief, ["editors"])
    assert left == Brief(without=brief.without, lean={"editors": 0.0})
    assert not any(slot.decision.editors for slot in planned("editors", brief=brief).slots)


def test_what_does_not_exist_cannot_be_taken_away() -> None:
    with pytest.raises(ConfigError, match="no 'moon' to take away"):
        lessened(KNOWN, ["moon"])
    with pytest.raises(ConfigError, match="no source of songs is left"):
        narrowed(replace(SHORT, seeds=("new",)), NO_BRIEF, ["new"])


def test_every_part_says_what_is_left_without_it() -> None:
    assert all(meaning(name) for name in removable())
    assert {"editors", "exploration", "history", "hour", "novelty", "sequence",
            "similar"} <= set(removable())  # fmt: skip


def test_parts_name_signals_and_sources_that_exist() -> None:
    for part in PARTS.values():
        assert set(part.signals) <= SIGNALS.keys()
        assert set(part.sources) <= SOURCES.keys()
