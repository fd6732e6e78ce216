"""What is kept of a listener can be seen, taken along, corrected and deleted."""

import json
import sqlite3
import zipfile
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from dj import intake, matching, session, steering
from dj.errors import ConfigError, ImportFileError, OutputError
from dj.library import Store
from dj.model.controls import Ban, BanKind
from dj.model.feedback import Feedback, FeedbackKind
from dj.model.listening import Listen, Save, Tally
from dj.writing import write_atomic
from tests.steering.shelves import AT, SONGS, add, heard, planned, request, session_bytes

MARK = "Zyxomark"


def everything(store: Store, listener: str = "me", artist: str = MARK) -> None:
    """Keep some of each kind, all about one artist."""
    store.add_listens(listener, [
        Listen(started_at=AT - timedelta(days=n, microseconds=7), artist=artist, title=f"T{n}",
               album="An album", played_ms=61_001, duration_ms=180_500, skipped=n == 2,
               ids={"isrc": "USABC2600001"}, source="lastfm", context="list", within_s=60)
        for n in range(1, 5)
    ])  # fmt: skip
    store.add_saves(listener, [Save(artist=artist, title="Kept", playlist=f"P {artist}", album="A",
                                    saved_at=AT - timedelta(days=3), source="jspf",
                                    location="/music/x.flac")])  # fmt: skip
    store.add_tallies(listener, [Tally(artist=artist, title="Counted", plays=7, source="itunes",
                                       last_at=AT - timedelta(days=2))])  # fmt: skip
    store.add_feedback(listener, [Feedback(kind=FeedbackKind.SKIPPED, at=AT - timedelta(days=1),
                                           artist=artist, title="T1", note=artist)])  # fmt: skip


def a_session(store: Store, folder: Path) -> Path:
    """Write a session file, an edit of it, an export and a file of somebody else."""
    made = session.build(planned(store, folder.parent, minutes=5), folder)
    text = session.encode(made).replace(b'"title": "Song', f'"title": "{MARK} Song'.encode())
    write_atomic(folder / "session.json", text)
    write_atomic(folder / "versions" / "undo" / "000001.json", text)
    write_atomic(folder / "clips" / "00-opening.wav", MARK.encode())
    write_atomic(folder / "session.m3u8", MARK.encode())
    write_atomic(folder / "notes of mine.txt", b"mine")
    said = [replace(talk.wordings[0], text=MARK) for talk in made.script.breaks]
    store.add_session(made.session_id, folder, AT, said)
    return folder


@pytest.mark.slow
def test_what_was_exported_gives_the_same_session_in_an_empty_library(
    store: Store, tmp_path: Path
) -> None:
    everything(store)
    tracks = store.tracks()
    steering.like(store, "me", tracks[3].id, at=AT - timedelta(days=9))
    steering.ban(store, "me", Ban(kind=BanKind.ARTIST, name=tracks[0].artist, at=AT))
    steering.set_dial(store, "me", "talk", 0.75)
    matching.match_again(store)
    wanted = session_bytes(store, tmp_path)
    counts = steering.export(store, request(tmp_path), tmp_path / "mine")
    assert counts == {"listens": 304, "saves": 1, "tallies": 1, "feedback": 1, "sessions": 0}
    with Store.open(tmp_path / "other") as other:
        for number in range(SONGS):
            add(other, tmp_path, number)
        new = steering.restore(other, "me", tmp_path / "mine")
        matching.match_again(other)
        assert new == {"listens": 304, "saves": 1, "tallies": 1, "feedback": 1}
        assert other.listens("me") == store.listens("me")
        assert other.saves("me") == store.saves("me")
        assert other.tallies("me") == store.tallies("me")
        assert other.feedback("me") == store.feedback("me")
        assert other.controls("me") == store.controls("me")
        assert session_bytes(other, tmp_path) == wanted
        again = steering.restore(other, "me", tmp_path / "mine")
        assert set(again.values()) == {0}


@pytest.mark.slow
def test_our_own_importers_read_the_open_formats(store: Store, tmp_path: Path) -> None:
    everything(store)
    steering.export(store, request(tmp_path), tmp_path / "mine")
    with Store.open(tmp_path / "other") as other:
        found = intake.take_in(other, tmp_path / "mine" / "listens.zip",
                               *(tmp_path / "mine" / "playlists").iterdir(),
                               listener="me")  # fmt: skip
        assert not [one for one in found.files if one.refused_rows]
        plays = {(p.artist, p.title, int(p.started_at.timestamp())) for p in other.listens("me")}
        assert plays == {(p.artist, p.title, int(p.started_at.timestamp()))
                         for p in store.listens("me")}  # fmt: skip
        assert [(s.artist, s.title, s.playlist) for s in other.saves("me")] == [
            (MARK, "Kept", f"P {MARK}")]  # fmt: skip


@pytest.mark.slow
def test_an_export_holds_what_was_made_and_concluded_and_is_the_same_twice(
    store: Store, tmp_path: Path
) -> None:
    a_session(store, tmp_path / "session")
    for name in ("one", "two"):
        steering.export(store, request(tmp_path), tmp_path / name)
    files = sorted(p.relative_to(tmp_path / "one") for p in (tmp_path / "one").rglob("*.*"))
    assert [str(path) for path in files] == [
        "README.txt", "controls.json", "feedback.json", "listens.zip", "sessions.json",
        "tallies.json", "taste.json",
    ]  # fmt: skip
    assert all((tmp_path / "one" / p).read_bytes() == (tmp_path / "two" / p).read_bytes()
               for p in files)  # fmt: skip
    (kept,) = json.loads((tmp_path / "one" / "sessions.json").read_text())["sessions"]
    assert kept["said"][0]["text"] == MARK
    taste = json.loads((tmp_path / "one" / "taste.json").read_text())
    assert taste["listens"] == 300
    assert len(taste["modes"][0]) == 84


