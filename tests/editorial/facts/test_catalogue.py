from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dj.editorial.facts.catalogue import Edition, Shelf, facts_of_row
from dj.editorial.facts.catalogue_rows import Found, catalogue_rows
from dj.model.editorial import Fact
from dj.model.track import Skipped, Track
from dj.model.usable import unusable
from dj.units import TrackId

SONG = "0b5b3c1a-7f52-4f6c-9a53-0c1d2e3f4a5b"
GROUP = "1b5b3c1a-7f52-4f6c-9a53-0c1d2e3f4a5b"
ARTIST = "2b5b3c1a-7f52-4f6c-9a53-0c1d2e3f4a5b"
READ_ON = date(2026, 11, 1)
TODAY = date(2026, 11, 28)

TRACK = Track(
    id=TrackId("t"), path=Path("t.flac"), title="Salt", artist="Ana Lee", album="Coast",
    duration_s=200.0, ids={"mbid": SONG, "release_group_mbid": GROUP, "artist_mbid": ARTIST},
)  # fmt: skip


def person(kind: str, name: str, **more: object) -> dict[str, object]:
    return {"type": kind, "artist": {"id": f"p-{name}", "name": name}, **more}


def recording(*relations: object, **more: object) -> dict[str, object]:
    return {"id": SONG.upper(), "title": "SALT", "length": 200000,
            "artist-credit": [{"name": "Ana Lee", "joinphrase": "", "artist": {"id": ARTIST}}],
            "relations": list(relations), **more}  # fmt: skip


def artist(*relations: object, **more: object) -> dict[str, object]:
    return {"id": ARTIST, "name": "Ana Lee", "sort-name": "Lee, Ana", "relations": list(relations),
            **more}  # fmt: skip


def taken(
    folder: Path, *rows: object, track: Track = TRACK
) -> tuple[list[Fact], list[Skipped], list[object]]:
    """Facts of rows written one a line, what of them was refused, and all that was read."""
    path = folder / "rows.json"
    path.write_bytes(b"\n".join(msgspec.json.encode(row) for row in rows) + b"\n")
    facts, skipped, read = list[Fact](), list[Skipped](), list(catalogue_rows(path))
    for one in read:
        if isinstance(one, Found):
            more, left = facts_of_row(one, Shelf([track]), Edition(retrieved=READ_ON))
            facts += more
            skipped += left
    return facts, skipped, list(read)


def told(folder: Path, row: Mapping[str, object], track: Track = TRACK) -> dict[str, str]:
    facts, _, _ = taken(folder, row, track=track)
    return {fact.predicate: fact.value for fact in facts}


def test_a_recording_tells_its_first_day_and_who_made_it(tmp_path: Path) -> None:
    wrote = [person("composer", "Tom Vale"), person("lyricist", "Ines Calder")]
    work = {"id": "w", "title": "Salt", "relations": wrote}
    row = recording(
        person("producer", "Bo"), person("mix", "Oona Reed"), person("vocal", "Ana Lee"),
        {"type": "performance", "work": work},
        {"type": "recorded at", "place": {"name": "Harbour Hall"}},
        {"type": "samples material", "direction": "forward", "recording":
            {"id": "x", "title": "Sea", "artist-credit": [{"name": "Cy"}]}},
        **{"first-release-date": "1994-03-21"},
    )  # fmt: skip
    assert told(tmp_path, row) == {
        "released_on": "1994-03-21", "producer": "Bo", "engineer": "Oona Reed",
        "composer": "Tom Vale", "lyricist": "Ines Calder", "recorded_at": "Harbour Hall",
        "sample_of": "Sea",
    }  # fmt: skip


def test_a_fact_says_where_it_can_be_checked_and_what_it_is_about(tmp_path: Path) -> None:
    (fact,), _, _ = taken(tmp_path, recording(person("producer", "Bo")))
    assert fact.subject == {"mbid": SONG, "title": "SALT"}
    assert fact.as_of == fact.source.retrieved == READ_ON
    assert fact.source.locator.endswith(f"/recording/{SONG}")
    assert (fact.source.licence, unusable(fact, TODAY, "de")) == ("CC0-1.0", "")


def test_a_role_that_is_shared_is_not_told(tmp_path: Path) -> None:
    row = recording(person("producer", "Bo"), person("producer", "Cy"), person("arranger", "Di"))
    assert told(tmp_path, row) == {"arranger": "Di"}


def test_of_a_medley_no_composer_is_told(tmp_path: Path) -> None:
    works = [{"type": "performance", "work": {"id": name, "relations": [person("composer", name)]}}
             for name in ("Bo", "Cy")]  # fmt: skip
    assert told(tmp_path, recording(*works)) == {}


@pytest.mark.parametrize("day", ["", "????", "1994-13", "1994-02-30", "spring"])
def test_what_is_no_date_is_not_told(tmp_path: Path, day: str) -> None:
    assert told(tmp_path, recording(**{"first-release-date": day})) == {}


def test_an_identifier_without_an_agreeing_name_attaches_nothing(tmp_path: Path) -> None:
    stranger = replace(TRACK, title="Sea", artist="Cy")
    facts, skipped, _ = taken(tmp_path, recording(person("producer", "Bo")), track=stranger)
    assert facts == []
    assert "another name" in skipped[0].reason
    by_artist = replace(TRACK, title="Salt (2 a.m.)")
    (fact,), _, _ = taken(tmp_path, recording(person("producer", "Bo")), track=by_artist)
    assert fact.subject == {"mbid": SONG, "artist": "Ana Lee"}


