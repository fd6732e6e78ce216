"""The tables of the catalogue and the steps that bring an older file up to date.

`PRAGMA user_version` is the schema version: the number of steps taken. A step is never edited once
released; a new one is added at the end.
"""

import sqlite3
from collections.abc import Callable, Sequence

from dj.library.store.seen import first_seen
from dj.library.store.transaction import transaction

Step = Callable[[sqlite3.Connection], None]


def _first_tables(connection: sqlite3.Connection) -> None:
    for statement in _FIRST_TABLES.split(";"):
        connection.execute(statement)


_FIRST_TABLES = """
CREATE TABLE files (
    path TEXT PRIMARY KEY,
    size INTEGER NOT NULL,
    mtime_ns INTEGER NOT NULL,
    reader INTEGER NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('present', 'gone', 'skipped')),
    reason TEXT NOT NULL DEFAULT '',
    track_id TEXT,
    tags BLOB
);
CREATE INDEX files_by_track ON files (track_id);
CREATE TABLE analyses (
    track_id TEXT PRIMARY KEY,
    versions TEXT NOT NULL,
    scalars BLOB NOT NULL,
    vector_dtype TEXT NOT NULL,
    vector BLOB NOT NULL
);
CREATE TABLE analysis_arrays (
    track_id TEXT NOT NULL,
    name TEXT NOT NULL,
    dtype TEXT NOT NULL,
    data BLOB NOT NULL,
    PRIMARY KEY (track_id, name)
);
CREATE TABLE listens (
    listener TEXT NOT NULL,
    started_us INTEGER NOT NULL,
    name_key INTEGER NOT NULL,
    artist TEXT NOT NULL,
    title TEXT NOT NULL,
    album TEXT NOT NULL,
    played_ms INTEGER,
    duration_ms INTEGER,
    skipped INTEGER,
    ids TEXT,
    source TEXT NOT NULL,
    track_id TEXT,
    PRIMARY KEY (listener, started_us, name_key)
) WITHOUT ROWID;
CREATE TABLE saves (
    listener TEXT NOT NULL,
    playlist TEXT NOT NULL,
    artist TEXT NOT NULL,
    title TEXT NOT NULL,
    location TEXT NOT NULL,
    album TEXT NOT NULL,
    source TEXT NOT NULL,
    track_id TEXT,
    PRIMARY KEY (listener, playlist, artist, title, location)
) WITHOUT ROWID;
CREATE TABLE sessions (
    id TEXT PRIMARY KEY,
    path TEXT NOT NULL,
    at_us INTEGER NOT NULL
);
CREATE TABLE session_lines (
    session_id TEXT NOT NULL,
    position INTEGER NOT NULL,
    line TEXT NOT NULL,
    variant INTEGER NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (session_id, position)
) WITHOUT ROWID;
CREATE TABLE state (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL
) WITHOUT ROWID
"""


def _quarantine(connection: sqlite3.Connection) -> None:
    for statement in _QUARANTINE.split(";"):
        connection.execute(statement)


_QUARANTINE = """
CREATE TABLE quarantine (
    content TEXT PRIMARY KEY,
    stage TEXT NOT NULL,
    versions TEXT NOT NULL,
    reason TEXT NOT NULL,
    passing INTEGER NOT NULL,
    since_us INTEGER NOT NULL
) WITHOUT ROWID;
ALTER TABLE files ADD COLUMN since_us INTEGER;
ALTER TABLE files ADD COLUMN tried TEXT NOT NULL DEFAULT '';
ALTER TABLE files ADD COLUMN content TEXT;
UPDATE files SET status = 'present', reason = '', mtime_ns = -1
    WHERE status = 'skipped' AND track_id IS NOT NULL
"""
"""Columns of a skipped file: when it was first skipped, by which versions, and, if it broke its
reader, a key of its bytes. The last statement gives tracks that could not be analysed another try.
"""


def _embeddings(connection: sqlite3.Connection) -> None:
    connection.execute(
        "CREATE INDEX embeddings ON analysis_arrays (track_id) WHERE name = 'embedding'"
    )


def _listeners(connection: sqlite3.Connection) -> None:
    for statement in _LISTENERS.split(";"):
        connection.execute(statement)


_LISTENERS = """
ALTER TABLE listens ADD COLUMN context TEXT NOT NULL DEFAULT '';
ALTER TABLE listens ADD COLUMN within_s INTEGER NOT NULL DEFAULT 1;
ALTER TABLE saves ADD COLUMN saved_us INTEGER;
ALTER TABLE saves ADD COLUMN ids TEXT;
CREATE TABLE tallies (
    listener TEXT NOT NULL,
    source TEXT NOT NULL,
    artist TEXT NOT NULL,
    title TEXT NOT NULL,
    album TEXT NOT NULL,
    location TEXT NOT NULL,
    plays INTEGER NOT NULL,
    skips INTEGER NOT NULL,
    last_us INTEGER,
    since_us INTEGER,
    duration_ms INTEGER,
    ids TEXT,
    track_id TEXT,
    PRIMARY KEY (listener, source, artist, title, album, location)
) WITHOUT ROWID;
CREATE TABLE feedback (
    listener TEXT NOT NULL,
    number INTEGER NOT NULL,
    at_us INTEGER NOT NULL,
    event TEXT NOT NULL,
    PRIMARY KEY (listener, number)
) WITHOUT ROWID;
CREATE TABLE controls (
    listener TEXT PRIMARY KEY,
    value TEXT NOT NULL
) WITHOUT ROWID
"""


