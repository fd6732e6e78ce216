from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from dj.editorial.facts.from_tags import facts_of_tags
from dj.model.dates import PartialDate
from dj.model.track import Track
from dj.model.usable import judged
from dj.units import TrackId

TODAY = date(2026, 11, 28)
FIRST = PartialDate(year=1994, month=3, day=21)


def track(
    roles: Mapping[str, tuple[str, ...]],
    *,
    album: str = "Coast",
    first: PartialDate | None = None,
    year: int | None = 1994,
    corrected: str = "",
) -> Track:
    return Track(
        id=TrackId("0123abcd"), path=Path("/m/03 Salt.flac"), title="Salt", artist="Ana Lee",
        album=album, year=year, first_released=first, credits=roles, duration_s=200.0,
        provenance={corrected: "overrides.yaml: line 3"} if corrected else {},
    )  # fmt: skip


def told(one: Track) -> dict[str, str]:
    return {fact.predicate: fact.value for fact in facts_of_tags(one, TODAY)}


def test_credits_become_facts_with_the_file_as_their_source() -> None:
    (fact,) = facts_of_tags(track({"composer": ("Tom Vale",)}), TODAY)
    assert (fact.id, fact.value, fact.tier) == ("tag:0123abcd:composer", "Tom Vale", 1)
    assert (fact.source.title, fact.source.locator) == ("tags of 03 Salt.flac", "composer")
    assert judged([fact], TODAY, "de") == ((fact, ""),)


def test_of_several_names_none_is_told_and_nor_is_a_name_with_a_comma() -> None:
    shared = {"producer": ("Ana Lee", "Bo"), "composer": ("Vale, Tom",), "engineer": ("Oona Reed",)}
    assert told(track(shared)) == {"engineer": "Oona Reed"}


def test_a_label_is_the_first_one_only_if_both_dates_are_tagged_and_agree() -> None:
    label = {"label": ("Small Boat Records",)}
    assert told(track(label)) == {}
    assert told(track(label, first=FIRST)) == {
        "label": "Small Boat Records", "released_on": "1994-03-21"}  # fmt: skip
    assert told(track(label, first=FIRST, year=2011)) == {"released_on": "1994-03-21"}


@pytest.mark.parametrize(
    "album", ["Coast (Deluxe Edition)", "The Best of Ana Lee", "Coast (Remastered)", "Live in Oslo"]
)
def test_a_later_edition_has_another_label(album: str) -> None:
    assert "label" not in told(track({"label": ("Big Ship",)}, album=album, first=FIRST))


@pytest.mark.parametrize("field", ["year", "released"])
def test_a_date_that_editors_have_corrected_is_not_told_from_tags(field: str) -> None:
    assert told(track({}, first=FIRST, corrected=field)) == {}


def test_tags_yield_to_what_editors_say_of_the_same() -> None:
    one = track({"composer": ("Tom Vale",), "producer": ("Bo",)})
    assert [f.predicate for f in facts_of_tags(one, TODAY, {"composer"})] == ["producer"]
