"""`dj facts`, as typed."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.acceptance.house import Home, song

pytestmark = pytest.mark.slow

MBID = "0b5b3c1a-7f52-4f6c-9a53-0c1d2e3f4a5b"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """Two songs; the first has an identifier and a composer in its tags."""
    place = Home(tmp_path_factory.mktemp("facts"))
    song(place.music / "one.flac", 1, title="Harbour", artist="Ana", composer="Tom Vale",
         musicbrainz_trackid=MBID)  # fmt: skip
    song(place.music / "two.flac", 2, title="\x1b[31mRed", artist="Bo")
    place.good("scan", "music")
    return place


def listed(home: Home, *words: str) -> dict[str, Any]:
    document = json.loads(home.good("facts", "list", *words, "--json"))
    return {row["fact"]["id"]: row for row in document["facts"]}


def test_what_tags_tell_is_listed_with_its_source(home: Home) -> None:
    shown = home.good("facts", "list", "harbour")
    assert "composer: Tom Vale" in shown
    assert "tags of one.flac, composer" in shown
    assert not any(name.startswith("tag:") for name in listed(home))


def test_a_fact_goes_from_adding_to_withdrawal(home: Home) -> None:
    source = "Sleeve notes | page 3 | Small Boat"
    home.good("facts", "add", "producer", "Ines Calder", "--track", "harbour", "--source", source)
    row = listed(home, "--artist", "ana")["harbour-producer"]
    assert row["resting"] == ""
    told = home.good("facts", "withdraw", "harbour-producer", "--by", "Rosa", "--note", "it was Bo")
    assert "Sessions made before that say it: none." in told
    assert listed(home, "harbour")["harbour-producer"]["resting"] == "it was withdrawn"
    log = json.loads(home.good("pool", "log", "--json"))["changes"]
    assert [(one["kind"], one["editor"], one["note"]) for one in log[-2:]] == [
        ("facts", "", "added harbour-producer"),
        ("facts", "Rosa", "withdrew harbour-producer: it was Bo"),
    ]
    unknown = home.run("facts", "withdraw", "nothing", "--by", "Rosa", "--note", "x")
    assert unknown.code == 3
    assert "there is no fact 'nothing'" in unknown.complaint


def test_a_fact_that_is_not_sound_is_told_with_its_field(home: Home) -> None:
    found = home.run("facts", "add", "producer", "x@y.example", "--track", "harbour",
                     "--source", "a|b")  # fmt: skip
    assert found.code == 5
    assert "harbour-producer.value: FCT008" in found.out or "used twice" in found.out
    assert "Nothing was written." in found.err


def test_a_check_tells_mistakes_and_what_rests(home: Home) -> None:
    path = home.place / "theirs.yaml"
    rest = "subject: {artist: A, title: B}, as_of: 2026-01-01, source: {title: x, locator: y}"
    path.write_text(f"- {{id: a, predicate: award, value: Prize, {rest}}}\n"
                    f"- {{id: b, predicate: awards, value: Prize, {rest}}}\n")  # fmt: skip
    found = home.run("facts", "check", path)
    assert found.code == 5
    assert "theirs.yaml:1: a: will not be said on" in found.out
    assert "tier 2 needs two sources of different publishers." in found.out
    assert "theirs.yaml:2:11: b.predicate: FCT006 there is no predicate 'awards'" in found.out
    document = json.loads(home.run("facts", "check", path, "--json").out)
    assert [one["id"] for one in document["resting"]] == ["a"]
    assert home.run("facts", "check").code == 0


def test_a_catalogue_is_brought_in_by_identifier(home: Home) -> None:
    rows = Path(home.place / "rows.json")
    rows.write_text(json.dumps({"recordings": [
        {"id": MBID, "title": "Harbour", "first-release-date": "1994-03"}]}))  # fmt: skip
    told = home.good("facts", "import", rows, "--retrieved", "2026-01-02")
    assert "1 row read, 1 fact about this library, 0 left out." in told
    (row,) = [
        r for r in listed(home, "harbour").values() if r["fact"]["predicate"] == "released_on"
    ]
    assert row["fact"]["value"] == "1994-03"
    assert row["resting"] == ""
