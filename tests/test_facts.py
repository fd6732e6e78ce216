import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from dj import facts
from dj.library.store import FileRow, Stamp, Store
from dj.model.script import Script, VoicedFact
from dj.session import write
from dj.testing.examples import manifest, song

TODAY = date(2026, 11, 28)
SONG = "0b5b3c1a-7f52-4f6c-9a53-0c1d2e3f4a5b"
STAMP = Stamp(size=1, mtime_ns=1, reader=1)
ROWS = """
- {id: harbour-room, subject: {artist: Ana, title: Harbour}, predicate: recorded_at,
   value: Harbour Hall, as_of: 2026-05-01, source: {title: Sleeve notes, locator: page 3}}
- {id: nowhere, subject: {artist: Ana, title: Elsewhere}, predicate: producer, value: Bo,
   as_of: 2026-05-01, source: {title: Sleeve notes, locator: page 4}}
"""


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    """Two songs, one with an identifier and a credit in its tags, and a file of two facts."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    (tmp_path / "facts.yaml").write_text(ROWS)
    with Store.open(tmp_path / "library") as opened:
        for number, title in enumerate(("Harbour", "Ridge"), 1):
            track = replace(
                song(number, title=title, artist="Ana").track, ids={"mbid": SONG} if number == 2
                else {}, credits={"composer": ("Tom Vale",)} if number == 2 else {},
            )  # fmt: skip
            opened.save_files([FileRow(path=str(track.path), stamp=STAMP, outcome=track)])
        yield opened


def test_everything_known_is_listed_with_its_songs_and_why_it_rests(store: Store) -> None:
    found = {entry.fact.id: entry for entry in facts.entries(store, TODAY, "en")
             if not entry.fact.id.startswith("demo-")}  # fmt: skip
    assert [track.title for track in found["harbour-room"].tracks] == ["Harbour"]
    assert found["harbour-room"].resting == ""
    assert found["harbour-room"].place.endswith("facts.yaml:2")
    assert "no song of this library" in found["nowhere"].resting
    (tagged,) = (entry for name, entry in found.items() if name.startswith("tag:"))
    assert (tagged.fact.value, tagged.place) == ("Tom Vale", "tags:0")


def test_the_facts_of_one_song_or_artist_are_chosen(store: Store) -> None:
    every = facts.entries(store, TODAY, "en")
    assert [one.fact.id for one in facts.of_track(every, store, "harbour")] == ["harbour-room"]
    assert len(facts.of_artist(every, "ANA")) == 2
    assert facts.of_artist(every, "Nobody") == ()


def test_a_catalogue_is_taken_in_for_the_songs_that_are_here(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "Rows.jsonl"
    here = {"id": SONG, "title": "Ridge", "first-release-date": "1994-03"}
    rows = [here, {**here, "id": SONG.replace("0", "9")}]
    path.write_text("\n".join([*map(json.dumps, rows), "oops"]))
    dry = facts.take_in(store, [path], TODAY, keep_it=False)
    taken = facts.take_in(store, [path], TODAY)
    assert replace(taken, files=()) == dry
    assert (taken.rows, taken.refused, [one.value for one in taken.facts]) == (3, 1, ["1994-03"])
    assert [one.name for one in taken.files] == ["imported-rows.json"]
    listed = facts.of_track(facts.entries(store, TODAY, "en"), store, "ridge")
    assert "1994-03" in {entry.fact.value for entry in listed}
    again = facts.take_in(store, [path], TODAY)
    assert again == taken


def test_an_editor_s_list_is_taken_in_without_its_broken_items(
    store: Store, tmp_path: Path
) -> None:
    path = tmp_path / "theirs.yaml"
    path.write_text(ROWS.replace("harbour-room", "theirs") + "- oops\n")
    taken = facts.take_in(store, [path], TODAY)
    assert ([one.id for one in taken.facts], taken.refused) == (["theirs", "nowhere"], 1)


def test_the_sessions_that_hold_a_fact_are_found(store: Store, tmp_path: Path) -> None:
    for name, held in (("one", {"harbour-room"}), ("two", set[str]())):
        said = {fact: VoicedFact(says="x", value="y", source="z") for fact in held}
        made = replace(manifest(), session_id=name, script=Script(facts=said))
        (tmp_path / name).mkdir()
        write(made, tmp_path / name)
        store.add_session(name, tmp_path / name, datetime(2026, 11, 1, tzinfo=UTC), ())
    store.add_session("gone", tmp_path / "gone", datetime(2026, 11, 2, tzinfo=UTC), ())
    assert facts.sessions_with(store, "harbour-room") == (tmp_path / "one",)