def _recordings(connection: sqlite3.Connection) -> None:
    for statement in _RECORDINGS.split(";"):
        connection.execute(statement)


_RECORDINGS = """
CREATE TABLE recordings (
    number INTEGER PRIMARY KEY,
    listener TEXT NOT NULL,
    name_key INTEGER NOT NULL,
    source TEXT NOT NULL,
    artist TEXT NOT NULL,
    title TEXT NOT NULL,
    album TEXT NOT NULL,
    duration_ms INTEGER,
    ids TEXT,
    track_id TEXT
);
INSERT INTO recordings
    (listener, name_key, source, artist, title, album, duration_ms, ids, track_id)
    SELECT DISTINCT listener, name_key, source, artist, title, album, duration_ms, ids, track_id
    FROM listens;
CREATE INDEX recordings_by_listener ON recordings (listener, name_key);
CREATE TABLE plays (
    listener TEXT NOT NULL,
    started_us INTEGER NOT NULL,
    name_key INTEGER NOT NULL,
    recording INTEGER NOT NULL,
    played_ms INTEGER,
    skipped INTEGER,
    context TEXT NOT NULL,
    within_s INTEGER NOT NULL,
    PRIMARY KEY (listener, started_us, name_key)
) WITHOUT ROWID;
INSERT INTO plays
    SELECT l.listener, l.started_us, l.name_key, r.number, l.played_ms, l.skipped, l.context,
        l.within_s
    FROM listens l JOIN recordings r ON r.listener = l.listener AND r.name_key = l.name_key
        AND r.source = l.source AND r.artist = l.artist AND r.title = l.title
        AND r.album = l.album AND r.duration_ms IS l.duration_ms AND r.ids IS l.ids
        AND r.track_id IS l.track_id
    ORDER BY 1, 2, 3;
DROP TABLE listens;
ALTER TABLE plays RENAME TO listens
"""
"""A history repeats itself: words and matches are kept once for all plays that share them."""


def _changes(connection: sqlite3.Connection) -> None:
    connection.execute(
        "CREATE TABLE track_changes (number INTEGER PRIMARY KEY AUTOINCREMENT, "
        "track_id TEXT NOT NULL UNIQUE)"
    )
    connection.execute(
        "INSERT OR REPLACE INTO state VALUES ('library identity', lower(hex(randomblob(8))))"
    )
    connection.execute(
        "INSERT INTO track_changes (track_id) SELECT DISTINCT track_id FROM files "
        "WHERE track_id IS NOT NULL ORDER BY track_id"
    )
    for table, column in (("files", "track_id"), ("quarantine", "content")):
        for event, rows in (("INSERT", ("NEW",)), ("DELETE", ("OLD",)), ("UPDATE", ("OLD", "NEW"))):
            notes = "".join(_NOTE.format(row=row, column=column) for row in rows)
            name = f"{table}_{event.lower()}_changes"
            connection.execute(f"CREATE TRIGGER {name} AFTER {event} ON {table} BEGIN {notes} END")


_NOTE = """
DELETE FROM track_changes WHERE track_id = {row}.{column};
INSERT INTO track_changes (track_id) SELECT {row}.{column} WHERE {row}.{column} IS NOT NULL;
"""
"""A track has one row, numbered anew at each change: whoever knows a number finds what is newer."""


def _ledger(connection: sqlite3.Connection) -> None:
    for statement in _LEDGER.split(";"):
        connection.execute(statement)


_LEDGER = """
ALTER TABLE sessions ADD COLUMN listener TEXT NOT NULL DEFAULT '';
ALTER TABLE session_lines ADD COLUMN pack TEXT NOT NULL DEFAULT '';
ALTER TABLE session_lines ADD COLUMN content TEXT NOT NULL DEFAULT '';
ALTER TABLE session_lines ADD COLUMN frame TEXT NOT NULL DEFAULT ''
"""
"""Who heard a session, and of what was said there: its pack, its approved content, its frame."""


STEPS: tuple[Step, ...] = (_first_tables, _quarantine, _embeddings, _listeners, _recordings,
                           _changes, _ledger, first_seen)  # fmt: skip

LISTENERS_TABLES = ("recordings", "listens", "saves", "tallies", "feedback", "controls", "sessions",
                    "session_lines", "state")  # fmt: skip
"""What no scan can bring back."""

CHECKED_TABLES = ("files", "analyses", *LISTENERS_TABLES, "quarantine", "track_changes",
                  "first_seen")  # fmt: skip
"""Checked at every opening; the big arrays are checked by their length when they are read."""

_LATER_TABLES = {
    "quarantine": 2,
    "tallies": 4,
    "feedback": 4,
    "controls": 4,
    "recordings": 5,
    "track_changes": 6,
    "first_seen": 8,
}
"""Table → schema version that brought it, if it was not the first."""


def checked_tables(version: int) -> tuple[str, ...]:
    """Return those of the checked tables that a file of a schema version must have."""
    return tuple(name for name in CHECKED_TABLES if _LATER_TABLES.get(name, 1) <= version)


def version_of(connection: sqlite3.Connection) -> int:
    """Return the schema version of an open file; 0 is a new file."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def migrate(connection: sqlite3.Connection, steps: Sequence[Step] = STEPS) -> None:
    """Take the steps that the file has not seen, each in one transaction; all or nothing."""
    while version_of(connection) < len(steps):
        with transaction(connection):
            # Read again: another process may have taken the step while this one waited.
            version = version_of(connection)
            if version < len(steps):
                steps[version](connection)
                connection.execute(f"PRAGMA user_version = {version + 1}")