def test_a_name_without_the_identifier_attaches_nothing(tmp_path: Path) -> None:
    row = recording(person("producer", "Bo"))
    assert told(tmp_path, row, replace(TRACK, ids={})) == {}
    assert told(tmp_path, row, replace(TRACK, ids={"mbid": GROUP})) == {}


@pytest.mark.parametrize(
    ("more", "days"),
    [
        ({"primary-type": "Album"}, {"released_on": "1994-03"}),
        ({"primary-type": "Single", "secondary-types": []}, {"released_on": "1994-03"}),
        ({"primary-type": "Album", "secondary-types": ["Compilation"]}, {}),
        ({"primary-type": "Album", "secondary-types": ["Live"]}, {}),
        ({"primary-type": "Broadcast"}, {}),
        ({"primary-type": None}, {}),
    ],
)
def test_only_a_new_album_tells_when_its_songs_came_out(
    tmp_path: Path, more: dict[str, object], days: dict[str, str]
) -> None:
    row = {"id": GROUP, "title": "Coast", "first-release-date": "1994-03", **more}
    assert told(tmp_path, row) == days


@pytest.mark.parametrize(("day", "labels"), [("1994-03", {"label": "Small Boat"}), ("2011", {})])
def test_the_label_is_that_of_the_first_edition(
    tmp_path: Path, day: str, labels: dict[str, str]
) -> None:
    row = {"id": "r", "title": "Coast", "date": day, "barcode": "1",
           "release-group": {"id": GROUP, "title": "Coast", "first-release-date": "1994-03"},
           "label-info": [{"label": {"name": "Small Boat"}}]}  # fmt: skip
    assert told(tmp_path, row) == labels


def test_what_a_catalogue_says_of_an_artist_waits_for_a_second_source(tmp_path: Path) -> None:
    row = artist(
        person("member of band", "The Quiet Hours", direction="forward"),
        person("member of band", "Old Band", direction="forward", ended=True),
        person("member of band", "A Member", direction="backward"),
        **{"type": "Group", "life-span": {"begin": "1987", "ended": None},
           "begin-area": {"name": "Tromsø", "type": "City"}},
    )  # fmt: skip
    facts, _, _ = taken(tmp_path, row)
    assert {fact.predicate: fact.value for fact in facts} == {
        "origin": "Tromsø", "formed_in": "1987", "member_of": "The Quiet Hours"}  # fmt: skip
    assert all("two sources" in unusable(fact, TODAY, "en") for fact in facts)


def test_a_country_is_no_town(tmp_path: Path) -> None:
    assert told(tmp_path, artist(**{"begin-area": {"name": "Norway", "type": "Country"}})) == {}


@pytest.mark.parametrize(
    ("span", "day"),
    [({"end": "2019-05-02", "ended": True}, "2019-05-02"), ({"ended": True}, "2026-11-01")],
)
def test_a_death_is_a_warning_even_without_its_day(
    tmp_path: Path, span: dict[str, object], day: str
) -> None:
    row = artist(**{"type": "Person", "life-span": span})
    assert told(tmp_path, row) == {"died_on": day}


@pytest.mark.parametrize(
    ("born", "kept"),
    [("2008-11-02", True), ("2008", True), ("2008-11-01", False), ("1971", False), ("once", False)],
)
def test_a_day_of_birth_is_kept_only_of_those_who_may_be_under_age(
    tmp_path: Path, born: str, kept: bool
) -> None:
    row = artist(**{"type": "Person", "life-span": {"begin": born}})
    assert told(tmp_path, row) == ({"born_on": born} if kept else {})


def test_an_alias_is_a_name_too(tmp_path: Path) -> None:
    row = artist(type="Person", **{"life-span": {"ended": True}}) | {
        "name": "Ana L.", "aliases": [{"name": "ANA LEE"}]}  # fmt: skip
    (fact,), _, _ = taken(tmp_path, row)
    assert fact.subject == {"artist_mbid": ARTIST, "artist": "ANA LEE"}


def test_hostile_names_are_refused_and_the_rest_of_the_row_is_read(tmp_path: Path) -> None:
    row = recording(person("producer", "{{ 7*7 }}"), person("arranger", "x" * 5000),
                    person("mix", "Oona\u202eReed\n"),
                    {"type": "recorded at", "place": {"name": "www.example.org"}})  # fmt: skip
    facts, skipped, _ = taken(tmp_path, row)
    assert {fact.predicate: fact.value for fact in facts} == {"engineer": "Oona Reed"}
    assert len(skipped) == 3


def test_rows_of_other_music_and_broken_rows_do_no_harm(tmp_path: Path) -> None:
    other = recording(person("producer", "Bo")) | {"id": GROUP}
    facts, skipped, read = taken(tmp_path, other, {"x": 1}, 7, [1, 2], {"title": "x", "id": [1]})
    assert (facts, skipped) == ([], [])
    assert sum(isinstance(one, Skipped) for one in read) == 5


@given(st.recursive(
    st.none() | st.booleans() | st.text(max_size=5) | st.integers(-9, 9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(
        st.sampled_from(["id", "title", "relations", "artist", "type", "life-span", "sort-name",
                         "primary-type", "release-group", "work", "name"]), inner, max_size=5),
    max_leaves=12,
))  # fmt: skip
def test_no_json_makes_the_reader_fall_over(document: Any) -> None:
    from dj.editorial.facts.catalogue_rows import _row

    found = _row(document, "x")
    if isinstance(found, Found):
        facts_of_row(found, Shelf([TRACK]), Edition(retrieved=READ_ON))
