"""At each join every word is true there, says what it rests on, and respects what is private."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from dj.commentary.bench import Values
from dj.commentary.context import WORDS, WordKind
from dj.commentary.tongues import TONGUES
from dj.commentary.trials.matrix import matrix
from dj.commentary.words.listener import Listener
from dj.commentary.words.situation import programme, situation
from dj.model.brief import NO_BRIEF, Asked, Brief, Seed, SeedKind
from dj.model.controls import Switches
from dj.model.editorial import Fact, Source
from dj.model.listening import Taste
from dj.units import TrackId
from tests.commentary.sessions import AT, Session, invent

SOURCES = (Source(title="notes", locator="p. 1", publisher="one"),
           Source(title="paper", locator="p. 2", publisher="two"))  # fmt: skip


def at_join(session: Session, after: int = 3, at: Any = AT, **listener: Any) -> Values:
    given: dict[str, Any] = {"taste": session.taste, "at": session.at} | listener
    laid_out = programme(session.lineup, session.songs, session.show, session.persona,
                         Listener(**given), session.facts)  # fmt: skip
    return situation(laid_out, after, at)


def with_taste(session: Session, **changes: Any) -> Session:
    return replace(session, taste=replace(session.taste, **changes))


@pytest.mark.parametrize("taste", [{"switches": Switches(personal=False)}, {"profiled": False}])
def test_nothing_personal_has_a_value_where_that_is_not_wanted(taste: dict[str, Any]) -> None:
    for seed in range(4):
        for after in (-1, 3, 11):
            found = at_join(with_taste(invent(seed), **taste), after)
            said = {path for path, value in found.items() if value.value is not False}
            assert not [path for path in said if WORDS[path].personal]
            assert not [key for path in said for key in found[path].facts if "history" in key]


def test_every_word_that_comes_of_the_history_is_personal() -> None:
    for word in WORDS.values():
        assert word.personal or word.source != "history"


@pytest.mark.parametrize("language", [tongue.language for tongue in TONGUES])
def test_every_value_that_may_be_said_tells_what_it_rests_on(language: str) -> None:
    choices = {WordKind.NAME, WordKind.TEXT, WordKind.NUMBER, WordKind.CHOICE}
    for case in matrix(language=language):
        for path, value in case.values.items():
            if WORDS[path].kind in choices or value.value is True:
                assert value.facts, (case.name, path)
            assert value.tier == max((f.tier for f in value.facts.values()), default=0)


def test_a_comparison_rests_on_both_songs() -> None:
    found = next(case for case in matrix() if case.name == "everything known").values
    assert found["turn.tempo"].facts.keys() == {
        "sound:m3:tempo", "sound:m4:tempo", "sound:m3:energy", "sound:m4:energy",
    }  # fmt: skip
    assert found["pair.is_older"].facts.keys() == {"tag:m3:year", "tag:m4:year"}


def produced(session: Session, name: str, *positions: int) -> Session:
    keys = [session.lineup.slots[position].track_id for position in positions]
    facts: dict[TrackId, tuple[Fact, ...]] = {
        key: (Fact(id=f"f-{key}", subject={}, predicate="producer", value=name, tier=1,
                   as_of=AT.date(), sources=SOURCES),) for key in keys
    }  # fmt: skip
    return replace(session, facts=facts)


def test_what_two_artists_have_in_common_needs_two_facts_and_two_artists() -> None:
    session = invent(1).with_track(3, artist="Nia", artists=("Nia",))
    other = session.with_track(4, artist="Tom", artists=("Tom",))
    same = session.with_track(4, artist="NIA", artists=("NIA",))
    both = at_join(produced(other, "Ines Calder", 3, 4))["pair.same_producer"]
    assert both.value == "Ines Calder"
    assert len(both.facts) == 2
    assert "pair.same_producer" not in at_join(produced(same, "Ines Calder", 3, 4))
    assert "pair.same_producer" not in at_join(produced(other, "Ines Calder", 4))


def test_an_anniversary_ends_at_midnight() -> None:
    session = invent(1).with_track(4, year=None)
    key = session.lineup.slots[4].track_id
    fact = Fact(id="day", subject={}, predicate="released_on", value=f"2016-{AT:%m-%d}", tier=1,
                as_of=AT.date(), sources=SOURCES)  # fmt: skip
    session = replace(session, facts={key: (fact,)})
    assert at_join(session)["next.anniversary"].value == 10
    after_midnight = at_join(session, at=AT + timedelta(hours=6))
    assert "next.anniversary" not in after_midnight
    assert "next.released_on" in after_midnight


def test_a_history_is_told_from_its_first_known_year_and_only_where_it_is_old() -> None:
    session = invent(1)
    first = min(stats.first_at for stats in session.taste.plays.values())
    assert at_join(session)["listener.since"].value == str(first.year)
    young = {key: replace(stats, first_at=AT - timedelta(days=90))
             for key, stats in session.taste.plays.items()}  # fmt: skip
    assert "listener.since" not in at_join(with_taste(session, plays=young))
    assert "listener.since" not in at_join(with_taste(session, listens=20))


def follows(session: Session, value: float) -> Taste:
    one, two = (session.lineup.slots[n].track_id for n in (3, 4))
    return replace(session.taste, follows={one: {two: value}})


@pytest.mark.parametrize(("value", "often"), [(0.6, True), (0.1, False)])
def test_a_song_follows_on_only_from_the_song_before_it(value: float, often: bool) -> None:
    session = invent(2)
    taste = follows(session, value)
    assert at_join(session, taste=taste)["next.follows_on"].value is often
    assert at_join(session, 4, taste=taste)["next.follows_on"].value is False


def test_a_new_artist_is_one_of_whom_no_name_in_the_credit_was_ever_heard() -> None:
    session = invent(0).with_track(4, artist="Nia & Tom", artists=("Nia", "Tom"))
    slots = list(session.lineup.slots)
    slots[4] = replace(slots[4], new_to_listener=True)
    session = replace(session, lineup=replace(session.lineup, slots=tuple(slots)))

    def is_new(**taste: Any) -> object:
        return at_join(with_taste(session, **taste))["next.is_new_artist"].value

    assert is_new(heard_artists=frozenset({"somebody"})) is True
    assert is_new(heard_artists=frozenset({"tom"})) is False
    assert is_new(heard_artists=frozenset()) is False
    assert is_new(heard_artists=frozenset({"somebody"}), kept_artists={"nia": 0.4}) is False


def wished(signals: dict[str, float], asked: Asked, brief: Brief = NO_BRIEF) -> tuple[Any, Any]:
    session = invent(1)
    slots = list(session.lineup.slots)
    slots[4] = replace(slots[4], decision=replace(slots[4].decision, signals=signals))
    session = replace(session, lineup=replace(session.lineup, slots=tuple(slots)))
    found = at_join(session, asked=asked, brief=brief)
    return found["session.is_wish"].value, found["next.is_wished"].value


WORDS_ASKED = Asked(words="mellow soul")
SEEDED = Asked(seeds=(Seed(kind=SeedKind.ARTIST, name="Nia"),))


@pytest.mark.parametrize(
    ("signals", "asked", "brief", "expected"),
    [
        ({"wish": 0.5, "style": 0.4}, WORDS_ASKED, NO_BRIEF, (True, True)),
        ({"style": 0.5}, WORDS_ASKED, NO_BRIEF, (True, False)),
        ({"style": 0.5}, WORDS_ASKED, Brief(answers=True), (True, True)),
        ({"sound": 0.5}, WORDS_ASKED, NO_BRIEF, (True, False)),
        ({"sound": 0.5}, WORDS_ASKED, Brief(sounds={"mellow": 1.0}), (True, True)),
        ({"seed": 0.5}, SEEDED, NO_BRIEF, (True, True)),
        ({"wish": 0.5, "seed": 0.5}, Asked(), NO_BRIEF, (False, False)),
        ({"style": 1.0, "rest": 1.0, "saves": 1.0, "wish": 0.01}, WORDS_ASKED, NO_BRIEF,
         (True, False)),
    ],
)  # fmt: skip
def test_a_song_is_wished_for_where_the_wish_is_why_it_plays(
    signals: dict[str, float], asked: Asked, brief: Brief, expected: tuple[bool, bool]
) -> None:
    assert wished(signals, asked, brief) == expected


def test_a_song_that_its_artist_put_forward_is_known_by_its_signal() -> None:
    session = invent(1)
    slots = list(session.lineup.slots)
    decision = replace(slots[4].decision, signals={"priority": 0.01, "style": 3.0},
                       editors="Brass [Cities]")  # fmt: skip
    slots[4] = replace(slots[4], decision=decision)
    session = replace(session, lineup=replace(session.lineup, slots=tuple(slots)))
    found = at_join(session)
    assert (found["next.is_priority"].value, found["prev.is_priority"].value) == (True, False)
    assert found["next.pool"].value == "Brass Cities"
    assert "prev.pool" not in found
