"""Homes to try the program in."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.acceptance.house import Home, songs

SONGS = 8


@pytest.fixture
def empty_home(tmp_path: Path) -> Home:
    """Nothing is here yet."""
    return Home(tmp_path)


@pytest.fixture(scope="session")
def _scanned(tmp_path_factory: pytest.TempPathFactory) -> Home:
    home = Home(tmp_path_factory.mktemp("scanned"))
    songs(home.music, SONGS)
    home.good("scan", "music")
    home.good("make", "--length", "2m", "--at", "2026-05-01T07:30", "--seed", "1",
              "--voice", "quiet", "-o", "finished", "--format", "flac")  # fmt: skip
    return home


def _own_sessions(place: Path, copied_from: Path) -> None:
    """Let a copied library mean its own sessions, or one test would delete those of all."""
    with closing(sqlite3.connect(place / "data" / "dj-session" / "library.db")) as connection:
        connection.execute("UPDATE sessions SET path = replace(path, ?, ?)",
                           (str(copied_from), str(place)))  # fmt: skip
        connection.commit()


@pytest.fixture
def home(_scanned: Home, tmp_path: Path) -> Home:
    """A home whose eight songs are scanned; they lie in a folder that must not be changed."""
    shutil.copytree(_scanned.place / "data", tmp_path / "data")
    _own_sessions(tmp_path, _scanned.place)
    return Home(tmp_path)


@pytest.fixture
def finished(_scanned: Home, tmp_path: Path) -> Home:
    """A home with the session `finished`, its songs beside it, and the library they came from."""
    shutil.copytree(_scanned.place, tmp_path, dirs_exist_ok=True)
    _own_sessions(tmp_path, _scanned.place)
    return Home(tmp_path)


@pytest.fixture
def lived_in(finished: Home) -> Home:
    """A home with the session `finished` and a library of its own: its songs may move."""
    shutil.rmtree(finished.place / "data")
    finished.good("scan", "music")
    return finished
