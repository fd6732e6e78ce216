"""The step that brought `first_seen`: when a track first came into the library."""

import sqlite3


def first_seen(connection: sqlite3.Connection) -> None:
    """Note of every track when its first file came; of those already there that it is long ago."""
    connection.execute(
        "CREATE TABLE first_seen (track_id TEXT PRIMARY KEY, at_us INTEGER NOT NULL) WITHOUT ROWID"
    )
    connection.execute("CREATE INDEX first_seen_by_time ON first_seen (at_us)")
    connection.execute(
        "INSERT INTO first_seen SELECT DISTINCT track_id, 0 FROM files WHERE track_id IS NOT NULL"
    )
    for event in ("INSERT", "UPDATE"):
        connection.execute(_NOTE.format(event=event))


_NOTE = """
CREATE TRIGGER files_{event}_seen AFTER {event} ON files WHEN NEW.track_id IS NOT NULL BEGIN
    INSERT INTO first_seen
        SELECT NEW.track_id, CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER) * 1000
        WHERE NOT EXISTS (SELECT 1 FROM first_seen WHERE track_id = NEW.track_id);
END
"""
"""Microseconds since 1970, UTC, to the millisecond. (A trigger's own OR IGNORE would not hold: the
policy of the statement that sets it off does.)"""
