from pathlib import Path

import pytest

from dj.errors import ImportFileError
from dj.listeners.importers import place
from dj.listeners.importers.m3u import M3uImporter
from dj.model.listening import Listen, Save
from dj.model.track import Skipped
from dj.testing.importer_contract import ImporterContract


def write(folder: Path, content: bytes, name: str = "Evening.m3u8") -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def read(path: Path) -> list[Listen | Save | Skipped]:
    return list(M3uImporter().read(path))


def saves(path: Path) -> list[Save]:
    return [row for row in read(path) if isinstance(row, Save)]


class TestExtended(ImporterContract):
    def importer(self) -> M3uImporter:
        return M3uImporter()

    def write_example(self, folder: Path) -> Path:
        return write(folder, b"#EXTM3U\n#EXTINF:200,Ana Lee - Salt\nsalt.mp3\nb/sea.flac\n")


class TestPlainPaths(ImporterContract):
    def importer(self) -> M3uImporter:
        return M3uImporter()

    def write_example(self, folder: Path) -> Path:
        return write(folder, b"# made by hand\nAna Lee - Salt.mp3\nb/sea.flac\n", "list.m3u")


def test_an_entry_has_names_place_and_playlist(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        b"\xef\xbb\xbf#EXTM3U\r\n#PLAYLIST:Late\r\n#EXTALB:Sea\r\n"
        b'#EXTINF:200 tvg-id="a,b",Ana Lee - Salt, and More - Live\r\n../Music/01 Salt.mp3\r\n',
    )
    assert saves(path) == [
        Save(
            artist="Ana Lee",
            title="Salt, and More - Live",
            album="Sea",
            location=str(tmp_path.parent / "Music" / "01 Salt.mp3"),
            playlist="Late",
            source="m3u",
        )
    ]


def test_a_playlist_without_a_name_is_called_like_its_file(tmp_path: Path) -> None:
    assert saves(write(tmp_path, b"a.mp3\n"))[0].playlist == "Evening"


@pytest.mark.parametrize("end", [b"\n", b"\r\n", b"\r"])
def test_any_line_end_divides_lines(tmp_path: Path, end: bytes) -> None:
    path = write(tmp_path, end.join((b"#EXTM3U", b"#EXTINF:1,A - B", b"a.mp3", b"c.mp3", b"")))
    assert [save.title for save in saves(path)] == ["B", "c"]


@pytest.mark.parametrize(
    ("name", "artist", "title"),
    [
        ("01 - Ana Lee - Salt.mp3", "Ana Lee", "Salt"),
        ("Ana Lee - Salt.mp3", "Ana Lee", "Salt"),
        ("07 Salt.mp3", "", "Salt"),
        ("1-02. Salt.flac", "", "Salt"),
        ("99 Luftballons.mp3", "", "99 Luftballons"),
        ("50-50.mp3", "", "50-50"),
        ("1999.mp3", "", "1999"),
        ("Salt.mp3", "", "Salt"),
    ],
)
def test_names_are_read_from_the_file_name_where_nothing_else_says(
    tmp_path: Path, name: str, artist: str, title: str
) -> None:
    (save,) = saves(write(tmp_path, name.encode() + b"\n"))
    assert (save.artist, save.title) == (artist, title)


@pytest.mark.parametrize(
    ("written", "location"),
    [
        ("/music/a b.mp3", "/music/a b.mp3"),
        ("/music/100%25.mp3", "/music/100%25.mp3"),
        ("file:///music/a%20b.mp3", "/music/a b.mp3"),
        ("file://localhost/music/a#1.mp3", "/music/a#1.mp3"),
        ("file:///C:/Music/a.mp3", "C:/Music/a.mp3"),
        ("C:\\Music\\a.mp3", "C:/Music/a.mp3"),
        ("http://[example/a.mp3", "http://[example/a.mp3"),
        ("https://radio.example/stream", "https://radio.example/stream"),
    ],
)
def test_places_are_paths_or_addresses(tmp_path: Path, written: str, location: str) -> None:
    assert saves(write(tmp_path, b"#EXTM3U\n" + written.encode()))[0].location == location


def test_relative_paths_begin_at_the_playlist(tmp_path: Path) -> None:
    path = write(tmp_path, b"#EXTM3U\nCD 1\\a.mp3\n./#1 Band.mp3\n")
    assert [save.location for save in saves(path)] == [
        str(tmp_path / "CD 1" / "a.mp3"),
        str(tmp_path / "#1 Band.mp3"),
    ]


def test_old_encodings_and_utf_8_may_be_mixed(tmp_path: Path) -> None:
    path = write(tmp_path, "#EXTM3U\nCafé.mp3\n".encode() + "Zoë.mp3\n".encode("cp1252"))
    assert [save.title for save in saves(path)] == ["Café", "Zoë"]


def test_utf_16_with_a_byte_order_mark_is_read(tmp_path: Path) -> None:
    path = write(tmp_path, "\ufeff#EXTM3U\r\n東京.mp3\r\n".encode("utf-16-le"))
    assert M3uImporter().recognises(path.read_bytes(), "x")
    assert [save.title for save in saves(path)] == ["東京"]


def test_a_description_without_a_path_is_reported(tmp_path: Path) -> None:
    rows = read(write(tmp_path, b"#EXTM3U\n#EXTINF:1,A - B\n#EXTINF:1,C - D\nd.mp3\n#EXTINF:9,E\n"))
    wheres = [row.where.rpartition(":")[2] for row in rows if isinstance(row, Skipped)]
    assert wheres == ["2", "5"]
    assert [row.title for row in rows if isinstance(row, Save)] == ["D"]


def test_lines_that_can_be_no_path_are_reported(tmp_path: Path) -> None:
    rows = read(write(tmp_path, b"#EXTM3U\na\0b.mp3\n" + b"x" * 5000 + b"\n" + b"y" * (2 << 20)))
    assert [type(row) for row in rows] == [Skipped] * 3


def test_segment_lists_for_streaming_are_not_playlists_of_songs() -> None:
    head = b"#EXTM3U\n#EXT-X-VERSION:3\n#EXTINF:9.9,\nfile0.ts\n"
    assert not M3uImporter().recognises(head, "list.m3u8")


def test_a_table_with_one_sound_file_in_it_is_not_a_playlist() -> None:
    assert not M3uImporter().recognises(b"name,plays\nsong.mp3,4\n", "list.csv")


def test_a_head_that_ends_inside_a_line_is_still_recognised() -> None:
    head = (b"folder/some song.mp3\n" * 4000)[:65_536]
    assert not head.endswith((b"\n", b".mp3"))
    assert M3uImporter().recognises(head, "list")


def test_a_playlist_too_large_to_be_one_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "big.m3u"
    with path.open("wb") as stream:
        stream.truncate(place.PLAYLIST_BYTES + 1)
    with pytest.raises(ImportFileError, match="larger than 16 MB"):
        read(path)
