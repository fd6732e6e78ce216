"""Homes to try the program in."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.acceptance.house import Home, songs
from tests.sharing import made_once

SONGS = 8


@pytest.fixture
def empty_home(tmp_path: Path) -> Home:
    """Nothing is here yet."""
    return Home(tmp_path)


@pytest.fixture(scope="session")
def _scanned(tmp_path_factory: pytest.TempPathFactory) -> Home:
    return Home(made_once(tmp_path_factory, "scanned", _make))


def _make(place: Path) -> None:
    home = Home(place)
    songs(home.music, SONGS)
    home.good("scan", "music")
    home.good("make", "--length", "2m", "--at", "2026-05-01T07:30", "--seed", "1",
              "--voice", "quiet", "-o", "finished", "--format", "flac")  # fmt: skip


def _own(place: Path, copied_from: Path, *columns: tuple[str, str]) -> None:
    """Let a copied library mean its own paths, or one test would delete the sessions of all."""
    with closing(sqlite3.connect(place / "data" / "dj-session" / "library.db")) as connection:
        for table, column in columns:
            connection.execute(f"UPDATE {table} SET {column} = replace({column}, ?, ?)",  # noqa: S608
                               (str(copied_from), str(place)))  # fmt: skip
        connection.commit()


@pytest.fixture
def home(_scanned: Home, tmp_path: Path) -> Home:
    """A home whose eight songs are scanned; they lie in a folder that must not be changed."""
    shutil.copytree(_scanned.place / "data", tmp_path / "data")
    _own(tmp_path, _scanned.place, ("sessions", "path"))
    return Home(tmp_path)


@pytest.fixture
def finished(_scanned: Home, tmp_path: Path) -> Home:
    """A home with the session `finished`, its songs beside it, and the library they came from."""
    shutil.copytree(_scanned.place, tmp_path, dirs_exist_ok=True)
    _own(tmp_path, _scanned.place, ("sessions", "path"))
    return Home(tmp_path)


@pytest.fixture
def lived_in(_scanned: Home, finished: Home) -> Home:
    """A home with the session `finished` and a library of its own: its songs may move."""
    _own(finished.place, _scanned.place, ("files", "path"), ("state", "value"))
    finished.good("scan", "music")
    return finished
