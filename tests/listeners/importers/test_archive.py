import zipfile
from pathlib import Path

import pytest

from dj.errors import ImportFileError
from dj.listeners.importers.archive import open_archive


def refusal(path: Path) -> str:
    with pytest.raises(ImportFileError) as caught, open_archive(path):
        pass
    assert caught.value.where == str(path)
    assert caught.value.hint
    return caught.value.message


def test_a_sound_archive_is_opened_for_reading(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as made:
        made.writestr("a/b.txt", "hello")
    with open_archive(path) as archive:
        assert archive.read("a/b.txt") == b"hello"


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"PK\x05\x06", b"x" * 100_000,
                                     b"PK\x05\x06" + b"\xff" * 18])  # fmt: skip
def test_bytes_that_are_no_archive_are_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(content)
    assert "zip file" in refusal(path)


def test_a_list_of_very_many_files_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as made:
        for number in range(5):
            made.writestr(f"{number}" + "x" * 60_000, "")
        for number in range(13):
            made.writestr(f"again{number}" + "x" * 65_000, "")
    assert "more than 500 files" in refusal(path)
