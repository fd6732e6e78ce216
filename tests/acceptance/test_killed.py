"""A scan killed again and again, at moments spread over the whole of it."""

import os
import signal
import sqlite3
import subprocess
import time
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from dj.library import Store
from tests.acceptance.house import Home, song

pytestmark = pytest.mark.slow

_KILLS = int(os.environ.get("DJ_KILLS", "12"))
_SONGS = 40
_READING = 0.3
"""The share of the kills that hit a scan before its first analysis is stored."""
_DYING_S = 10.0
"""A worker that waits for its next song, or decodes one, has this long to end with its parent."""


@pytest.fixture(scope="module")
def music(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("killed") / "music"
    for n in range(_SONGS):
        song(folder / f"{n:02d}.flac", n, seconds=4.0)
    return folder


@pytest.mark.parametrize("parent_only", [False, True], ids=["whole group", "parent only"])
def test_a_scan_killed_at_any_moment_is_finished_later_and_repeats_nothing(
    empty_home: Home, music: Path, parent_only: bool
) -> None:
    rng = np.random.default_rng(int(parent_only))
    took_s = time_of_a_whole_scan(empty_home, music)
    library = new_library(empty_home, 0)
    kills = _KILLS // 2
    done: list[int] = []
    for number in range(kills):
        share = (number + rng.random()) / kills
        running = empty_home.start("--data", library, "scan", music).process
        wait_until(share, running, took_s, library)
        kill(running, parent_only=parent_only)
        assert checked(library) == "ok"
        done.append(len(analyses(library)))
        if done[-1] == _SONGS:
            library = finished(empty_home, music, library, number)
    finished(empty_home, music, library, kills)
    assert any(0 < count < _SONGS for count in done), done


def wait_until(
    share: float, running: "subprocess.Popen[str]", took_s: float, library: Path
) -> None:
    """Wait for a share of the whole: the first part by the clock, the rest by what is stored."""
    if share < _READING:
        time.sleep(took_s * share)
    wanted = (share - _READING) / (1 - _READING) * _SONGS
    while running.poll() is None and len(analyses(library)) < wanted:
        time.sleep(0.01)


def time_of_a_whole_scan(home: Home, music: Path) -> float:
    home.good("--data", home.place / "warm", "scan", music, "--no-analyse")
    started = time.monotonic()
    home.good("--data", home.place / "whole", "scan", music)
    return time.monotonic() - started


def new_library(home: Home, number: int) -> Path:
    """Make a library that writes down every analysis that is ever stored in it."""
    folder = home.place / f"library-{number}"
    with Store.open(folder):
        pass
    with closing(sqlite3.connect(folder / "library.db")) as connection:
        connection.executescript(
            """CREATE TABLE stored (track_id TEXT);
               CREATE TRIGGER note AFTER INSERT ON analyses
               BEGIN INSERT INTO stored VALUES (new.track_id); END;"""
        )
    return folder


def kill(running: "subprocess.Popen[str]", *, parent_only: bool) -> None:
    """Kill a scan; if only the parent is hit, its workers must end by themselves."""
    workers = children(running.pid)
    if parent_only:
        running.kill()
    else:
        os.killpg(running.pid, signal.SIGKILL)
    running.communicate()
    deadline = time.monotonic() + _DYING_S
    while (alive := [pid for pid in workers if is_alive(pid)]) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert alive == []


def children(pid: int) -> list[int]:
    try:
        listed = Path(f"/proc/{pid}/task/{pid}/children").read_text()
    except OSError:
        return []
    return [int(child) for child in listed.split()]


def is_alive(pid: int) -> bool:
    try:
        status = Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return False
    return status.rpartition(")")[2].split()[0] != "Z"


def checked(library: Path) -> str:
    with closing(sqlite3.connect(library / "library.db")) as connection:
        return str(connection.execute("PRAGMA integrity_check").fetchone()[0])


def analyses(library: Path) -> list[str]:
    """List the tracks of all analyses that were ever stored."""
    with closing(sqlite3.connect(library / "library.db")) as connection:
        return [track_id for (track_id,) in connection.execute("SELECT track_id FROM stored")]


def finished(home: Home, music: Path, library: Path, number: int) -> Path:
    """Scan to the end, see that everything was analysed once, and start another library."""
    before = len(analyses(library))
    result = home.run("--data", library, "scan", music)
    assert result.code == 0, result.err
    assert ("analysing" in result.err) == (before < _SONGS)
    stored = analyses(library)
    assert len(stored) == len(set(stored)) == _SONGS
    with Store.open(library) as store:
        assert len(store.songs()) == _SONGS
        assert store.issues() == ()
    return new_library(home, number + 1)
