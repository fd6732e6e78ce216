import os
import socket
from pathlib import Path

import pytest

from dj.errors import LibraryError
from dj.library.walk import find_files, rooted


def touch(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"x")
    return path


def test_music_is_found_by_its_ending_in_any_letter_case(tmp_path: Path) -> None:
    wanted = {str(touch(tmp_path / name)) for name in ("a.MP3", "b/c.flac", "b/d/e.Opus")}
    touch(tmp_path / "cover.jpg")
    assert find_files([tmp_path]).files.keys() == wanted


def test_hidden_files_and_folders_are_passed_over(tmp_path: Path) -> None:
    touch(tmp_path / ".hidden.mp3")
    touch(tmp_path / ".trash" / "a.mp3")
    assert find_files([tmp_path]).files == {}


def test_a_loop_of_links_ends(tmp_path: Path) -> None:
    song = touch(tmp_path / "a" / "song.mp3")
    (tmp_path / "a" / "round").symlink_to(tmp_path)
    assert find_files([tmp_path]).files.keys() == {str(song)}


def test_overlapping_folders_give_each_file_once(tmp_path: Path) -> None:
    song = touch(tmp_path / "a" / "song.mp3")
    assert find_files([tmp_path, tmp_path / "a"]).files.keys() == {str(song)}


def test_a_single_file_may_be_given(tmp_path: Path) -> None:
    song = touch(tmp_path / "song.mp3")
    assert find_files([song]).files.keys() == {str(song)}


def test_a_missing_folder_is_an_error_that_names_it(tmp_path: Path) -> None:
    with pytest.raises(LibraryError, match="no such folder") as caught:
        find_files([tmp_path / "nowhere"])
    assert caught.value.where == str(tmp_path / "nowhere")
    assert caught.value.hint


def test_things_that_are_no_files_are_skipped_with_a_reason(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.mp3")
    (tmp_path / "empty.mp3").touch()
    (tmp_path / "broken.mp3").symlink_to(tmp_path / "nowhere")
    inside = touch(tmp_path / "folder.mp3" / "song.mp3")
    door = socket.socket(socket.AF_UNIX)
    door.bind(str(tmp_path / "door.mp3"))
    door.close()
    found = find_files([tmp_path])
    reasons = {Path(skipped.where).name: skipped.reason for skipped in found.skipped}
    assert reasons == {
        "pipe.mp3": "is not a file but a pipe, a socket or a device",
        "door.mp3": "is not a file but a pipe, a socket or a device",
        "empty.mp3": "is empty",
        "broken.mp3": "cannot be opened: No such file or directory",
        "folder.mp3": "is a folder, although its name ends like a music file's",
    }
    assert found.files.keys() == {str(inside)}


def test_a_name_that_is_no_text_is_skipped_in_printable_form(tmp_path: Path) -> None:
    name = os.fsencode(tmp_path) + b"/bad\xff.mp3"
    with open(name, "wb") as file:  # noqa: PTH123 - a name in bytes
        file.write(b"x")
    (skipped,) = find_files([tmp_path]).skipped
    assert "UTF-8" in skipped.reason
    skipped.where.encode("utf-8")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read every folder")
def test_a_closed_folder_is_reported_and_its_files_are_not_called_gone(tmp_path: Path) -> None:
    touch(tmp_path / "shut" / "song.mp3")
    (tmp_path / "shut").chmod(0)
    found = find_files([tmp_path])
    (tmp_path / "shut").chmod(0o700)
    assert found.closed == [str(tmp_path / "shut")]
    assert "cannot be opened" in found.skipped[0].reason


def test_names_of_every_kind_are_kept_as_they_are(tmp_path: Path) -> None:
    names = ["-rf.mp3", "a\nb.mp3", "q\"'%s.mp3", "{{x}}.mp3", "é.mp3", "e\u0301.mp3", "a:b.mp3"]
    paths = {str(touch(tmp_path / name)) for name in names}
    assert find_files([tmp_path]).files.keys() == paths


def test_a_root_whose_name_is_no_text_is_refused_in_printable_form(tmp_path: Path) -> None:
    with pytest.raises(LibraryError, match="not valid text") as caught:
        rooted(tmp_path / os.fsdecode(b"bad\xff"))
    caught.value.where.encode("utf-8")


def test_a_huge_file_of_which_nothing_was_written_is_not_read(tmp_path: Path) -> None:
    for name, size in (("all.flac", 3 << 40), ("small.flac", 500_000_000)):
        (tmp_path / name).touch()
        os.truncate(tmp_path / name, size)
    found = find_files([tmp_path])
    assert [Path(skipped.where).name for skipped in found.skipped] == ["all.flac"]
    assert [Path(path).name for path in found.files] == ["small.flac"]
