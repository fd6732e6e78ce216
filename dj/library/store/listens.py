"""What people listened to: a row per play, and once for all plays the words they share.

A million plays are mostly of a few thousand recordings. Words, identifiers and the match are kept
with the recording as one source writes it; a play holds what is its own.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from datetime import datetime
from sqlite3 import Connection
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dj import collector
from dj.library.store.part import Part
from dj.library.store.rows import (
    microseconds,
    name_key,
    pack_words,
    unpack_listen,
    unpack_recording,
    unreadable,
)
from dj.library.store.taken import forget_taken
from dj.model.listening import Listen, Plays, Recording
from dj.units import TrackId

_BEFORE_ALL, _AFTER_ALL = -(2**62), 2**62
_LONGEST = 2**31 - 1
_WORDS = "source, artist, title, album, duration_ms, ids, track_id"
_ADD = "INSERT OR IGNORE INTO listens VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
_ADD_RECORDING = f"""
INSERT INTO recordings (listener, name_key, {_WORDS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
"""  # noqa: S608 - our own names
_UNUSED = """
DELETE FROM recordings WHERE listener = ?1 AND number > ?2
AND number NOT IN (SELECT recording FROM listens WHERE listener = ?1)
"""
_ANY = "SELECT 1 FROM listens WHERE listener = ? LIMIT 1"
_PLAYS = """
SELECT {columns} FROM listens WHERE listener = ? AND started_us >= ? AND started_us < ?
ORDER BY started_us, name_key
"""


class Listens(Part):
    """Plays and recordings, by listener."""

    def add_listens(self, listener: str, listens: Iterable[Listen]) -> tuple[int, int]:
        """Store listens in one transaction; return how many were new and how many repeated.

        The same listener, start, artist and title (letter case apart) make the same listen. They
        are read one by one, so they need never be in memory together.
        """
        with self._db.writing() as connection, closing(connection.cursor()) as cursor:
            known = _Recordings(connection, listener)
            newest, before = known.newest(), connection.total_changes
            cursor.executemany(_ADD, known.rows(listens))
            added = connection.total_changes - before - known.added
            if known.added and added < known.seen:
                cursor.execute(_UNUSED, (listener, newest))
        return added, known.seen - added

    def listens(
        self, listener: str, *, start: datetime | None = None, end: datetime | None = None
    ) -> tuple[Listen, ...]:
        """Return one listener's listens, oldest first; of those from `start` to before `end`."""
        with collector.paused():
            return tuple(self.each_listen(listener, start=start, end=end))

    def listens_during(
        self, listener: str, times: Iterable[tuple[datetime, datetime]]
    ) -> list[Listen]:
        """Return one listener's listens of some times, each from its start to before its end."""
        return [x for start, end in times for x in self.listens(listener, start=start, end=end)]

    def each_listen(
        self, listener: str, *, start: datetime | None = None, end: datetime | None = None
    ) -> Iterator[Listen]:
        """Yield what `listens` returns, one by one."""
        columns = "recording, started_us, played_ms, skipped, context, within_s"
        of = {row.number: row for row in self._heard(listener, start, end)}
        for number, *own in self._plays(columns, listener, start, end):
            if number in of:
                yield unpack_listen(of[number], own)

    def has_listens(self, listener: str, listens: Sequence[Listen]) -> NDArray[np.bool_]:
        """Mark the plays that are stored already, by what makes them the same; shape (n,)."""
        if not listens or next(self._db.rows(_ANY, (listener,)), None) is None:
            return np.zeros(len(listens), np.bool_)
        names: dict[tuple[str, str], int] = {}
        keys = np.empty((len(listens), 2), np.int64)
        for row, listen in enumerate(listens):
            words = listen.artist, listen.title
            if (name := names.get(words)) is None:
                name = names[words] = name_key(*words)
            keys[row] = microseconds(listen.started_at), name
        time = (listener, int(keys[:, 0].min()), int(keys[:, 0].max()) + 1)
        stored: NDArray[np.int64] = np.fromiter(
            self._db.rows(_PLAYS.format(columns="started_us, name_key"), time),
            np.dtype((np.int64, 2)),
        )
        return _within(keys, stored)

    def plays(self, listener: str) -> Plays:
        """Return one listener's listens in columns, oldest first."""
        columns = """recording, started_us, COALESCE(played_ms, -1), COALESCE(skipped, -1),
                     within_s, context"""
        recordings = self.recordings(listener)
        places = {recording.number: place for place, recording in enumerate(recordings)}
        contexts: dict[str, int] = {}
        rows = (
            (places[number], *row, contexts.setdefault(context, len(contexts)))
            for number, *row, context in self._plays(columns, listener, None, None)
            if number in places
        )
        try:
            return _columns(recordings, rows, contexts)
        except (ValueError, TypeError, OverflowError) as error:
            raise unreadable("a listen", error) from error

    def recordings(self, listener: str) -> tuple[Recording, ...]:
        """Return all that one listener's listens are of, each as one source writes it."""
        query = f"SELECT number, {_WORDS} FROM recordings WHERE listener = ? ORDER BY number"  # noqa: S608 - our own names
        return tuple(map(unpack_recording, self._db.rows(query, (listener,))))

    def _heard(
        self, listener: str, start: datetime | None, end: datetime | None
    ) -> tuple[Recording, ...]:
        if start is None and end is None:
            return self.recordings(listener)
        query = f"""SELECT number, {_WORDS} FROM recordings WHERE number IN (
                    {_PLAYS.format(columns="recording")})"""  # noqa: S608 - our own names
        return tuple(map(unpack_recording, self._db.rows(query, _time(listener, start, end))))

    def play_counts(self, listener: str) -> Mapping[int, int]:
        """Map the number of each recording of a listener to how often it was played."""
        query = "SELECT recording, COUNT(*) FROM listens WHERE listener = ? GROUP BY recording"
        return {number: count for number, count in self._db.rows(query, (listener,))}  # noqa: C416 - dict() would hide the pairs

    def match_recordings(self, listener: str, found: Mapping[int, TrackId | None]) -> int:
        """Give recordings, by number, their tracks; None takes a match back. Return changes."""
        statement = """UPDATE recordings SET track_id = ?1
                       WHERE number = ?2 AND listener = ?3 AND track_id IS NOT ?1"""
        with self._db.writing() as connection, closing(connection.cursor()) as cursor:
            before = connection.total_changes
            rows = ((track_id, number, listener) for number, track_id in found.items())
            cursor.executemany(statement, rows)
            return connection.total_changes - before

    def match_listens(self, listener: str, matched: Iterable[Listen]) -> int:
        """Give stored plays the `track_id` of these, whatever other plays of the same words have.

        A play is found by what makes it the same (see `add_listens`); one that is not stored is
        passed over. A `track_id` of None takes a match back. Return how many changed.
        """
        rows = {_key(listener, listen): listen for listen in matched}
        with self._db.writing() as connection:
            known = _Recordings(connection, listener)
            changed = sum(_rematch(connection, known, *row) for row in rows.items())
            if changed:
                connection.execute(_UNUSED, (listener, -1))
        return changed

    def remove_listens(
        self, listener: str, listens: Iterable[Listen], *, scrub: bool = True
    ) -> int:
        """Delete plays, found by what makes them the same; return how many went.

        Nothing of them stays in the file, which takes seconds for a large library, unless `scrub`
        is False: for plays that others take the place of. Not within a transaction.

        Raises:
            LibraryError: if another process reads for so long that the journal cannot be emptied.
        """
        statement = "DELETE FROM listens WHERE listener = ? AND started_us = ? AND name_key = ?"
        with self._db.writing() as connection, closing(connection.cursor()) as cursor:
            before = connection.total_changes
            cursor.executemany(statement, (_key(listener, listen) for listen in listens))
            gone = connection.total_changes - before
            cursor.execute(_UNUSED, (listener, -1))
            if scrub:
                forget_taken(connection, listener)
        if scrub:
            self._db.scrub()
        return gone

    def _plays(
        self, columns: str, listener: str, start: datetime | None, end: datetime | None
    ) -> Iterator[tuple[Any, ...]]:
        return self._db.rows(_PLAYS.format(columns=columns), _time(listener, start, end))


class _Recordings:
    """The numbers of one listener's recordings, and of new ones as they come."""

    def __init__(self, connection: Connection, listener: str) -> None:
        query = f"SELECT number, name_key, {_WORDS} FROM recordings WHERE listener = ?"  # noqa: S608 - our own names
        self._connection = connection
        self._listener = listener
        self._known = {row[2:]: row[:2] for row in connection.execute(query, (listener,))}
        self.added = 0
        self.seen = 0

    def newest(self) -> int:
        """Return the highest number of any recording; −1 without any."""
        query = "SELECT COALESCE(MAX(number), -1) FROM recordings"
        return int(self._connection.execute(query).fetchone()[0])

    def rows(self, listens: Iterable[Listen]) -> Iterator[tuple[object, ...]]:
        """Yield the columns of plays, in the order of the table; new recordings are stored."""
        for self.seen, listen in enumerate(listens, 1):
            words = pack_words(listen)
            found = self._known.get(words)
            number, name = found or self._add(words, name_key(listen.artist, listen.title))
            yield (self._listener, microseconds(listen.started_at), name, number,
                   listen.played_ms, listen.skipped, listen.context, listen.within_s)  # fmt: skip

    def matched(self, words: tuple[object, ...], name: int) -> int:
        """Return the number of the recording of these columns; a new one is stored."""
        return (self._known.get(words) or self._add(words, name))[0]

    def _add(self, words: tuple[object, ...], name: int) -> tuple[int, int]:
        row = self._connection.execute(_ADD_RECORDING, (self._listener, name, *words))
        self.added += 1
        found = self._known[words] = (int(row.lastrowid or 0), name)
        return found


def _time(listener: str, start: datetime | None, end: datetime | None) -> tuple[str, int, int]:
    first = _BEFORE_ALL if start is None else microseconds(start)
    return listener, first, _AFTER_ALL if end is None else microseconds(end)


def _key(listener: str, listen: Listen) -> tuple[str, int, int]:
    return listener, microseconds(listen.started_at), name_key(listen.artist, listen.title)


def _rematch(
    connection: Connection, known: _Recordings, key: tuple[str, int, int], wanted: Listen
) -> int:
    query = f"""SELECT {_WORDS} FROM recordings WHERE number = (SELECT recording FROM listens
                WHERE listener = ? AND started_us = ? AND name_key = ?)"""  # noqa: S608 - our own names
    row = connection.execute(query, key).fetchone()
    if row is None or row[-1] == wanted.track_id:
        return 0
    number = known.matched((*row[:-1], wanted.track_id), key[2])
    statement = """UPDATE listens SET recording = ?
                   WHERE listener = ? AND started_us = ? AND name_key = ?"""
    return connection.execute(statement, (number, *key)).rowcount


def _within(keys: NDArray[np.int64], stored: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Mark the rows of one table of two columns that the other has, which is sorted."""
    if not len(stored):
        return np.zeros(len(keys), np.bool_)
    place = np.searchsorted(stored[:, 0], keys[:, 0])
    found = np.zeros(len(keys), np.bool_)
    # Several songs may start in the same moment: look at all of them.
    left = np.flatnonzero(place < len(stored))
    while len(left):
        left = left[stored[place[left], 0] == keys[left, 0]]
        found[left] |= stored[place[left], 1] == keys[left, 1]
        place[left] += 1
        left = left[~found[left] & (place[left] < len(stored))]
    return found


def _columns(
    recordings: tuple[Recording, ...], rows: Iterator[Sequence[int]], contexts: Mapping[str, int]
) -> Plays:
    """Fill the columns block by block: a million rows of Python numbers are never held at once."""
    table: NDArray[np.int64] = np.fromiter(rows, np.dtype((np.int64, 6)))
    names = sorted(contexts)
    rank = np.zeros(len(names), np.int32)
    for place, name in enumerate(names):
        rank[contexts[name]] = place
    return Plays(
        recordings=recordings,
        recording=table[:, 0].astype(np.int32),
        started_us=table[:, 1].copy(),
        played_ms=np.clip(table[:, 2], -1, _LONGEST).astype(np.int32),
        skipped=table[:, 3].astype(np.int8),
        within_s=np.clip(table[:, 4], 0, _LONGEST).astype(np.int32),
        contexts=tuple(names),
        context=rank[table[:, 5]],
    )
