"""What goes to stdout and stderr, and who reads it."""

import json
import os
import subprocess
import sys

import pytest

from tests.acceptance.house import SHORT, Home

pytestmark = pytest.mark.slow

ESCAPE = "\x1b"
PLAN = ("plan", *SHORT, "--voice", "quiet")


@pytest.mark.parametrize(
    "arguments",
    [
        ("library", "list"), ("library", "issues"), ("library", "albums"), ("config",), ("voices",),
        ("track", "show", "Song 3"),
        ("scan",), ("prompts", "check"), ("why", "finished"), ("verify", "finished"),
        ("export", "finished"), ("render", "finished"), PLAN,
        ("make", *SHORT, "--talk", "none", "-o", "session"),
    ],
    ids=" ".join,
)  # fmt: skip
def test_json_is_one_document_and_alone_on_stdout(
    finished: Home, arguments: tuple[str, ...]
) -> None:
    document = json.loads(finished.good(*arguments, "--json"))
    assert document["schema_version"] == 1


def test_quiet_says_nothing_but_the_result(home: Home) -> None:
    result = home.run("-q", "make", *SHORT, "--talk", "none", "-o", "session")
    assert (result.code, result.err) == (0, "")
    assert result.out


def on_a_terminal(home: Home, *arguments: str, **environment: str) -> str:
    """Run a command whose stdout and stderr are a terminal, and return what came there."""
    ours, theirs = os.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "dj", *arguments], cwd=home.place, stdin=subprocess.DEVNULL,
        stdout=theirs, stderr=theirs, env={**home.environment, **environment},
    )  # fmt: skip
    os.close(theirs)
    shown = b""
    while chunk := _read(ours):
        shown += chunk
    os.close(ours)
    assert process.wait() == 0
    return shown.decode()


def _read(handle: int) -> bytes:
    try:
        return os.read(handle, 4096)
    except OSError:  # Linux says so when the other side is closed
        return b""


def test_a_terminal_is_given_styles(home: Home) -> None:
    assert ESCAPE in on_a_terminal(home, *PLAN, TERM="xterm")


@pytest.mark.parametrize(
    "environment", [{"TERM": "dumb"}, {"TERM": "xterm", "NO_COLOR": "1"}], ids=str
)
def test_no_escape_codes_where_none_are_wanted(home: Home, environment: dict[str, str]) -> None:
    made = ("plan", *SHORT, "--talk", "none", "-o", "session")
    assert ESCAPE not in on_a_terminal(home, *made, **environment)
    assert ESCAPE not in on_a_terminal(home, "why", "session", **environment)


def test_no_escape_codes_in_a_pipe(home: Home) -> None:
    result = home.run(*PLAN, TERM="xterm")
    assert ESCAPE not in result.out + result.err


@pytest.mark.parametrize("arguments", [("library", "list"), PLAN, ("prompts", "preview")])
@pytest.mark.parametrize("buffered", ["", "1"])
def test_a_reader_that_leaves_early_is_no_trouble(
    home: Home, arguments: tuple[str, ...], buffered: str
) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "dj", *arguments], cwd=home.place, stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        env={**home.environment, "PYTHONUNBUFFERED": buffered},
    )  # fmt: skip
    assert process.stdout is not None
    process.stdout.close()
    _, err = process.communicate()
    assert process.returncode in (0, 1)
    assert "Traceback" not in err
    assert "Exception ignored" not in err


@pytest.mark.parametrize("arguments", [("library", "list"), (*PLAN, "--json"), PLAN])
def test_a_full_disk_behind_stdout_is_told(home: Home, arguments: tuple[str, ...]) -> None:
    with open("/dev/full", "w") as full:  # noqa: PTH123 - a device
        done = subprocess.run(
            [sys.executable, "-m", "dj", *arguments], cwd=home.place, stdin=subprocess.DEVNULL,
            stdout=full, stderr=subprocess.PIPE, text=True, env=home.environment, check=False,
        )  # fmt: skip
    assert done.returncode == 1
    assert "No space left" in done.stderr
    assert "Traceback" not in done.stderr
    assert "Exception ignored" not in done.stderr


def test_a_damaged_library_is_set_aside_and_told(home: Home) -> None:
    file = home.place / "data" / "dj-session" / "library.db"
    file.write_bytes(file.read_bytes()[:5000])
    result = home.run("library", "list")
    assert (result.code, result.out) == (0, "")
    assert "was damaged" in result.err
    assert file.with_name("library.db.damaged-1").exists()
