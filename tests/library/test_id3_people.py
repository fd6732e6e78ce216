from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dj.library.id3_people import people_in
from dj.library.tags import read_tags
from tests.library.conftest import MakeAudio

ID3: Any = import_module("mutagen.id3")


def tagged(path: Path, encoding: int, version: int) -> Path:
    id3 = ID3.ID3()
    people = [["producer", "Inés Calder"], ["mix", "Oona Reed"], ["DJ-mix", "Bo"]]
    id3.add(ID3.TIPL(encoding=encoding, people=people))
    if version == 3:
        id3.update_to_v23()
    id3.save(path, v2_version=version)
    return path


@pytest.mark.parametrize("version", [3, 4])
@pytest.mark.parametrize("encoding", [0, 1, 3])
def test_people_are_read_in_every_encoding_and_version(
    make_audio: MakeAudio, version: int, encoding: int
) -> None:
    path = tagged(make_audio("a.mp3"), encoding, version)
    assert list(people_in(path.read_bytes())) == [
        ("producer", "Inés Calder"), ("mixer", "Oona Reed")]  # fmt: skip
    assert read_tags(path).credits == {"producer": ("Inés Calder",), "engineer": ("Oona Reed",)}


@given(st.binary(max_size=40), st.sampled_from([b"TIPL", b"IPLS"]), st.integers(0, 5))
def test_no_bytes_make_the_reader_fall_over(data: bytes, frame: bytes, version: int) -> None:
    head = b"ID3" + bytes([version]) + b"\0" * 6
    assert all(tag for tag, _ in people_in(head + frame + data))


def test_a_file_without_the_tag_has_no_people() -> None:
    assert list(people_in(b"RIFF TIPL")) == []
