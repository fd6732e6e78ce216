"""Silence by mistake harms nobody: what is not known is read as what keeps most unsaid."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dj.model.caution import caution, of_age
from dj.model.editorial import PREDICATES, Fact, Standing
from dj.model.usable import judged
from dj.testing.planted import sound_fact

TODAY = date(2026, 11, 28)
SUBJECT = {"artist": "Ana Lee", "title": "Salt"}
SAID = [name for name, known in PREDICATES.items() if known.said]


def fact(predicate: str, value: str = "", **changes: object) -> Fact:
    """A fact that may be said on `TODAY`, with changes."""
    sound = sound_fact(predicate, SUBJECT, TODAY)
    return replace(sound, value=value or sound.value, **changes)  # type: ignore[arg-type]


def resting(warning: Fact, on: date = TODAY) -> set[str]:
    """Predicates that may be said alone, and not beside a warning."""
    pairs = [(fact(name), warning) for name in SAID]
    return {one.predicate for one, other in pairs if judged([one, other], on, "en")[0][1]}


CAREER = {name for name in SAID if PREDICATES[name].tier == 2}


@pytest.mark.parametrize(
    ("born", "of_age_on"),
    [
        ("2008-11-28", "2026-11-28"), ("2008-11", "2026-11-30"), ("2008", "2026-12-31"),
        ("2008-02-29", "2026-03-01"), ("unknown", "9999-12-31"), ("9999", "9999-12-31"),
    ],
)  # fmt: skip
def test_somebody_is_of_age_when_the_latest_day_they_can_be_born_on_is(
    born: str, of_age_on: str
) -> None:
    assert of_age(born) == date.fromisoformat(of_age_on)


def test_of_somebody_under_age_only_the_music_is_spoken_of() -> None:
    assert resting(fact("born_on", "2010-05-02")) == CAREER
    assert resting(fact("born_on", "2008")) == CAREER
    assert resting(fact("born_on", "2008-11-28")) == set()
    assert resting(fact("born_on", "2010", standing=Standing.DRAFT, approvals=())) == CAREER
    assert resting(fact("born_on", "2010", standing=Standing.WITHDRAWN)) == set()


def test_of_a_band_the_youngest_counts() -> None:
    told = [fact("born_on", "1990"), fact("born_on", "2011", id="y"), fact("award")]
    assert "under 18" in judged(told, TODAY, "en")[2][1]


def test_whom_editors_do_not_praise_is_named_and_no_more() -> None:
    kept = resting(fact("no_praise", "2026-11-01"))
    assert {"award", "editors_note", "studio_note", "artist_says", "heard_live"} <= kept
    assert not kept & {"released_on", "producer", "composer", "label", "origin", "cover_of"}


def test_praise_rests_from_the_day_on_until_it_ends_or_is_taken_back() -> None:
    assert resting(fact("no_praise", "2026-11-29")) == set()
    assert resting(fact("no_praise", "2026-11-28"))
    assert resting(fact("no_praise", "2026"))
    assert resting(fact("no_praise", "from now on"))
    assert resting(fact("no_praise", "2026", standing=Standing.DRAFT))
    assert resting(fact("no_praise", "2026", standing=Standing.WITHDRAWN)) == set()
    assert resting(fact("no_praise", "2025", valid_to=TODAY - timedelta(1))) == set()
    assert resting(fact("no_praise", "2025", valid_to=TODAY))


@given(st.sampled_from(["died_on", "born_on", "no_praise"]), st.text(max_size=12), st.dates())
def test_no_value_makes_a_warning_fall_over(predicate: str, value: str, on: date) -> None:
    told = caution([fact(predicate, value or "x")], on)
    assert isinstance(told.against(fact("award")), str)