def test_an_export_never_overwrites(store: Store, tmp_path: Path) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "file").touch()
    with pytest.raises(OutputError, match="not empty"):
        steering.export(store, request(tmp_path), tmp_path / "full")


@pytest.mark.parametrize("harm", ["no folder", "cut zip", "foreign row", "foreign json"])
def test_a_broken_export_changes_nothing(tmp_path: Path, harm: str) -> None:
    folder = tmp_path / "mine"
    with Store.open(tmp_path / "library") as store:
        everything(store)
        steering.set_dial(store, "me", "talk", 0.25)
        steering.export(store, request(tmp_path), folder)
    if harm == "no folder":
        folder = tmp_path / "nowhere"
    elif harm == "cut zip":
        (folder / "listens.zip").write_bytes((folder / "listens.zip").read_bytes()[:60])
    elif harm == "foreign row":
        with zipfile.ZipFile(folder / "listens.zip", "a") as archive:
            archive.writestr("listens/2026/12.jsonl", '{"listened_at": 1}\n')
    else:
        (folder / "feedback.json").write_text("[" * 100_000)
    with Store.open(tmp_path / "other") as other:
        with pytest.raises(ImportFileError, match=r"is not what|is cut off"):
            steering.restore(other, "me", folder)
        assert (other.listens("me"), other.saves("me"), other.deciders()) == ((), (), ())


@pytest.mark.slow
def test_after_all_is_deleted_no_byte_of_it_is_left(store: Store, tmp_path: Path) -> None:
    everything(store)
    everything(store, "you", "Otherwise")
    cache = tmp_path / "cache"
    write_atomic(cache / "takes" / "ab" / "clip.json", MARK.encode())
    with sqlite3.connect(store.folder / "library.db.version-3") as old:
        old.execute("CREATE TABLE listens (artist TEXT)")
        old.execute("INSERT INTO listens VALUES (?)", (MARK,))
    old.close()
    steering.ban(store, "me", Ban(kind=BanKind.ARTIST, name=MARK, at=AT))
    made = a_session(store, tmp_path / "session")
    places = (store.folder, cache, made)
    assert steering.proof(places, MARK)
    listed = steering.holdings(store, "me", steering.Which(), cache=cache)
    assert {one.what: one.count for one in listed} == {
        "plays": 304, "saves": 1, "counts": 1, "feedback": 1, "decisions": 1,
        "sessions and what was said in them": 1, "session folder": 4,
        "older copy of the library": 1, "spoken clips": 1, "similar listeners": 0, "logs": 0,
    }  # fmt: skip
    assert steering.proof(places, MARK)
    assert steering.delete(store, "me", steering.Which(), cache=cache) == listed
    assert steering.proof(places, MARK) == ()
    assert steering.proof(places, "Otherwise")
    assert [path.name for path in made.iterdir()] == ["notes of mine.txt"]
    assert store.listeners() == ("you",)
    assert len(store.tracks()) == SONGS


def test_a_range_goes_everywhere_and_the_rest_stays(store: Store, tmp_path: Path) -> None:
    everything(store)
    which = steering.Which(start=AT - timedelta(days=3, hours=1), end=AT)
    steering.like(store, "me", store.tracks()[0].id, at=AT - timedelta(days=2))
    steering.like(store, "me", store.tracks()[1].id, at=AT - timedelta(days=20))
    before = store.listens("me")
    steering.delete(store, "me", which, cache=tmp_path / "cache")
    assert store.listens("me") == tuple(p for p in before if not which.when(p.started_at))
    assert len(before) > len(store.listens("me")) > 290
    assert (store.saves("me"), store.tallies("me"), store.feedback("me")) == ((), (), ())
    assert list(store.controls("me").liked) == [store.tracks()[1].id]


@pytest.mark.parametrize("credit", [MARK, f"Somebody feat. {MARK}", f"{MARK} & Friends"])
def test_an_artist_goes_as_a_guest_too_and_leaves_no_byte(
    store: Store, tmp_path: Path, credit: str
) -> None:
    everything(store, artist=credit)
    steering.delete(store, "me", steering.Which(artist=MARK.lower()), cache=tmp_path / "cache")
    assert steering.proof([store.folder], MARK) == ()
    assert len(store.listens("me")) == 300


def test_a_wrong_play_gets_its_right_names_and_the_wrong_ones_are_gone(store: Store) -> None:
    everything(store)
    track = store.tracks()[-1]
    at = AT - timedelta(days=1, microseconds=7)
    play = steering.the_play(store, "me", at)
    steering.correct(store, "me", play, steering.played_as(play, track))
    found = steering.the_play(store, "me", at)
    assert (found.artist, found.title, found.track_id) == (track.artist, track.title, track.id)
    assert (found.played_ms, found.context, len(store.listens("me"))) == (61_001, "list", 304)


def test_a_correction_of_the_album_alone_keeps_the_play(store: Store) -> None:
    everything(store)
    at = AT - timedelta(days=1, microseconds=7)
    play = steering.the_play(store, "me", at)
    steering.correct(store, "me", play, replace(play, album="Another"))
    assert steering.the_play(store, "me", at).album == "Another"


def test_a_play_that_is_not_there_cannot_be_corrected(store: Store) -> None:
    with pytest.raises(ConfigError, match="no plays began then"):
        steering.the_play(store, "me", AT + timedelta(days=1))


def test_other_peoples_rows_survive_everything(store: Store, tmp_path: Path) -> None:
    store.add_listens("you", heard(store, plays=5))
    steering.delete(store, "me", steering.Which(), cache=tmp_path)
    assert len(store.listens("you")) == 5
