from pathlib import Path

import pytest

from dj.errors import LibraryError
from dj.interfaces import SidecarReader
from dj.library.sidecars.song_ini import SongIniReader
from dj.testing.sidecar_contract import SidecarContract

SONG = "[song]\r\nscores = 636561\r\nartist = Ana Lee\r\nname = Harbour\r\nyear=2007\r\n"


def write(folder: Path, content: str | bytes) -> Path:
    path = folder / "song.ini"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


class TestSongIni(SidecarContract):
    def reader(self) -> SidecarReader:
        return SongIniReader()

    def write_example(self, folder: Path) -> Path:
        return write(folder, SONG)


def test_the_song_and_its_parts_have_names_of_their_own(tmp_path: Path) -> None:
    told = SongIniReader().read(write(tmp_path, SONG))
    assert told["song.*"] == {"title": "Harbour", "artist": "Ana Lee", "year": "2007"}
    assert told["guitar.*"]["title"] == "Harbour (guitar)"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252", "latin-1"])
def test_names_are_read_in_any_usual_encoding(tmp_path: Path, encoding: str) -> None:
    path = write(tmp_path, "[song]\nname = Größe\nartist = Zoë\n".encode(encoding))
    assert SongIniReader().read(path)["song.*"] == {"title": "Größe", "artist": "Zoë"}


def test_the_first_of_two_values_counts_and_other_sections_do_not(tmp_path: Path) -> None:
    text = "name=Zero\n[other]\nname=One\n[Song]\nNAME = Two\nname = Three\n; artist = no\n"
    assert SongIniReader().read(write(tmp_path, text))["song.*"] == {"title": "Two"}


def test_lines_of_a_megabyte_are_no_names(tmp_path: Path) -> None:
    text = f"[song]\nscores = {'6' * 600_000}\nname = Harbour\n"
    assert SongIniReader().read(write(tmp_path, text))["song.*"] == {"title": "Harbour"}


@pytest.mark.parametrize("text", ["", "name = Harbour\n", "[song]\n", "[song]\nname =\n"])
def test_what_names_nothing_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(LibraryError):
        SongIniReader().read(write(tmp_path, text))
