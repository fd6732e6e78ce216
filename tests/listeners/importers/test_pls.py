from pathlib import Path

from dj.listeners.importers.pls import PlsImporter
from dj.model.listening import Save
from dj.model.track import Skipped
from dj.testing.importer_contract import ImporterContract


def read(path: Path) -> list[Save | Skipped]:
    return list(PlsImporter().read(path))


class TestPls(ImporterContract):
    def importer(self) -> PlsImporter:
        return PlsImporter()

    def write_example(self, folder: Path) -> Path:
        path = folder / "evening.pls"
        path.write_text(
            "[playlist]\nFile1=sea/salt.flac\nTitle1=Ana Lee - Salt\nLength1=200\n"
            "File2=/music/Ana Lee - Tide.mp3\nNumberOfEntries=2\nVersion=2\n"
        )
        return path


def test_entries_come_by_number_with_names_from_title_or_file(tmp_path: Path) -> None:
    path = tmp_path / "evening.pls"
    path.write_bytes(
        b"\xef\xbb\xbf[Playlist]\r\nFile10=/m/Ana Lee - Tide.mp3\r\n"
        b"TITLE2=Ana Lee - Salt\r\nfile2=a/s.flac\r\n"
    )
    assert read(path) == [
        Save(artist="Ana Lee", title="Salt", location=f"{tmp_path}/a/s.flac", playlist="evening",
             source="pls"),
        Save(artist="Ana Lee", title="Tide", location="/m/Ana Lee - Tide.mp3", playlist="evening",
             source="pls"),
    ]  # fmt: skip


def test_a_title_without_a_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.pls"
    path.write_text("[playlist]\nTitle1=Ana Lee - Salt\nFile2=a\x01b\n")
    assert [row.reason for row in read(path) if isinstance(row, Skipped)] == [
        "has a title, but no file.", "is no path or address.",
    ]  # fmt: skip


def test_names_that_are_not_utf_8_are_read_as_windows_writes_them(tmp_path: Path) -> None:
    path = tmp_path / "a.pls"
    path.write_bytes("[playlist]\nFile1=/m/a.mp3\nTitle1=Zoë - Été\n".encode("cp1252"))
    (save,) = read(path)
    assert isinstance(save, Save)
    assert (save.artist, save.title) == ("Zoë", "Été")
