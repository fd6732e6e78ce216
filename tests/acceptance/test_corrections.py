"""The example of docs/overrides.md, entry by entry, on songs that it is about."""

import json
import re
import shutil
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from tests.acceptance.house import MOMENT, Home, song

FLAC: Any = import_module("mutagen.flac").FLAC
PAGE = Path(__file__).parents[2] / "docs" / "overrides.md"

pytestmark = pytest.mark.slow

SONGS = (
    ("a/1", {"artist": "TAFKAP", "title": "Alphabet"}),
    ("a/2", {"artist": "The Artist", "title": "Beta"}),
    ("b/1", {"artist": "Ana Lee & Bo", "title": "Together"}),
    ("b/2", {"artist": "Earth, Wind & Fire", "title": "Autumn"}),
    ("Nirvana 1968/1", {"artist": "Nirvana", "title": "Rainbow"}),
    ("c/1", {"artist": "Nirvana", "title": "Breed"}),
    ("c/2", {"artist": "Somebody", "title": "Nothing"}),
    ("d/1", {"artist": "Ana Lee", "title": "Harbour", "album": "Greatest Hits", "date": "2011"}),
    ("d/2", {"artist": "Ana Lee", "title": "Shore", "album": "Greatest Hits", "date": "2011"}),
    ("Requiem/1", {"artist": "Ignaz", "title": "Kyrie"}),
    ("e/1", {"artist": "Anyone", "title": "Unwanted"}),
    ("e/2", {"artist": "Somebody Else", "title": "Elsewhere"}),
)


@pytest.fixture(scope="module")
def _scanned(tmp_path_factory: pytest.TempPathFactory) -> Home:
    home = Home(tmp_path_factory.mktemp("corrected"))
    for number, (name, tags) in enumerate(SONGS):
        song(home.music / f"{name}.flac", number, seconds=36.0, **tags)
    home.good("scan", "music")
    return home


@pytest.fixture
def corrected(_scanned: Home, tmp_path: Path) -> Home:
    """The library with the example's corrections, where one identity is that of a song."""
    shutil.copytree(_scanned.place / "data", tmp_path / "data")
    home = Home(tmp_path)
    example, *_ = re.findall(r"```yaml\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)
    identity = listed(home)["Unwanted"]["id"][:8]
    (home.place / "overrides.yaml").write_text(example.replace("3f9c2a17", identity))
    return home


@pytest.fixture
def music(_scanned: Home) -> Iterator[Path]:
    """The songs, whose files are as before when the test is over."""
    before = {path: path.read_bytes() for path in _scanned.music.rglob("*.flac")}
    yield _scanned.music
    for path, content in before.items():
        path.write_bytes(content)


def listed(home: Home) -> dict[str, dict[str, Any]]:
    rows = json.loads(home.good("library", "list", "--json"))["tracks"]
    return {row["title"]: row for row in rows}


def line_of(home: Home, text: str) -> str:
    lines = (home.place / "overrides.yaml").read_text().splitlines()
    (number,) = (n for n, line in enumerate(lines, start=1) if line.strip().startswith(text))
    return f"overrides.yaml: line {number}"


def test_every_entry_does_what_its_comment_says(corrected: Home) -> None:
    assert "touches no track" not in corrected.good("library", "overrides", "--check")
    found = listed(corrected)
    artists = {title: row["artists"] for title, row in found.items()}
    assert artists["Alphabet"] == artists["Beta"] == ["Prince"]
    assert artists["Together"] == ["Ana Lee", "Bo"]
    assert artists["Autumn"] == ["Earth, Wind & Fire"]
    assert (artists["Rainbow"], artists["Breed"]) == (["Nirvana (UK)"], ["Nirvana"])
    assert {title for title, row in found.items() if row["banned"]} == {"Nothing", "Unwanted"}
    for title, year in (("Harbour", 1969), ("Shore", 1975)):
        row = found[title]
        assert (row["year"], row["genres"], row["language"]) == (year, ["Bossa Nova"], "pt-BR")
    assert found["Kyrie"]["work"] == "Requiem"


def test_the_ear_is_corrected_too_and_what_it_heard_is_kept(corrected: Home) -> None:
    shown = json.loads(corrected.good("track", "show", "Harbour", "--json"))
    harbour = listed(corrected)["Harbour"]
    (corrected.place / "overrides.yaml").unlink()
    heard = listed(corrected)["Harbour"]
    assert harbour["tempo_bpm"] == pytest.approx(heard["tempo_bpm"] / 2)
    assert (harbour["key"], harbour["post_s"]) == ("A minor", 14.2)
    assert heard["key"] != "A minor"
    assert heard["year"] == 2011
    assert heard["provenance"] == {}
    assert [entry["line"] for entry in shown["overrides"]["entries"]] == [17, 21]


def test_every_corrected_value_names_its_line(corrected: Home) -> None:
    found = listed(corrected)
    for title, field, line in (
        ("Alphabet", "artist", "- name: Prince"), ("Together", "artists", "- credit: Ana Lee & Bo"),
        ("Rainbow", "artist", "- name: Nirvana"), ("Shore", "language", "set: {year: 1975"),
        ("Harbour", "year", "year: 1969"), ("Harbour", "tempo_bpm", "tempo_bpm: x1/2"),
        ("Harbour", "key", "key: A minor"), ("Harbour", "post_s", "post_s: 14.2"),
        ("Kyrie", "work", "set: {work: Requiem"), ("Unwanted", "ban", "set: {ban: true}"),
    ):  # fmt: skip
        assert found[title]["provenance"][field] == line_of(corrected, line), (title, field)
        told = corrected.good("track", "show", title) if title == "Harbour" else ""
        assert title != "Harbour" or line_of(corrected, line) in told


def test_a_plan_plays_by_the_corrections(corrected: Home) -> None:
    corrected.good("plan", "--length", "5m", "--at", MOMENT, "--seed", "1", "--talk", "lots",
                   "--voice", "quiet", "-o", "session")  # fmt: skip
    session = json.loads((corrected.place / "session" / "session.json").read_text("utf-8"))
    played = {track["title"]: track for track in session["tracks"]}
    assert not played.keys() & {"Nothing", "Unwanted", "Elsewhere"}
    assert {"Harbour", "Kyrie", "Alphabet", "Beta"} <= played.keys()
    assert {played[title]["artist"] for title in ("Alphabet", "Beta")} == {"Prince"}
    assert played["Harbour"]["year"] == 1969


def test_corrections_survive_a_scan_and_other_tags(corrected: Home, music: Path) -> None:
    before = listed(corrected)
    for name, field, value in (("d/1", "date", "2020"), ("Requiem/1", "title", "Kyrie eleison"),
                               ("e/1", "title", "Renamed")):  # fmt: skip
        tags = FLAC(music / f"{name}.flac")
        tags[field] = value
        tags.save()
    told = corrected.good("scan", music, "--no-analyse")
    assert "3 retagged" in told
    after = listed(corrected)
    assert after["Harbour"] == before["Harbour"]
    assert after["Kyrie eleison"]["work"] == "Requiem"
    assert after["Renamed"]["banned"]
    assert "touches no track" not in corrected.good("library", "overrides", "--check")
