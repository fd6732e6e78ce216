"""An open search index: what it finds, and how it is kept up to date."""

import sqlite3
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Self

from dj.library.letters import forms
from dj.library.store.search.rows import Entry, Row
from dj.library.store.search.tables import (
    ADD_SONG,
    COLUMNS,
    SAY,
    UNSAY,
    add_words,
    note,
    row_of,
    vocabulary,
)
from dj.library.store.transaction import transaction
from dj.units import TrackId

_LAST = "\U0010ffff"
_BUSY_MS = 30_000


class Index:
    """An open search index."""

    def __init__(self, path: Path) -> None:
        """Open the file; it must exist."""
        self._connection = sqlite3.connect(path.as_uri() + "?mode=rw", uri=True,
                                           isolation_level=None)  # fmt: skip
        self._connection.execute(f"PRAGMA busy_timeout = {_BUSY_MS}")

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    def __enter__(self) -> Self:
        """Use as a context."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the file."""
        self.close()

    def about(self) -> Mapping[str, str]:
        """Return what was noted of what it was made from."""
        return dict(self._connection.execute("SELECT key, value FROM about"))

    def count(self) -> int:
        """Return how many songs it has."""
        return int(self.about()["songs"])

    def glosses(self) -> Mapping[TrackId, int]:
        """Map the songs of which editors say something to its checksum."""
        return dict(self._connection.execute("SELECT track_id, gloss FROM songs WHERE gloss != 0"))

    def update(
        self, entries: Iterable[Entry], gone: Iterable[str], about: Mapping[str, str]
    ) -> None:
        """Put songs in the place of what is kept of them and of those gone; all or nothing."""
        with transaction(self._connection):
            entries, counts = tuple(entries), Counter[str]()
            for track_id in (*gone, *(entry.track_id for entry in entries)):
                counts.subtract(self._drop(track_id))
            for entry in entries:
                counts.update(self._add(entry))
            self._count(counts)
            note(self._connection, about)

    def named(self, kind: str, names: Sequence[str], most: int) -> list[Row]:
        """Return songs that have one of these whole names."""
        chosen = list(dict.fromkeys(names))
        query = f"SELECT number FROM names WHERE kind = ? AND name IN ({_marks(chosen)}) LIMIT ?"  # noqa: S608 - marks
        return self._rows(query, (kind, *chosen, most))

    def beginning(self, kind: str, name: str, most: int) -> list[Row]:
        """Return songs with a name that begins so and goes on."""
        return self._rows(
            "SELECT number FROM names WHERE kind = ? AND name > ? AND name < ? "
            "ORDER BY name, number LIMIT ?", (kind, name, name + _LAST, most),
        )  # fmt: skip

    def saying(self, expression: str, most: int) -> list[Row]:
        """Return songs that fit an FTS5 expression; it must be our own, with words in quotes."""
        return self._rows("SELECT rowid FROM said WHERE said MATCH ? LIMIT ?", (expression, most))

    def songs_with(self, words: Sequence[str]) -> Mapping[str, int]:
        """Map those words that any song has to the number of songs."""
        query = f"SELECT word, songs FROM words WHERE songs > 0 AND word IN ({_marks(words)})"  # noqa: S608 - marks
        return dict(self._connection.execute(query, tuple(words)))

    def sharing_forms(self, word: str) -> Mapping[str, int]:
        """Map words that share a form with this one to the number of songs; see `letters.forms`."""
        keys = tuple(forms(word))
        query = f"""SELECT DISTINCT word, songs FROM words WHERE songs > 0 AND number IN
                    (SELECT word FROM near WHERE form IN ({_marks(keys)}))"""  # noqa: S608 - marks
        return dict(self._connection.execute(query, keys))

    def going_on(self, start: str, most: int) -> tuple[str, ...]:
        """Return words that begin so and go on, those of most songs first."""
        query = """SELECT word FROM words WHERE word > ? AND word < ? AND songs > 0
                   ORDER BY songs DESC, word LIMIT ?"""
        found = self._connection.execute(query, (start, start + _LAST, most))
        return tuple(word for (word,) in found)

    def holding(self, part: str, most: int) -> tuple[str, ...]:
        """Return words that hold these three letters or more, the shortest first."""
        query = """SELECT w.word FROM parts p JOIN words w ON w.number = p.rowid
                   WHERE parts MATCH ? AND w.songs > 0 ORDER BY LENGTH(w.word), w.word LIMIT ?"""
        found = self._connection.execute(query, (f'"{part}"', most))
        return tuple(word for (word,) in found)

    def _rows(self, numbers: str, values: Sequence[object]) -> list[Row]:
        query = f"SELECT track_id, gloss, {COLUMNS} FROM songs WHERE number IN ({numbers})"  # noqa: S608 - our own text
        return [
            Row(row[0], row[1], row[2:]) for row in self._connection.execute(query, tuple(values))
        ]

    def _add(self, entry: Entry) -> set[str]:
        number = self._connection.execute(ADD_SONG, row_of(entry)).lastrowid
        self._connection.execute(SAY, (number, *entry.words))
        self._connection.executemany("INSERT INTO names VALUES (?, ?, ?)",
                                     [(*name, number) for name in sorted(entry.names)])  # fmt: skip
        return vocabulary(entry.words)

    def _drop(self, track_id: str) -> set[str]:
        query = f"SELECT number, {COLUMNS} FROM songs WHERE track_id = ?"  # noqa: S608 - our own text
        row = self._connection.execute(query, (track_id,)).fetchone()
        if row is None:
            return set()
        self._connection.execute(UNSAY, row[:1])
        for table in ("names", "songs"):
            self._connection.execute(f"DELETE FROM {table} WHERE number = ?", row[:1])  # noqa: S608
        return vocabulary(row[1:])

    def _count(self, counts: Mapping[str, int]) -> None:
        for word in sorted(counts):
            query = "UPDATE words SET songs = songs + ? WHERE word = ?"
            if not self._connection.execute(query, (counts[word], word)).rowcount:
                add_words(self._connection, [(word, counts[word])])


def _marks(values: Sequence[object]) -> str:
    return ", ".join("?" * len(values))
