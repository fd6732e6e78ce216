"""What editors know is said only where it is true, sourced, fresh, and meant for this song."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dj.commentary.bench import Value
from dj.commentary.words.facts import fact_words
from dj.commentary.words.listener import Listener
from dj.editorial import attach
from dj.model.editorial import PREDICATES, Fact, FactKind, Source, Standing
from tests.commentary.sessions import AT, invent, song

DAY = AT.date()
SONG = song(0, np.random.default_rng(1), title="Tide", artist="Nia", artists=("Nia",), year=1994)
TASTE = invent(0).taste
TWO = (Source(title="notes", locator="p. 1", publisher="one"),
       Source(title="paper", locator="p. 9", publisher="two"))  # fmt: skip


def fact(predicate: str = "instrument", **changes: Any) -> Fact:
    one = PREDICATES[predicate]
    given: dict[str, Any] = {
        "id": f"f-{predicate}", "subject": {"artist": "Nia", "title": "Tide"}, "by": "Nia",
        "predicate": predicate, "value": one.example, "tier": one.tier, "as_of": DAY,
        "sources": TWO, "approvals": ("an editor",),
    }  # fmt: skip
    return Fact(**(given | changes))


def words(*facts: Fact, language: str = "en", at: datetime = AT) -> dict[str, Value]:
    return fact_words(SONG, facts, Listener(taste=TASTE, at=at, language=language))


def test_a_fact_is_traced_to_its_id_and_its_sources() -> None:
    value = words(fact(value="a pump organ."))["instrument"]
    assert (value.value, value.source, value.tier) == ("a pump organ", "f-instrument", 1)
    told = value.facts["f-instrument"]
    assert (told.says, told.source) == ("instrument of Nia - Tide, by Nia",
                                        "notes, p. 1; paper, p. 9")  # fmt: skip
    assert (told.as_of, told.tier) == (f"{DAY}", 1)


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "Ines Calder and Tom Vale"), ("de", "Ines Calder und Tom Vale"),
     ("es", "Ines Calder y Tom Vale")],
)  # fmt: skip
def test_two_who_share_the_work_are_named_together(language: str, said: str) -> None:
    names = ("Ines Calder", "INES CALDER", "???", "Tom Vale", "Oona Reed")
    facts = [fact("producer", id=f"f{i}", value=name) for i, name in enumerate(names)]
    value = words(*facts, language=language)["producer"]
    assert (value.value, value.source, set(value.facts)) == (said, "f0", {"f0", "f3"})
    withdrawn = replace(facts[0], standing=Standing.WITHDRAWN)
    assert words(withdrawn, *facts[3:])["producer"].value == "Tom Vale and Oona Reed"
    assert words(fact("engineer"), fact("engineer", id="x", value="Ana"))["engineer"].value == (
        PREDICATES["engineer"].example
    )


def test_everything_that_lines_say_has_its_word() -> None:
    facts = [fact(name) for name, one in PREDICATES.items() if one.said]
    assert {fact.predicate for fact in facts} <= words(*facts).keys()


@pytest.mark.parametrize(
    ("predicate", "changes"),
    [
        ("died_on", {}),
        ("instrument", {"tier": 3}),
        ("instrument", {"as_of": date(2030, 1, 1)}),
        ("instrument", {"language": "de"}),
        ("instrument", {"value": "???"}),
        ("instrument", {"standing": Standing.WITHDRAWN}),
        ("instrument", {"standing": Standing.DRAFT}),
        ("instrument", {"valid_to": DAY - timedelta(days=1)}),
        ("instrument", {"valid_from": DAY + timedelta(days=1)}),
        ("active", {"as_of": DAY - timedelta(days=31)}),
        ("origin", {"approvals": ()}),
        ("origin", {"sources": TWO[:1]}),
        ("origin", {"sources": (TWO[0], TWO[0])}),
        ("cover_of", {"by": "???"}),
        ("artist_says", {"by": "Somebody Else"}),
        ("released_on", {"value": "1999-03-10"}),
        ("released_on", {"value": "yesterday"}),
    ],
)
def test_a_fact_that_may_not_be_said_is_no_word(predicate: str, changes: dict[str, Any]) -> None:
    assert words(fact(predicate, **changes)) == {}


def test_nothing_is_said_of_the_dead_that_nobody_has_read_again() -> None:
    facts = [fact(name) for name, one in PREDICATES.items() if one.said]
    died = fact("died_on", value=f"{DAY - timedelta(days=5)}")
    assert words(*facts)
    assert words(died, *(replace(one, as_of=DAY - timedelta(days=20)) for one in facts)) == {}
    assert "instrument" in words(died, fact())


def test_where_children_may_listen_nothing_is_said_of_careers() -> None:
    facts = [fact(name) for name, one in PREDICATES.items() if one.said]
    there = Listener(taste=replace(TASTE, family=True), at=AT, language="en")
    spoken = fact_words(SONG, facts, there)
    assert spoken
    assert max(value.tier for value in spoken.values()) == 1
    assert max(value.tier for value in words(*facts).values()) == 2


def test_names_and_dates_are_said_in_every_language_and_texts_in_their_own() -> None:
    facts = [fact(name) for name in PREDICATES if PREDICATES[name].said]
    spoken = words(*facts, language="de")
    texts = {name for name, one in PREDICATES.items()
             if one.kind in {FactKind.TEXT, FactKind.STATEMENT}}  # fmt: skip
    assert texts.isdisjoint(spoken)
    assert spoken["released_on"].value == "am 21. März 1994"
    assert spoken["producer"].value == words(*facts)["producer"].value


@pytest.mark.parametrize(
    ("released", "today", "years"),
    [
        ("2016-03-10", "2026-03-10", 10), ("2025-03-10", "2026-03-10", 1),
        ("2016-03-10", "2026-03-11", None), ("2016-03", "2026-03-10", None),
        ("2016", "2026-03-10", None), ("2026-03-10", "2026-03-10", None),
        ("2016-02-29", "2026-02-28", None), ("2016-02-29", "2026-03-01", None),
        ("2016-02-29", "2028-02-29", 12),
    ],
)  # fmt: skip
def test_an_anniversary_is_the_very_day(released: str, today: str, years: int | None) -> None:
    made = song(0, np.random.default_rng(1), title="Tide", artist="Nia", artists=(), year=None)
    at = datetime.fromisoformat(f"{today}T12:00+00:00").astimezone(UTC)
    day = fact("released_on", value=released, as_of=date(2026, 1, 1))
    found = fact_words(made, (day,), Listener(taste=TASTE, at=at)).get("anniversary")
    assert (found.value if found else None) == years
    if found:
        assert found.facts.keys() == {"f-released_on", "clock"}


def test_two_facts_that_contradict_each_other_are_both_unsaid() -> None:
    assert words(fact("released_on", value="1994"),
                 fact("released_on", id="other", value="1995")) == {}  # fmt: skip


DAYS = st.dates(date(2015, 1, 1), date(2035, 1, 1))


@given(
    predicate=st.sampled_from([*PREDICATES]), as_of=DAYS, since=st.none() | DAYS,
    until=st.none() | DAYS, tier=st.integers(0, 3), language=st.sampled_from(["en", "en-GB", "de"]),
    publishers=st.lists(st.sampled_from(["one", "two", ""]), min_size=1, max_size=3),
    approvals=st.sampled_from([(), ("an editor",), (" ",)]), standing=st.sampled_from(Standing),
)  # fmt: skip
def test_no_word_rests_on_a_fact_that_is_stale_withdrawn_foreign_sensitive_or_unapproved(
    predicate: str, as_of: date, since: date | None, until: date | None, tier: int,
    language: str, publishers: list[str], approvals: tuple[str, ...], standing: Standing,
) -> None:  # fmt: skip
    sources = tuple(Source(title="s", locator="p", publisher=name) for name in publishers)
    one = fact(predicate, as_of=as_of, valid_from=since, valid_to=until, tier=tier,
               language=language, sources=sources, approvals=approvals,
               standing=standing)  # fmt: skip
    about = PREDICATES[predicate]
    if not words(one):
        return
    assert standing is Standing.APPROVED
    assert about.said
    assert about.tier <= tier <= 2
    assert as_of <= DAY
    assert (since or DAY) <= DAY <= (until or DAY)
    assert about.fresh_days is None or (DAY - as_of).days <= about.fresh_days
    assert language.startswith("en") or about.kind in {FactKind.NAME, FactKind.DATE}
    assert tier < 2 or (approvals == ("an editor",) and len({*publishers} - {""}) >= 1)
    assert tier < 2 or len({name or "s" for name in publishers}) >= 2


def test_facts_of_one_name_never_reach_another_person_of_that_name() -> None:
    """Two hundred pairs: one name, one title, and two people, told apart by album or identifier."""
    songs, facts = [], []
    for pair in range(200):
        for twin in "ab":
            tags = {"title": f"Tide {pair}", "artist": f"Nia {pair}", "artists": (f"Nia {pair}",),
                    "album": f"Album {twin}{pair}"}  # fmt: skip
            made = song(2 * pair + (twin == "b"), np.random.default_rng(pair), **tags)
            songs.append(made)
            subject = {"artist": f"Nia {pair}", "album": f"Album {twin}{pair}"}
            facts.append(fact("origin", id=f"{twin}{pair}", value=f"Town {twin}{pair}",
                              subject=subject))  # fmt: skip
    attached = attach(facts, [made.track for made in songs])
    for made in songs:
        found = fact_words(made, attached[made.id], Listener(taste=TASTE, at=AT))
        own = made.track.album.removeprefix("Album ")
        assert found["origin"].value == f"Town {own}"
