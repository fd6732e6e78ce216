import json
from pathlib import Path

import pytest

from dj.errors import ImportFileError
from dj.listeners.importers.jspf import JspfImporter
from dj.model.listening import Listen, Save
from dj.model.track import Skipped
from dj.testing.importer_contract import ImporterContract

MBID = "0b5b3c1a-7f52-4f6c-9a53-0c1d2e3f4a5b"
RECORDING = f"https://musicbrainz.org/recording/{MBID}"


def write(folder: Path, *tracks: object, title: object = "Evening") -> Path:
    path = folder / "list.jspf"
    path.write_text(json.dumps({"playlist": {"title": title, "track": list(tracks)}}), "utf-8")
    return path


def read(path: Path) -> list[Listen | Save | Skipped]:
    return list(JspfImporter().read(path))


class TestJspf(ImporterContract):
    def importer(self) -> JspfImporter:
        return JspfImporter()

    def write_example(self, folder: Path) -> Path:
        return write(folder, {"title": "Salt", "creator": "Ana Lee"}, {"location": ["b/sea.flac"]})


@pytest.mark.parametrize("identifier", [RECORDING, [RECORDING], ["other", RECORDING.upper()]])
def test_a_track_as_listenbrainz_writes_it(tmp_path: Path, identifier: object) -> None:
    track = {"title": "Salt", "creator": "Ana Lee", "album": "Sea", "identifier": identifier}
    assert read(write(tmp_path, track)) == [
        Save(artist="Ana Lee", title="Salt", album="Sea", playlist="Evening",
             ids={"mbid": MBID}, source="jspf"),
    ]  # fmt: skip


def test_locations_are_decoded(tmp_path: Path) -> None:
    path = write(tmp_path, {"title": "Salt", "location": ["file:///music/a%20b.mp3"]})
    (row,) = read(path)
    assert isinstance(row, Save)
    assert row.location == "/music/a b.mp3"


def test_wrong_tracks_are_reported_by_number_and_the_rest_is_read(tmp_path: Path) -> None:
    rows = read(write(tmp_path, 7, {"title": 7}, {"title": "Salt", "creator": ["x"]}))
    assert [type(row) for row in rows] == [Skipped, Skipped, Save]
    assert [r.where.rpartition(":")[2] for r in rows if isinstance(r, Skipped)] == ["1", "2"]


@pytest.mark.parametrize(
    "content",
    [b"", b'{"playlist": {"track": [', b'{"playlist": []}', b'{"playlist": {"track": {}}}',
     b'{"playlist": {"x":' + b"[" * 200_000],
)  # fmt: skip
def test_a_file_damaged_as_a_whole_is_an_error(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "list.jspf"
    path.write_bytes(content)
    with pytest.raises(ImportFileError, match="damaged"):
        read(path)


def test_lists_of_playlists_from_elsewhere_are_not_recognised() -> None:
    assert not JspfImporter().recognises(b'{"playlists": [{"name": "x"}]}', "Playlist1.json")
