import json
from pathlib import Path

import pytest

from dj.errors import LibraryError
from dj.interfaces import SidecarReader
from dj.library.sidecars.album_json import AlbumJsonReader
from dj.testing.sidecar_contract import SidecarContract

ALBUM = {
    "title": "Night Maps", "author": "Ana Lee", "date": "2021-05-01", "genres": ["Ambient", "Dub"],
    "tracks": [
        {"filename": "t1.opus", "title": "Harbour", "author": "Bo", "bpm": 80},
        {"filename": "t2.opus", "title": "Ridge"},
    ],
}  # fmt: skip


def write(folder: Path, album: object) -> Path:
    path = folder / "album.json"
    path.write_text(json.dumps(album), "utf-8")
    return path


class TestAlbumJson(SidecarContract):
    def reader(self) -> SidecarReader:
        return AlbumJsonReader()

    def write_example(self, folder: Path) -> Path:
        return write(folder, ALBUM)


def test_a_track_has_its_own_tags_and_those_of_the_album(tmp_path: Path) -> None:
    told = AlbumJsonReader().read(write(tmp_path, ALBUM))
    assert told["t1.opus"] == {
        "title": "Harbour", "artist": "Bo", "album": "Night Maps", "album_artist": "Ana Lee",
        "track": "1", "year": "2021-05-01", "genre": "Ambient; Dub",
    }  # fmt: skip
    assert told["t2.opus"]["artist"] == "Ana Lee"
    assert told["t2.opus"]["track"] == "2"


def test_values_of_the_wrong_type_are_passed_over(tmp_path: Path) -> None:
    track = {
        "filename": "x.ogg",
        "title": {"a": 1},
        "author": None,
        "year": 1999,
        "genre": [3, "a"],
    }
    album = {"title": ["x"] * 99, "tracks": [track, 7, None, {"filename": 3}, {"title": "no file"}]}
    told = AlbumJsonReader().read(write(tmp_path, album))
    assert set(told) == {"x.ogg", "3"}
    assert told["x.ogg"]["year"] == "1999"
    assert "title" not in told["x.ogg"]
    assert "artist" not in told["x.ogg"]


@pytest.mark.parametrize("album", [[], {}, 3, {"tracks": {}}, {"tracks": "x"}])
def test_what_describes_no_album_is_refused(tmp_path: Path, album: object) -> None:
    with pytest.raises(LibraryError):
        AlbumJsonReader().read(write(tmp_path, album))
