from pathlib import Path

import pytest

from dj.errors import OutputError
from dj.writing import write_atomic


def test_a_file_is_replaced_whole_and_nothing_else_is_left(tmp_path: Path) -> None:
    path = tmp_path / "sub" / "a.txt"
    write_atomic(path, b"one")
    write_atomic(path, b"two")
    assert path.read_bytes() == b"two"
    assert list(path.parent.iterdir()) == [path]


def test_a_place_that_is_no_folder_is_an_error_in_plain_words(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(OutputError, match="cannot write") as caught:
        write_atomic(tmp_path / "file" / "a.txt", b"one")
    assert "file" in caught.value.where
