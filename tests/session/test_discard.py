"""A session is removed with all that we wrote, and nothing else."""

from pathlib import Path

import pytest

from dj.session import contents, discard, write
from dj.testing.examples import manifest


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write(manifest(), tmp_path)
    for name in ("mix.flac", "clips/00.wav", "versions/undo/000001.json", "session.m3u8",
                 "captions.vtt", "stems/voice.flac"):  # fmt: skip
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    return tmp_path


def test_a_session_that_is_all_ours_goes_with_its_folder(folder: Path) -> None:
    assert contents(folder)[-1] == folder / "session.json"
    discard(folder)
    assert not folder.exists()


def test_files_of_somebody_else_stay(folder: Path) -> None:
    for name in ("notes.txt", "holiday.jpg", "mixtape.flac"):
        (folder / name).touch()
    discard(folder)
    assert sorted(path.name for path in folder.iterdir()) == [
        "holiday.jpg", "mixtape.flac", "notes.txt",
    ]  # fmt: skip


def test_a_folder_without_a_session_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mix.flac").touch()
    discard(tmp_path)
    assert (tmp_path / "mix.flac").exists()
    assert contents(tmp_path / "not there") == ()


def test_a_damaged_session_file_goes_too(folder: Path) -> None:
    (folder / "session.json").write_text("{")
    discard(folder)
    assert not folder.exists()


def test_what_a_link_leads_to_stays(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    music = tmp_path_factory.mktemp("music")
    (music / "song.flac").touch()
    (folder / "stems" / "voice.flac").unlink()
    (folder / "stems").rmdir()
    (folder / "stems").symlink_to(music)
    discard(folder)
    assert (music / "song.flac").exists()
    assert not folder.exists()
