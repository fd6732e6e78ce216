"""Sources that change under a rendering."""

import os
from pathlib import Path

import pytest

from dj.audio.encode import Encoding
from dj.errors import AudioError
from dj.mix import render
from dj.mix.sounding import SourceFile
from dj.mix.stamps import need_unchanged, stamps
from tests.mix import material
from tests.mix.test_render import event, programme, stored


@pytest.fixture
def file(tmp_path: Path) -> SourceFile:
    path = tmp_path / "song.flac"
    path.write_bytes(b"sound")
    return SourceFile(path=path)


def test_a_file_left_alone_is_the_same(file: SourceFile) -> None:
    need_unchanged(stamps([file, file]))


@pytest.mark.parametrize("change", ["longer", "touched", "replaced"])
def test_a_file_that_changed_is_named(file: SourceFile, change: str) -> None:
    before = stamps([file])
    status = file.path.stat()
    if change == "longer":
        file.path.write_bytes(b"more sound")
    elif change == "replaced":
        other = file.path.with_suffix(".new")
        other.write_bytes(b"other")
        other.replace(file.path)
    later_ns = status.st_mtime_ns + (1_000 if change == "touched" else 0)
    os.utime(file.path, ns=(later_ns, later_ns))
    with pytest.raises(AudioError, match=r"song\.flac.*changed.*dj scan"):
        need_unchanged(before)


def test_a_file_that_vanished_is_named(file: SourceFile) -> None:
    before = stamps([file])
    file.path.unlink()
    with pytest.raises(AudioError, match=r"song\.flac.*No such file"):
        need_unchanged(before)


@pytest.mark.parametrize("way", ["vanishes", "changes"])
def test_no_mix_is_made_of_a_song_that_is_no_longer_the_same(tmp_path: Path, way: str) -> None:
    sources = {"a": stored("a", material.noise(3), tmp_path)}

    def meddle(*_: object) -> None:
        if way == "vanishes":
            sources["a"].path.unlink(missing_ok=True)
        else:
            os.utime(sources["a"].path, ns=(1, 1))

    with pytest.raises(AudioError, match=r"a\.wav"):
        render(
            programme([event("a", 0, 3)]), sources, tmp_path / "mix.wav",
            encoding=Encoding(format="wav"), progress=meddle,
        )  # fmt: skip
    assert not [path for path in tmp_path.iterdir() if "mix" in path.name]
