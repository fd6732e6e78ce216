"""All tongues say all times, and none says more than the rounding allows."""

from datetime import UTC, datetime, timedelta

import pytest

from dj.commentary.context import WORDS, WordKind
from dj.commentary.tongues import TONGUES, Hedge, Tongue, tongue
from dj.commentary.words.spoken_time import away, last_heard, length, spoken_time
from dj.model.dates import PartialDate
from dj.model.tonality import Key, Mode

MIDNIGHT = datetime(2026, 3, 10, tzinfo=UTC)
EACH = pytest.mark.parametrize("spoken", TONGUES, ids=lambda spoken: spoken.language)


@EACH
def test_every_mark_of_the_clock_is_said_its_own_way(spoken: Tongue) -> None:
    marks = [divmod(minutes, 60) for minutes in range(0, 1440, 5)]
    for hedge in Hedge:
        said = {spoken.clock(hour, minute, hedge) for hour, minute in marks}
        # A host says no "in the morning": twelve hours share their words, but for noon or midnight.
        assert 144 <= len(said) <= 288
        assert not any(character.isdigit() for text in said for character in text)


@EACH
def test_a_time_is_hedged_to_the_side_on_which_it_lies(spoken: Tongue) -> None:
    for minutes in range(1440):
        at = MIDNIGHT + timedelta(minutes=minutes)
        mark = 5 * round(minutes / 5)
        hedge = Hedge.BEFORE if mark > minutes else Hedge.AFTER if mark < minutes else Hedge.AT
        hour, minute = divmod(mark % 1440, 60)
        assert spoken_time(at, spoken) == spoken.clock(hour, minute, hedge)
        assert abs(mark - minutes) <= 2


@EACH
def test_names_are_complete_and_no_two_are_the_same(spoken: Tongue) -> None:
    assert (len(set(spoken.weekdays)), len(set(spoken.months))) == (7, 12)
    assert spoken.dayparts.keys() == {"morning", "afternoon", "evening", "night"}
    assert spoken.voices.keys() == {"woman", "man"}
    assert spoken.moods.keys() == {"mellow", "ambient"}
    keys = {spoken.key(Key(tonic=tonic, mode=mode)) for tonic in range(12) for mode in Mode}
    assert len(keys) == 24
    assert all((*spoken.weekdays, *spoken.months, spoken.this_session, spoken.your_host))


@EACH
def test_dates_are_said_as_exactly_as_they_are_known(spoken: Tongue) -> None:
    said = [spoken.when(PartialDate.parse(text)) for text in ("1994", "1994-03", "1994-03-21")]
    assert [("1994" in text, spoken.months[2] in text, "21" in text) for text in said] == [
        (True, False, False), (True, True, False), (True, True, True),
    ]  # fmt: skip
    assert len({spoken.when(PartialDate(year=2016, month=m)) for m in range(1, 13)}) == 12


@EACH
def test_the_past_is_said_for_every_age(spoken: Tongue) -> None:
    now = MIDNIGHT
    for days in range(0, 4000, 7):
        then = now - timedelta(days=days)
        assert bool(last_heard(then, now, spoken)) == (days >= 21)
        assert bool(away(then, now, spoken)) == (days >= 90)
    assert spoken.earlier_this_month != spoken.last_year
    for year in range(1920, 2000, 10):
        assert spoken.decade(year + 7) == spoken.decade(year)
    assert spoken.decade(2011) is None


@EACH
def test_lengths_are_round(spoken: Tongue) -> None:
    said = [length(60.0 * minutes, spoken) for minutes in (1, 12, 31, 45, 60, 92, 118, 175, 400)]
    assert all(said)
    assert len(set(said)) == len(said)


@EACH
def test_lists_of_names_end_with_a_word(spoken: Tongue) -> None:
    assert spoken.joined(["Tom"]) == "Tom"
    two = spoken.joined(["Tom", "Ray"])
    assert two.startswith("Tom ")
    assert two.endswith(" Ray")
    assert spoken.joined(["Ann", "Tom", "Ray"]).startswith("Ann, ")


@EACH
def test_notes_and_examples_are_of_words_that_exist(spoken: Tongue) -> None:
    names = {path.partition(".")[2] for path in WORDS}
    assert spoken.notes.keys() <= names
    assert spoken.examples.keys() <= names
    if spoken.language != "en":
        texts = {p.partition(".")[2] for p, w in WORDS.items() if w.kind is WordKind.TEXT}
        assert texts - spoken.examples.keys() == set()


def test_a_language_without_a_tongue_says_figures_or_nothing() -> None:
    bare = tongue("fr-CA")
    assert bare.clock(19, 5, Hedge.BEFORE) == "19:05"
    unsaid = [bare.length(60), bare.in_month(3), bare.when(PartialDate(year=1994)),
              bare.span(years=2), bare.months[0], bare.this_session]  # fmt: skip
    assert not any(unsaid)
    assert tongue("de-AT").language == "de"
