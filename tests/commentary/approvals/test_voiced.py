from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest

from dj.commentary import fallen, told_facts
from dj.model.editorial import Fact, Source, Standing
from dj.model.script import Script, VoicedFact
from dj.testing.examples import song

TODAY = date(2026, 11, 28)
TRACK = song(1, title="Harbour", artist="Ana").track
FACT = Fact(id="room", subject={"artist": "Ana"}, predicate="recorded_at", value="Harbour Hall",
            as_of=date(2026, 5, 1), tier=1,
            sources=(Source(title="Notes", locator="3"),))  # fmt: skip
TOLD = VoicedFact(says="recorded_at of Ana - Harbour", value="Harbour Hall", source="Notes, 3")


def found(facts: Sequence[Fact], told: VoicedFact = TOLD, name: str = "room") -> str:
    script = Script(facts={name: told})
    return " ".join(fallen(script, {TRACK.id: tuple(facts)}, [TRACK], TODAY))


def test_a_fact_that_stands_as_it_was_said_is_no_finding() -> None:
    assert found([FACT]) == ""


@pytest.mark.parametrize(
    ("facts", "why"),
    [
        ([replace(FACT, standing=Standing.WITHDRAWN)], "it was withdrawn"),
        ([replace(FACT, standing=Standing.DRAFT)], "it is a draft"),
        ([replace(FACT, value="Low Hall")], "it says 'recorded_at: Low Hall' now"),
        ([replace(FACT, predicate="label")], "it says 'label: Harbour Hall' now"),
        ([replace(FACT, valid_to=date(2026, 11, 27))], "it held until 2026-11-27"),
        ([], "nobody says it of these songs now"),
    ],
)
def test_a_fact_that_fell_is_named_with_the_reason(facts: list[Fact], why: str) -> None:
    said = "the fact 'room' (recorded_at of Ana - Harbour: Harbour Hall) may not be said any more"
    assert found(facts) == f"{said}: {why}."


def test_whose_a_version_is_counts_as_well() -> None:
    cover = replace(FACT, predicate="cover_of", value="Tide", by="Bo")
    told = replace(TOLD, says="cover_of of Ana - Harbour, by Bo", value="Tide")
    assert found([cover], told) == ""
    assert "'cover_of: Tide, by Cy' now" in found([replace(cover, by="Cy")], told)


def test_tags_fall_only_where_an_editor_took_them_back() -> None:
    name = f"tag:{TRACK.id}:producer"
    script = Script(facts={name: replace(TOLD, says="producer of Ana - Harbour")})
    assert fallen(script, {}, [TRACK], TODAY) == ()
    (said,) = fallen(script, {}, [TRACK], TODAY, taken_back={name})
    assert said.endswith("it was withdrawn.")


def test_without_its_song_a_fact_is_judged_alone() -> None:
    script = Script(facts={"room": TOLD})
    assert fallen(script, {}, [], TODAY, loose=[FACT]) == ()
    gone = replace(FACT, standing=Standing.WITHDRAWN)
    assert len(fallen(script, {}, [], TODAY, loose=[gone])) == 1


def test_plays_and_measurements_are_nobody_s_to_take_back() -> None:
    plays = VoicedFact(says="plays of Ana - Harbour", value="3", source="history")
    assert list(told_facts(Script(facts={"history:1:plays": plays, "room": TOLD}))) == ["room"]
