from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dj.model.dates import PartialDate
from dj.model.editorial import PREDICATES, Fact, Source, Standing
from dj.model.track import Track
from dj.model.usable import independent, judged, unusable
from dj.testing.planted import planted_facts, sound_fact
from dj.units import TrackId

TODAY = date(2026, 11, 28)
ONE = Source(title="Sleeve notes", locator="page 3", publisher="Small Boat")
TWO = Source(title="Interview", locator="minute 4", publisher="Harbour Radio")


def fact(predicate: str, value: str = "", **changes: object) -> Fact:
    """A fact that may be said on `TODAY`, with changes."""
    sound = sound_fact(predicate, {"artist": "Ana Lee", "title": "Salt"}, TODAY)
    return replace(sound, value=value or sound.value, **changes)  # type: ignore[arg-type]


def track(**changes: object) -> Track:
    known = Track(id=TrackId("t"), path=Path("t.flac"), title="Salt", artist="Ana Lee",
                  duration_s=200.0)  # fmt: skip
    return replace(known, **changes)  # type: ignore[arg-type]


def reasons(*facts: Fact, of: Track | None = None) -> list[str]:
    return [why for _, why in judged(facts, TODAY, "en", of)]


SAYABLE = [name for name, known in PREDICATES.items() if known.said]


@pytest.mark.parametrize("predicate", SAYABLE)
def test_a_sound_fact_of_each_kind_may_be_said(predicate: str) -> None:
    assert unusable(fact(predicate), TODAY, "en") == ""


@pytest.mark.parametrize(
    ("one", "says"),
    [
        (fact("died_on"), "keeps other facts"),
        (fact("producer", standing=Standing.DRAFT), "draft"),
        (fact("producer", standing=Standing.WITHDRAWN), "withdrawn"),
        (fact("producer", tier=3), "tier 3"),
        (fact("award", tier=1), "at least 2"),
        (fact("producer", as_of=TODAY + timedelta(1)), "after this day"),
        (fact("active", as_of=TODAY - timedelta(31)), "goes stale after 30 days"),
        (fact("producer", valid_from=TODAY + timedelta(1)), "holds from"),
        (fact("producer", valid_to=TODAY - timedelta(1)), "held until"),
        (fact("studio_note", language="de"), "written in 'de'"),
        (fact("cover_of", by=" "), "which artist"),
        (fact("released_on", "2026-11-29"), "still to come"),
        (fact("released_on", "2027"), "still to come"),
        (fact("released_on", "soon"), "no date"),
        (fact("award", sources=(ONE,)), "two sources"),
        (fact("award", sources=(ONE, replace(TWO, publisher="SMALL  BOAT"))), "two sources"),
        (fact("award", approvals=()), "no editor"),
        (fact("award", approvals=(" ",)), "no editor"),
        (fact("producer", sources=()), "no source"),
        (replace(fact("producer"), predicate="was_arrested"), "nothing is known"),
    ],
)  # fmt: skip
def test_each_reason_is_told_in_words(one: Fact, says: str) -> None:
    assert says in unusable(one, TODAY, "en")


def test_the_last_fresh_day_and_the_last_valid_day_still_count() -> None:
    assert unusable(fact("active", as_of=TODAY - timedelta(30)), TODAY, "en") == ""
    assert unusable(fact("producer", valid_from=TODAY, valid_to=TODAY), TODAY, "en") == ""


def test_names_and_dates_are_said_in_every_language_and_regions_do_not_matter() -> None:
    assert unusable(fact("producer"), TODAY, "de-AT") == ""
    assert unusable(fact("released_on"), TODAY, "es") == ""
    assert unusable(fact("studio_note", language="en-GB"), TODAY, "en") == ""


def test_sources_without_a_publisher_are_told_apart_by_title() -> None:
    bare = Source(title="Sleeve notes", locator="page 9")
    assert independent([bare, replace(bare, locator="page 10")]) == 1
    assert independent([bare, replace(bare, title="Poster")]) == 2


