import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from dj.errors import ImportFileError
from dj.listeners.importers.navidrome import NavidromeImporter
from dj.model.listening import Listen, Save, Tally
from dj.model.track import Skipped
from dj.testing.importer_contract import ImporterContract

MBID = "0b5b3c1a-7f52-4f6c-9a53-0c1d2e3f4a5b"
SCHEMA = """
CREATE TABLE media_file (id TEXT, path TEXT, title TEXT, artist TEXT, album TEXT, duration REAL,
                         mbz_recording_id TEXT);
CREATE TABLE user (id TEXT, user_name TEXT, email TEXT, password TEXT);
CREATE TABLE annotation (user_id TEXT, item_id TEXT, item_type TEXT, play_count INTEGER,
                         play_date TEXT, rating INTEGER, rated_at TEXT, starred INTEGER,
                         starred_at TEXT);
"""
SCROBBLES = (
    "CREATE TABLE scrobbles (id TEXT, media_file_id TEXT, user_id TEXT, submission_time INT)"
)
AT = 1_767_225_600
Rows = list[Listen | Tally | Save | Skipped]


def write(folder: Path, *statements: str, scrobbles: bool = True) -> Path:
    path = folder / "navidrome.db"
    with closing(sqlite3.connect(path)) as database:
        database.executescript(SCHEMA + (SCROBBLES if scrobbles else ""))
        database.execute("INSERT INTO user VALUES ('u1', 'ana', 'MARKER@example.org', 'MARKER')")
        for number, title in enumerate(("Salt", "Tide"), 1):
            song = (f"m{number}", "p", title, "Ana Lee", "Sea", 200.5, MBID if number == 1 else "")
            database.execute("INSERT INTO media_file VALUES (?,?,?,?,?,?,?)", song)
        for statement in statements:
            database.execute(statement)
        database.commit()
    return path


def scrobble(item: str = "m1", user: str = "u1", at: object = AT) -> str:
    return f"INSERT INTO scrobbles VALUES ('s', '{item}', '{user}', {at})"  # noqa: S608 - our own values


def count(item: str = "m1", user: str = "u1", **changes: object) -> str:
    row = {"play_count": 3, "play_date": "2025-12-01 08:30:00.123456789+00:00", "rating": 0,
           "starred": 0, "starred_at": None, **changes}  # fmt: skip
    values = ", ".join("NULL" if value is None else repr(value) for value in row.values())
    names = ", ".join(("user_id", "item_id", "item_type", *row))
    return f"INSERT INTO annotation ({names}) VALUES ('{user}', '{item}', 'media_file', {values})"  # noqa: S608 - our own values


def read(path: Path, user: str = "") -> Rows:
    importer = NavidromeImporter()
    importer.user = user
    return list(importer.read(path))


class TestNavidrome(ImporterContract):
    def importer(self) -> NavidromeImporter:
        return NavidromeImporter()

    def write_example(self, folder: Path) -> Path:
        return write(folder, scrobble(), scrobble("m2", at=AT + 300), count("m2", starred=1))


def test_the_diary_is_listens(tmp_path: Path) -> None:
    assert read(write(tmp_path, scrobble())) == [
        Listen(started_at=datetime(2026, 1, 1, tzinfo=UTC), artist="Ana Lee", title="Salt",
               album="Sea", duration_ms=200_500, ids={"mbid": MBID}, source="navidrome")
    ]  # fmt: skip


def test_older_servers_without_a_diary_give_their_counts(tmp_path: Path) -> None:
    (tally,) = read(write(tmp_path, count(), scrobbles=False))
    assert isinstance(tally, Tally)
    assert (tally.title, tally.plays) == ("Salt", 3)
    assert tally.last_at == datetime(2025, 12, 1, 8, 30, 0, 123_456, UTC)


def test_counts_of_what_the_diary_has_are_not_taken_twice(tmp_path: Path) -> None:
    path = write(tmp_path, scrobble(), scrobble(at=AT + 900), scrobble("m2"),
                 count(play_count=5, play_date="2026-01-01 00:15:00+00:00"),
                 count("m2", play_count=1))  # fmt: skip
    (tally,) = [row for row in read(path) if isinstance(row, Tally)]
    assert (tally.title, tally.plays) == ("Salt", 3)
    assert tally.last_at == datetime(2026, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("changes", "loved"),
    [({"starred": 1, "starred_at": "2025-02-03 04:05:06+01:00"}, True), ({"rating": 4}, True),
     ({"rating": 3}, False), ({"starred": 0}, False)],
)  # fmt: skip
def test_a_star_or_four_are_love(tmp_path: Path, changes: dict[str, Any], loved: bool) -> None:
    saves = [
        row for row in read(write(tmp_path, count("m1", "u1", **changes))) if isinstance(row, Save)
    ]
    assert [save.playlist for save in saves] == (["Loved"] if loved else [])
    if "starred_at" in changes:
        assert saves[0].saved_at == datetime(2025, 2, 3, 3, 5, 6, tzinfo=UTC)


def test_of_several_listeners_none_is_guessed(tmp_path: Path) -> None:
    path = write(tmp_path, "INSERT INTO user VALUES ('u2', 'bo', '', '')", scrobble(),
                 scrobble("m2", "u2"), count(), count("m2", "u2"))  # fmt: skip
    with pytest.raises(ImportFileError, match="several listeners") as caught:
        read(path)
    assert "ana, bo" in caught.value.hint
    assert [row.title for row in read(path, "bo") if isinstance(row, Listen)] == ["Tide"]
    with pytest.raises(ImportFileError, match="no listener 'cy'"):
        read(path, "cy")


def test_a_listener_who_never_played_is_no_choice(tmp_path: Path) -> None:
    path = write(tmp_path, "INSERT INTO user VALUES ('u2', 'admin', '', '')", count())
    assert len(read(path)) == 1


def test_what_is_personal_is_not_read(tmp_path: Path) -> None:
    assert "MARKER" not in repr(read(write(tmp_path, scrobble(), count(starred=1))))


def test_songs_that_are_gone_and_clocks_never_set_are_refused(tmp_path: Path) -> None:
    path = write(tmp_path, scrobble("m9"), scrobble(at=0), scrobble(at="'x'"), count("m9"))
    assert [row.reason for row in read(path) if isinstance(row, Skipped)] == [
        "has a date before October 2002: the player's clock was not set.",
        "is of a song that is gone.", "has no date of play.", "is of a song that is gone.",
    ]  # fmt: skip


def test_the_latest_rows_are_read_while_the_server_runs(tmp_path: Path) -> None:
    path = write(tmp_path)
    with closing(sqlite3.connect(path)) as server:
        server.execute("PRAGMA journal_mode = WAL")
        server.execute(scrobble())
        server.commit()
        before = sorted(file.name for file in tmp_path.iterdir())
        assert len(read(path)) == 1
        assert sorted(file.name for file in tmp_path.iterdir()) == before


def test_another_program_s_database_is_one_clear_error(tmp_path: Path) -> None:
    path = tmp_path / "navidrome.db"
    with closing(sqlite3.connect(path)) as database:
        database.execute("CREATE TABLE media_file (annotation TEXT)")
        database.commit()
    with pytest.raises(ImportFileError, match="no songs of Navidrome"):
        read(path)
