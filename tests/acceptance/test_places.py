"""Places that cannot be written, are full, or hold something else already."""

from pathlib import Path

import pytest

from dj import session
from tests.acceptance.house import SHORT, Home, small_disk, songs

pytestmark = pytest.mark.slow

SILENT = (*SHORT, "--talk", "none")


@pytest.mark.parametrize(
    "arguments",
    [
        ("--data", "file/data", "library", "list"),
        ("--data", "file", "scan", "music"),
        ("--data", "/proc/dj", "library", "list"),
        ("make", *SILENT, "-o", "file/session"),
        ("make", *SILENT, "-o", "/proc/dj"),
        ("plan", *SILENT, "-o", "file/session"),
        ("plan", *SILENT, "--picture", "file/plan.svg"),
        ("--cache", "file/cache", "make", *SHORT, "--voice", "quiet", "-o", "session"),
    ],
)
def test_a_place_that_cannot_be_is_named_in_one_line(
    home: Home, arguments: tuple[str, ...]
) -> None:
    (home.place / "file").write_text("a file, not a folder")
    result = home.run(*arguments)
    assert (result.code, result.out) == (1, "")
    assert "file" in result.complaint or "/proc/dj" in result.complaint
    assert not (home.place / "session").exists()


@pytest.mark.parametrize(
    "arguments",
    [
        ("make", *SILENT, "-o", "disk/session"),
        ("plan", *SILENT, "-o", "disk/session"),
        ("--data", "disk/data", "library", "list"),
    ],
)
def test_a_read_only_disk_is_told_in_one_line(home: Home, arguments: tuple[str, ...]) -> None:
    disk = small_disk(home.place / "disk", "0", home.place / "after")
    result = home.run(*arguments, wrapped_in=disk)
    assert result.code == 1
    assert "read-only" in result.complaint.lower()


def left(folder: Path) -> set[str]:
    return {path.name for path in folder.rglob("*") if path.is_file()}


def test_a_disk_full_while_mixing_keeps_the_programme_and_nothing_half(home: Home) -> None:
    disk = small_disk(home.place / "disk", "500k", home.place / "after")
    result = home.run("make", *SILENT, "-o", "disk/session", wrapped_in=disk)
    assert result.code == 1
    assert "mix.m4a: cannot write: the disk is full" in result.complaint
    assert left(home.place / "after") == {"session.json"}
    (home.place / "after" / "session").rename(home.place / "disk" / "session")
    home.good("render", "disk/session")
    assert session.verify(home.place / "disk" / "session") == ()


def test_a_disk_full_while_planning_leaves_nothing(home: Home) -> None:
    disk = small_disk(home.place / "disk", "4k", home.place / "after")
    result = home.run("plan", *SILENT, "-o", "disk/session", wrapped_in=disk)
    assert result.code == 1
    assert "the disk is full" in result.complaint
    assert list((home.place / "after").iterdir()) == []


@pytest.mark.parametrize("full", ["--cache disk/cache", "-o disk/session"])
def test_a_disk_full_while_speaking_leaves_no_half_clip(home: Home, full: str) -> None:
    disk = small_disk(home.place / "disk", "100k", home.place / "after")
    cache = ["--cache", "disk/cache"] if "cache" in full else []
    out = "disk/session" if "session" in full else "session"
    result = home.run(*cache, "make", *SHORT, "--voice", "quiet", "-o", out, wrapped_in=disk)
    assert result.code == 1
    assert "clip cannot be" in result.complaint or "the disk is full" in result.complaint
    assert left(home.place / "after") == set()


# The first is full while the tables are made, the others at some later write.
@pytest.mark.parametrize("size", ["60k", "100k", "150k", "200k"])
def test_a_disk_full_while_scanning_harms_nothing_known(empty_home: Home, size: str) -> None:
    songs(empty_home.music, 3)
    disk = small_disk(empty_home.place / "disk", size, empty_home.place / "after")
    result = empty_home.run("--data", "disk/data", "scan", "music", wrapped_in=disk)
    assert result.code == 1
    assert "the disk is full" in result.complaint
    (empty_home.place / "after").rename(empty_home.place / "moved")
    assert "3 tracks" in empty_home.good("--data", "moved/data", "scan", "music")


def test_a_failing_second_make_leaves_the_finished_session_whole(home: Home) -> None:
    home.make("session")
    record = (home.place / "session" / "session.json").read_bytes()
    disk = home.place / "disk"
    wrap = small_disk(disk, "3m", home.place / "after")
    command = (f'cp -a "{home.place}/session" "{disk}/session"; exec "$@"', "sh")
    result = home.run("make", *SILENT, "--seed", "2", "--format", "wav", "-o", "disk/session",
                      wrapped_in=(*wrap, "sh", "-c", *command))  # fmt: skip
    assert result.code == 1
    after = home.place / "after" / "session"
    assert (after / "session.json").read_bytes() == record
    assert left(after) == left(home.place / "session")


@pytest.mark.parametrize("name", ["mix.m4a", "rundown.txt"])
def test_files_of_somebody_else_are_not_overwritten(home: Home, name: str) -> None:
    mine = home.place / "mine" / name
    mine.parent.mkdir()
    mine.write_text("mine")
    result = home.run("make", *SILENT, "-o", "mine")
    assert result.code == 1
    assert name in result.complaint
    assert mine.read_text() == "mine"
    assert home.session_files("mine") == {name}


@pytest.mark.parametrize(
    ("command", "content"),
    [("make", '{"hello": 1}'), ("make", ""), ("plan", '{"hello": 1}')],
)
def test_a_session_file_of_another_program_stays(home: Home, command: str, content: str) -> None:
    other = home.place / "other" / "session.json"
    other.parent.mkdir()
    other.write_text(content)
    result = home.run(command, *SILENT, "-o", "other")
    assert result.code == 3
    assert "Choose another folder" in result.complaint
    assert other.read_text() == content


def test_other_files_in_the_folder_of_a_session_stay(home: Home) -> None:
    notes = home.place / "session" / "notes.txt"
    notes.parent.mkdir()
    notes.write_text("mine")
    home.make("session")
    home.make("session", "--format", "flac")
    assert notes.read_text() == "mine"


def test_a_second_session_in_another_format_leaves_nothing_of_the_first(home: Home) -> None:
    home.good("make", *SHORT, "--voice", "quiet", "-o", "session", "--talk", "lots")
    home.make("session", "--format", "opus")
    names = home.session_files("session")
    assert "mix.opus" in names
    assert not {name for name in names if name.startswith(("mix.m4a", "clips", "."))}
    home.good("render", "session", "--format", "wav")
    assert not (home.place / "session" / "mix.opus").exists()
    assert session.verify(home.place / "session") == ()


def test_a_plan_does_not_replace_a_finished_session(home: Home) -> None:
    home.make("session")
    record = (home.place / "session" / "session.json").read_bytes()
    result = home.run("plan", *SHORT, "-o", "session")
    assert result.code == 1
    assert "session is there already" in result.complaint
    assert (home.place / "session" / "session.json").read_bytes() == record
