"""What people listened to and what they keep. The same row twice is stored once."""

from collections.abc import Iterable
from contextlib import closing

from dj.library.store.part import Part
from dj.library.store.rows import microseconds, name_key, pack_listen, unpack_listen
from dj.model.listening import Listen, Save

_SAVE_KEY = "listener = ? AND playlist = ? AND artist = ? AND title = ? AND location = ?"
_LISTEN_KEY = "listener = ? AND started_us = ? AND name_key = ?"


class History(Part):
    """Listens and saves, by listener."""

    def add_listens(self, listener: str, listens: Iterable[Listen]) -> tuple[int, int]:
        """Store listens in one transaction; return how many were new and how many repeated.

        The same listener, start, artist and title (letter case apart) make the same listen.
        """
        rows = (pack_listen(listener, listen) for listen in listens)
        marks = ", ".join("?" * 12)
        return self._insert(f"INSERT OR IGNORE INTO listens VALUES ({marks})", rows)  # noqa: S608

    def listens(self, listener: str) -> tuple[Listen, ...]:
        """Return one listener's listens, oldest first."""
        query = """SELECT started_us, artist, title, album, played_ms, duration_ms, skipped, ids,
                   source, track_id FROM listens WHERE listener = ?
                   ORDER BY started_us, name_key"""
        return tuple(map(unpack_listen, self._db.rows(query, (listener,))))

    def add_saves(self, listener: str, saves: Iterable[Save]) -> tuple[int, int]:
        """Store saves in one transaction; return how many were new and how many repeated."""
        rows = ((*_save_key(listener, s), s.album, s.source, s.track_id) for s in saves)
        return self._insert("INSERT OR IGNORE INTO saves VALUES (?, ?, ?, ?, ?, ?, ?, ?)", rows)

    def saves(self, listener: str) -> tuple[Save, ...]:
        """Return one listener's saves, by playlist, artist and title."""
        query = """SELECT playlist, artist, title, location, album, source, track_id
                   FROM saves WHERE listener = ? ORDER BY playlist, artist, title, location"""
        names = ("playlist", "artist", "title", "location", "album", "source", "track_id")
        rows = self._db.rows(query, (listener,))
        return tuple(Save(**dict(zip(names, row, strict=True))) for row in rows)

    def set_matches(self, listener: str, matched: Iterable[Listen | Save]) -> int:
        """Give stored listens and saves the `track_id` of these; return how many rows changed.

        A row is found by what makes it the same (see `add_listens`); one that is not stored is
        passed over. A `track_id` of None takes a match back.
        """
        changed = 0
        with self._db.writing() as connection:
            for entry in matched:
                table, rule, key = _place(listener, entry)
                changed += connection.execute(
                    f"UPDATE {table} SET track_id = ? WHERE {rule} AND track_id IS NOT ?",  # noqa: S608 - our own names
                    (entry.track_id, *key, entry.track_id),
                ).rowcount
        return changed

    def listeners(self) -> tuple[str, ...]:
        """Return the names of everybody with a history, sorted."""
        query = "SELECT listener FROM listens UNION SELECT listener FROM saves ORDER BY 1"
        return tuple(name for (name,) in self._db.rows(query))

    def forget_listener(self, listener: str) -> int:
        """Delete all listens and saves of one listener; return how many rows went."""
        with self._db.writing() as connection:
            tables = ("listens", "saves")
            return sum(
                connection.execute(f"DELETE FROM {table} WHERE listener = ?", (listener,)).rowcount  # noqa: S608 - our own names
                for table in tables
            )

    def _insert(self, statement: str, rows: Iterable[tuple[object, ...]]) -> tuple[int, int]:
        with self._db.writing() as connection, closing(connection.cursor()) as cursor:
            before, seen = connection.total_changes, _Counted(rows)
            cursor.executemany(statement, seen)
            added = connection.total_changes - before
        return added, seen.count - added


class _Counted:
    """Rows that are counted as they pass."""

    def __init__(self, rows: Iterable[tuple[object, ...]]) -> None:
        self._rows = iter(rows)
        self.count = 0

    def __iter__(self) -> "_Counted":
        return self

    def __next__(self) -> tuple[object, ...]:
        row = next(self._rows)
        self.count += 1
        return row


def _place(listener: str, entry: Listen | Save) -> tuple[str, str, tuple[object, ...]]:
    if isinstance(entry, Save):
        return "saves", _SAVE_KEY, _save_key(listener, entry)
    key = (listener, microseconds(entry.started_at), name_key(entry.artist, entry.title))
    return "listens", _LISTEN_KEY, key


def _save_key(listener: str, save: Save) -> tuple[object, ...]:
    return listener, save.playlist, save.artist, save.title, save.location
