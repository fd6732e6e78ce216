import os
from pathlib import Path

import pytest

from dj.errors import LibraryError
from dj.library.sidecars.text import LARGEST_BYTES, read_text


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "album.json"
    path.write_bytes(b" " * (LARGEST_BYTES + 1))
    with pytest.raises(LibraryError, match="larger than"):
        read_text(path)


def test_a_pipe_that_nobody_writes_to_does_not_hang(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "album.json")
    with pytest.raises(LibraryError, match="not a file"):
        read_text(tmp_path / "album.json")


def test_a_link_to_an_endless_device_is_refused(tmp_path: Path) -> None:
    (tmp_path / "album.json").symlink_to("/dev/zero")
    with pytest.raises(LibraryError, match="not a file"):
        read_text(tmp_path / "album.json")


def test_binary_files_are_no_text(tmp_path: Path) -> None:
    (tmp_path / "album.json").write_bytes(b"{}\0\0")
    with pytest.raises(LibraryError, match="not text"):
        read_text(tmp_path / "album.json")
