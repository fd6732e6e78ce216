"""What people listened to and what they keep. The same row twice is stored once."""

from collections.abc import Iterable
from contextlib import closing

from dj.library.store.counted import Counted
from dj.library.store.listens import Listens
from dj.library.store.rows import microseconds, moment, pack_ids, unpack_ids
from dj.library.store.taken import forget_taken
from dj.model.listening import Listen, Save, Tally

_SAVE_KEY = "listener = ? AND playlist = ? AND artist = ? AND title = ? AND location = ?"
_TALLY_KEY = (
    "listener = ? AND source = ? AND artist = ? AND title = ? AND album = ? AND location = ?"
)
_HEARD = ("listens", "saves", "tallies")
_OWN = (*_HEARD, "recordings", "feedback", "controls")
"""Tables whose every row is some listener's."""


class History(Listens):
    """Listens, saves and counts, by listener."""

    def add_saves(self, listener: str, saves: Iterable[Save]) -> tuple[int, int]:
        """Store saves in one transaction; return how many were new and how many repeated."""
        rows = (
            (*_save_key(listener, s), s.album, s.source, s.track_id,
             microseconds(s.saved_at) if s.saved_at else None, pack_ids(s.ids))
            for s in saves
        )  # fmt: skip
        marks = ", ".join("?" * 10)
        return self._insert(f"INSERT OR IGNORE INTO saves VALUES ({marks})", rows)  # noqa: S608

    def saves(self, listener: str) -> tuple[Save, ...]:
        """Return one listener's saves, by playlist, artist and title."""
        query = """SELECT playlist, artist, title, location, album, source, track_id, saved_us, ids
                   FROM saves WHERE listener = ? ORDER BY playlist, artist, title, location"""
        names = ("playlist", "artist", "title", "location", "album", "source", "track_id")
        return tuple(
            Save(**dict(zip(names, row, strict=True)), ids=unpack_ids(ids),
                 saved_at=None if saved_us is None else moment(saved_us))
            for *row, saved_us, ids in self._db.rows(query, (listener,))
        )  # fmt: skip

    def add_tallies(self, listener: str, tallies: Iterable[Tally]) -> tuple[int, int]:
        """Store counts in one transaction; return how many were new or changed and how many not.

        A newer count of the same recording by the same source takes the older one's place.
        """
        marks = ", ".join("?" * 13)
        names = ("plays", "skips", "last_us", "since_us", "duration_ms", "ids", "track_id")
        differs = " OR ".join(f"{name} IS NOT excluded.{name}" for name in names[:3])
        news = ", ".join(f"{name} = excluded.{name}" for name in names)
        statement = f"""INSERT INTO tallies VALUES ({marks})
            ON CONFLICT DO UPDATE SET {news} WHERE {differs}"""  # noqa: S608 - our own names
        return self._insert(statement, (_tally_row(listener, tally) for tally in tallies))

    def tallies(self, listener: str) -> tuple[Tally, ...]:
        """Return one listener's counts, by source, artist, title and album."""
        query = """SELECT source, artist, title, album, location, plays, skips, duration_ms,
                   track_id, last_us, since_us, ids FROM tallies WHERE listener = ?
                   ORDER BY source, artist, title, album, location"""
        names = ("source", "artist", "title", "album", "location", "plays", "skips", "duration_ms",
                 "track_id")  # fmt: skip
        return tuple(
            Tally(**dict(zip(names, row, strict=True)), ids=unpack_ids(ids),
                  last_at=None if last_us is None else moment(last_us),
                  since=None if since_us is None else moment(since_us))
            for *row, last_us, since_us, ids in self._db.rows(query, (listener,))
        )  # fmt: skip

    def set_matches(self, listener: str, matched: Iterable[Listen | Save | Tally]) -> int:
        """Give stored listens, saves and counts the `track_id` of these; return how many changed.

        A row is found by what makes it the same (see `add_listens`); one that is not stored is
        passed over. A `track_id` of None takes a match back.
        """
        entries = tuple(matched)
        with self._db.writing() as connection:
            plays = (entry for entry in entries if isinstance(entry, Listen))
            changed = self.match_listens(listener, plays)
            for entry in entries:
                if isinstance(entry, Listen):
                    continue
                table, rule, key = _place(listener, entry)
                changed += connection.execute(
                    f"UPDATE {table} SET track_id = ? WHERE {rule} AND track_id IS NOT ?",  # noqa: S608 - our own names
                    (entry.track_id, *key, entry.track_id),
                ).rowcount
        return changed

    def remove(self, listener: str, entries: Iterable[Save | Tally]) -> int:
        """Delete saves and counts, found by what makes them the same; return how many went.

        Nothing of them stays in the file. It must not be called within a transaction.
        """
        gone = 0
        with self._db.writing() as connection:
            for entry in entries:
                table, rule, key = _place(listener, entry)
                statement = f"DELETE FROM {table} WHERE {rule}"  # noqa: S608 - our own names
                gone += connection.execute(statement, key).rowcount
            forget_taken(connection, listener)
        self._db.scrub()
        return gone

    def listeners(self) -> tuple[str, ...]:
        """Return the names of everybody with a history, sorted."""
        query = " UNION ".join(f"SELECT listener FROM {table}" for table in _HEARD) + " ORDER BY 1"  # noqa: S608 - our own names
        return tuple(name for (name,) in self._db.rows(query))

    def forget_listener(self, listener: str) -> int:
        """Delete all rows of one listener, feedback and controls too; return how many went.

        Nothing of them stays in the file or its journals; copies of the file are not touched (see
        `copies`). It must not be called within a transaction.
        """
        with self._db.writing() as connection:
            gone = {
                table: connection.execute(
                    f"DELETE FROM {table} WHERE listener = ?",  # noqa: S608 - our own names
                    (listener,),
                ).rowcount
                for table in _OWN
            }
            forget_taken(connection, listener)
        self._db.scrub()
        return sum(gone.values()) - gone["recordings"]

    def _insert(self, statement: str, rows: Iterable[tuple[object, ...]]) -> tuple[int, int]:
        with self._db.writing() as connection, closing(connection.cursor()) as cursor:
            before, seen = connection.total_changes, Counted(rows)
            cursor.executemany(statement, seen)
            added = connection.total_changes - before
        return added, seen.count - added


def _tally_row(listener: str, tally: Tally) -> tuple[object, ...]:
    return (
        *_tally_key(listener, tally), tally.plays, tally.skips,
        microseconds(tally.last_at) if tally.last_at else None,
        microseconds(tally.since) if tally.since else None,
        tally.duration_ms, pack_ids(tally.ids), tally.track_id,
    )  # fmt: skip


def _tally_key(listener: str, tally: Tally) -> tuple[object, ...]:
    return listener, tally.source, tally.artist, tally.title, tally.album, tally.location


def _place(listener: str, entry: Save | Tally) -> tuple[str, str, tuple[object, ...]]:
    if isinstance(entry, Save):
        return "saves", _SAVE_KEY, _save_key(listener, entry)
    return "tallies", _TALLY_KEY, _tally_key(listener, entry)


def _save_key(listener: str, save: Save) -> tuple[object, ...]:
    return listener, save.playlist, save.artist, save.title, save.location
