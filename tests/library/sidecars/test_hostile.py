"""Sidecars made to do harm, each beside a song, in one real scan."""

import json
import os
from pathlib import Path

import pytest

from dj.library.scan import ScanReport, scan
from dj.library.store import Store
from dj.model.track import Track
from tests.library.conftest import noise, write_audio

pytestmark = pytest.mark.slow

SONG = "01 song.wav"
DEEP = b'{"tracks": ' + b"[" * 400_000 + b"]" * 400_000 + b"}"
HUGE_NUMBER = b'{"tracks": [{"filename": "01 song.wav", "track": ' + b"9" * 100_000 + b"}]}"
ESCAPING = {"title": "Up", "tracks": [{"filename": "../good/01 song.wav", "title": "Stolen"},
                                      {"filename": "/etc/passwd", "title": "Stolen"}]}  # fmt: skip
TALKATIVE = {"tracks": [{"filename": SONG, "title": "\x1b[31mRed\x07\u202e",
                         "author": "A" * 300_000, "date": {"$ref": "#"},
                         "genre": [["x"], None, 3]}]}  # fmt: skip
REFUSED = {
    "large/album.json": (b" " * 10_000_000, "is larger than 1 MB"),
    "deep/album.json": (DEEP, "is not valid JSON"),
    "cut/album.json": (b'{"tracks": [', "is not valid JSON"),
    "number/album.json": (HUGE_NUMBER, "is not valid JSON"),
    "list/album.json": (b"[]", "does not describe an album"),
    "bytes/album.json": (bytes(range(256)), "is not text"),
    "wordless/song.ini": (b"[song]\nname =\n", "names neither a title nor an artist"),
    "other/song.ini": (b"[a]\n" * 100_000, "has no section [song]"),
    "line/song.ini": (b"name = " + b"x" * 900_000, "has no section [song]"),
}
TAKEN = {
    "escaping/album.json": (json.dumps(ESCAPING).encode(), "song"),
    "talkative/album.json": (json.dumps(TALKATIVE).encode(), "[31mRed"),
    "marked/album.json": (
        b'\xef\xbb\xbf{"tracks": [{"filename": "01 song.wav", "title": "Marked"}]}', "Marked"),
    "wide/song.ini": ("[song]\nname = Wide".encode("utf-16"), "song"),
    "latin/song.ini": (b"[song]\nname = Caf\xe9\nartist = \x81\x8d", "song"),
}  # fmt: skip


@pytest.fixture(scope="module")
def scanned(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, ScanReport, dict[str, Track]]:
    place = tmp_path_factory.mktemp("hostile")
    music = place / "music"
    for number, name in enumerate([*REFUSED, *TAKEN, "passwd/album.json", "users/song.ini",
                                   "folder/album.json", "pipe/album.json", "good/x"]):  # fmt: skip
        write_audio(music / Path(name).parent / SONG, noise(1.2, number))
    for name, (content, _) in {**REFUSED, **TAKEN}.items():
        (music / name).write_bytes(content)
    (music / "passwd" / "album.json").symlink_to("/etc/passwd")
    (music / "users" / "song.ini").symlink_to("/etc/passwd")
    (music / "folder" / "album.json").mkdir()
    os.mkfifo(music / "pipe" / "album.json")
    with Store.open(place / "library") as store:
        report = scan([music], store, processes=1)
        return music, report, {track.path.parent.name: track for track in store.tracks()}


def test_what_cannot_be_used_is_told_plainly(
    scanned: tuple[Path, ScanReport, dict[str, Track]],
) -> None:
    music, report, _ = scanned
    told = {Path(s.where).relative_to(music).as_posix(): s.reason for s in report.skipped}
    assert told.keys() == {*REFUSED, "passwd/album.json", "users/song.ini", "folder/album.json",
                           "pipe/album.json"}  # fmt: skip
    for name, (_, reason) in REFUSED.items():
        assert reason in told[name]
    assert all("root" not in reason and len(reason) < 200 for reason in told.values())


def test_every_song_is_there_and_none_says_what_is_not_its_own(
    scanned: tuple[Path, ScanReport, dict[str, Track]],
) -> None:
    _, _, tracks = scanned
    assert len(tracks) == len(REFUSED) + len(TAKEN) + 5
    assert {tracks[Path(name).parent.name].title for name in REFUSED} == {"song"}
    assert tracks["passwd"].title == tracks["users"].title == tracks["good"].title == "song"


def test_what_is_odd_but_harmless_is_cleaned_and_taken(
    scanned: tuple[Path, ScanReport, dict[str, Track]],
) -> None:
    _, _, tracks = scanned
    for name, (_, title) in TAKEN.items():
        track = tracks[Path(name).parent.name]
        assert track.title == title, name
        assert track.title.isprintable()
        assert len(track.artist) < 10_000
