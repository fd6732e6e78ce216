from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest

from dj import session
from dj.errors import ConfigError
from dj.model.track import Skipped
from dj.testing.examples import manifest


def export(folder: Path, root: str) -> tuple[ElementTree.Element, list[Skipped]]:
    folder.mkdir(exist_ok=True)
    path, *lost = session.project(manifest(), folder, ["rekordbox"], {"music_root": root})
    assert isinstance(path, Path)
    document = ElementTree.fromstring(path.read_bytes())  # noqa: S314 - our own file
    return document, [item for item in lost if isinstance(item, Skipped)]


def locations(document: ElementTree.Element) -> list[str]:
    return [row.get("Location", "") for row in document.iter("TRACK") if row.get("Location")]


@pytest.mark.parametrize(
    ("there", "begins"),
    [
        ("/Volumes/My Music/", "file://localhost/Volumes/My%20Music/music/0.flac"),
        ("D:\\Music", "file://localhost/D:/Music/music/0.flac"),
        ("/", "file://localhost/music/0.flac"),
    ],
)
def test_a_song_is_named_by_where_the_other_machine_has_it(
    there: str, begins: str, tmp_path: Path
) -> None:
    document, lost = export(tmp_path / "session", f"{tmp_path}={there}")
    assert locations(document)[0] == begins
    assert lost == []


def test_without_another_place_it_is_where_it_is_here(tmp_path: Path) -> None:
    document, _ = export(tmp_path / "session", str(tmp_path / "music"))
    here = (tmp_path / "music" / "0.flac").resolve().as_uri().removeprefix("file://")
    assert locations(document)[0] == f"file://localhost{here}"


def test_songs_outside_the_root_are_left_out_of_collection_and_playlist(tmp_path: Path) -> None:
    document, lost = export(tmp_path / "session", str(tmp_path / "elsewhere"))
    assert [item.where for item in lost] == [
        "Somebody - First light", "Somebody - Second wind", "Somebody - Third rail",
    ]  # fmt: skip
    assert list(document.iter("TRACK")) == []
    (collection,) = document.iter("COLLECTION")
    assert collection.get("Entries") == "0"


def test_a_song_played_twice_is_in_the_collection_once(tmp_path: Path) -> None:
    record = manifest()
    again = replace(record, tracks=(*record.tracks, record.tracks[0]))
    session.project(again, tmp_path, ["rekordbox"], {"music_root": "/"})
    document = ElementTree.fromstring((tmp_path / "session.rekordbox.xml").read_bytes())  # noqa: S314
    assert len(locations(document)) == 3
    keys = [row.get("Key") for row in document.iter("TRACK") if row.get("Key")]
    assert keys == ["1", "2", "3", "1"]


def test_cue_points_are_memory_cues_in_order(tmp_path: Path) -> None:
    document, _ = export(tmp_path / "session", "/")
    marks = [m.attrib for m in next(document.iter("TRACK")).iter("POSITION_MARK")]
    assert [mark["Name"] for mark in marks] == ["cue in", "voice", "outro", "cue out"]
    starts = [float(mark["Start"]) for mark in marks]
    assert starts == sorted(starts)
    assert {(mark["Type"], mark["Num"]) for mark in marks} == {("0", "-1")}


def test_a_place_that_is_not_absolute_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="not an absolute place"):
        export(tmp_path / "session", f"{tmp_path}=Music")