@pytest.mark.parametrize("standing", [Standing.APPROVED, Standing.DRAFT])
def test_after_a_death_all_rests_until_an_editor_has_read_it_again(standing: Standing) -> None:
    died = fact("died_on", "2026-11-24", standing=standing, approvals=(), sources=(ONE,))
    before, after = date(2026, 11, 24), date(2026, 11, 25)
    told = reasons(died, fact("producer", reviewed=before), fact("award", reviewed=after))
    assert "died" in told[1]
    assert told[2] == ""
    assert "died" in reasons(died, fact("producer", approvals=(), reviewed=after))[1]


def test_a_death_of_which_only_the_year_is_known_lasts_to_its_end() -> None:
    died = fact("died_on", "2025")
    assert "died" in reasons(died, fact("producer", reviewed=date(2025, 12, 31)))[1]
    assert reasons(died, fact("producer", reviewed=date(2026, 1, 1)))[1] == ""


def test_a_withdrawn_death_keeps_nothing_back() -> None:
    died = fact("died_on", "2026-11-24", standing=Standing.WITHDRAWN)
    assert reasons(died, fact("producer", reviewed=date(2026, 1, 1)))[1] == ""


def test_two_dates_that_contradict_each_other_are_both_unsaid() -> None:
    told = reasons(fact("released_on", "1994-03-21"), fact("released_on", "1994-04", id="other"))
    assert "'other' says '1994-04'" in told[0]
    assert "says '1994-03-21'" in told[1]
    agreeing = reasons(fact("released_on", "1994"), fact("released_on", "1994-03", id="other"))
    assert agreeing == ["", ""]


def test_a_contradiction_that_may_not_be_said_itself_does_not_count() -> None:
    draft = fact("released_on", "1994-04", id="other", standing=Standing.DRAFT)
    assert reasons(fact("released_on", "1994-03-21"), draft)[0] == ""


def test_two_producers_are_no_contradiction_and_two_originals_are() -> None:
    pair = (fact("producer", "Ana"), fact("producer", "Bo", id="other"))
    assert reasons(*pair) == ["", ""]
    originals = (fact("cover_of", "Salt"), fact("cover_of", "Sea", id="other"))
    assert all(reasons(*originals))


def test_a_song_did_not_come_out_after_its_own_tags_had_it() -> None:
    reissue = fact("released_on", "2011-05-02")
    assert "earlier" in reasons(reissue, of=track(year=1994))[0]
    assert "earlier" in reasons(reissue, of=track(released=PartialDate(year=2011, month=4)))[0]
    assert reasons(reissue, of=track(year=2011)) == [""]
    assert reasons(fact("released_on", "1994"), of=track(year=2011)) == [""]


def test_the_year_of_a_reissue_is_not_that_of_the_song() -> None:
    deluxe = track(album="Coast (Deluxe Edition)", year=2011)
    dated = fact("released_on", "2011-05-02")
    assert "later edition" in reasons(dated, of=deluxe)[0]
    assert reasons(dated, of=track(album="Coast", year=2011)) == [""]
    assert reasons(fact("released_on", "1994"), of=deluxe) == [""]
    surely = replace(dated, subject={"mbid": "0b5b3c1a", "title": "Salt"})
    assert reasons(surely, of=deluxe) == [""]


def test_of_five_hundred_stale_or_false_facts_none_may_be_said() -> None:
    planted = planted_facts({"artist": "Ana Lee", "title": "Salt"}, TODAY)
    assert len(planted) >= 500
    assert {facts[0].predicate for facts in planted} == set(PREDICATES)
    said = [facts[0] for facts in planted if not reasons(*facts)[0]]
    assert said == []


@given(st.dates(), st.dates(), st.sampled_from(sorted(PREDICATES)), st.text(max_size=12))
def test_no_day_and_no_value_makes_the_judge_fall_over(
    on: date, as_of: date, predicate: str, value: str
) -> None:
    one = fact(predicate, value or "x", as_of=as_of)
    ((_, why),) = judged([one], on, "en", track(year=1994))
    assert why or (as_of <= on and PREDICATES[predicate].said)


@pytest.mark.parametrize("predicate", ["producer", "composer", "lyricist", "arranger", "engineer"])
def test_a_credit_of_the_songs_own_artist_tells_nothing(predicate: str) -> None:
    own = track(artist="Ana Lee & Tom", artists=("Ana Lee", "Tom"))
    assert "artist already" in reasons(fact(predicate, "TOM"), of=own)[0]
    assert reasons(fact(predicate, "Ines"), of=own) == [""]
