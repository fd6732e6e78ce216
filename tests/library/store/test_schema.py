import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from dj.library.store import schema
from dj.library.store.rows import name_key
from dj.library.store.schema import STEPS, migrate, version_of
from dj.library.store.store import Store
from tests.library.store.conftest import make_listen


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(tmp_path / "a.db", isolation_level=None)) as opened:
        yield opened


def add_column(connection: sqlite3.Connection) -> None:
    connection.execute("ALTER TABLE listens ADD COLUMN mood TEXT")


def break_off(connection: sqlite3.Connection) -> None:
    connection.execute("DROP TABLE listens")
    raise sqlite3.OperationalError("no")


def test_a_new_file_takes_every_step_once(connection: sqlite3.Connection) -> None:
    migrate(connection)
    migrate(connection)
    assert version_of(connection) == len(STEPS)


def test_an_older_file_takes_only_the_steps_it_has_not_seen(connection: sqlite3.Connection) -> None:
    migrate(connection)
    migrate(connection, (*STEPS, add_column))
    assert version_of(connection) == len(STEPS) + 1
    assert "mood" in {row[1] for row in connection.execute("PRAGMA table_info(listens)")}


def test_a_step_that_fails_changes_nothing(connection: sqlite3.Connection) -> None:
    migrate(connection)
    with pytest.raises(sqlite3.OperationalError):
        migrate(connection, (*STEPS, break_off))
    assert version_of(connection) == len(STEPS)
    assert connection.execute("SELECT COUNT(*) FROM listens").fetchone() == (0,)


def test_every_table_is_either_checked_or_a_cache(connection: sqlite3.Connection) -> None:
    migrate(connection)
    tables = {
        row[0]
        for row in connection.execute(
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
        )
    }
    assert tables == {*schema.CHECKED_TABLES, "analysis_arrays"}


def test_a_library_is_copied_before_it_is_brought_up_to_date(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Store.open(tmp_path) as store:
        store.add_listens("me", [make_listen(1)])
    steps = (*STEPS, lambda connection: connection.execute("DROP TABLE saves"))
    monkeypatch.setattr("dj.library.store.database.STEPS", steps)
    Store.open(tmp_path).close()
    with closing(sqlite3.connect(tmp_path / f"library.db.version-{len(STEPS)}")) as copy:
        assert copy.execute("SELECT COUNT(*) FROM listens").fetchone() == (1,)


def test_tracks_of_an_older_file_came_long_ago(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "library.db", isolation_level=None)) as old:
        migrate(old, STEPS[:7])
        old.execute("INSERT INTO files (path, size, mtime_ns, reader, status, track_id) "
                    "VALUES ('/a.flac', 1, 1, 1, 'present', 't1')")  # fmt: skip
    with Store.open(tmp_path) as store:
        assert store.came_since(datetime(2000, 1, 1, tzinfo=UTC)) == frozenset()


_OLD_COLUMNS = """listener, started_us, name_key, artist, title, album, played_ms, duration_ms,
                  skipped, ids, source, track_id"""
_KEY, _IDS = name_key("Ana", "Salt"), '{"mbid":"m"}'
_OLD_ROWS = (
    ("me", 100, _KEY, "Ana", "Salt", "Coast", 30000, 200000, 0, _IDS, "x", "t1"),
    ("me", 200, _KEY, "Ana", "Salt", "Coast", None, 200000, None, _IDS, "x", "t1"),
    ("me", 300, _KEY, "ANA", "Salt", "", 5000, None, 1, None, "y", None),
    ("you", 100, _KEY, "Ana", "Salt", "Coast", 30000, 200000, 0, _IDS, "x", None),
)


@pytest.mark.parametrize("version", [1, 2, 3, 4])
def test_the_history_of_an_older_file_is_all_there(tmp_path: Path, version: int) -> None:
    with closing(sqlite3.connect(tmp_path / "library.db", isolation_level=None)) as old:
        migrate(old, STEPS[:version])
        marks = ", ".join("?" * 12)
        old.executemany(f"INSERT INTO listens ({_OLD_COLUMNS}) VALUES ({marks})", _OLD_ROWS)  # noqa: S608 - our own names
        if version == 4:
            old.execute("UPDATE listens SET context = 'run', within_s = 60 WHERE started_us = 200")
    with Store.open(tmp_path) as store:
        first, second, third = store.listens("me")
        assert (first.artist, first.title, first.album, first.source) == (
            "Ana", "Salt", "Coast", "x")  # fmt: skip
        assert (first.played_ms, first.duration_ms, first.skipped) == (30_000, 200_000, False)
        assert (dict(first.ids), first.track_id) == ({"mbid": "m"}, "t1")
        assert (second.played_ms, second.skipped, second.track_id) == (None, None, "t1")
        late = ("run", 60) if version == 4 else ("", 1)
        assert (second.context, second.within_s) == late
        assert (third.artist, third.album, third.skipped, third.ids) == ("ANA", "", True, {})
        assert [row.track_id for row in store.listens("you")] == [None]
        assert len(store.recordings("me")) == 2
        assert store.add_listens("me", [first, second]) == (0, 2)
    assert (tmp_path / f"library.db.version-{version}").exists()
