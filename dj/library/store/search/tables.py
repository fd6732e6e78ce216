"""The tables of the search index, and what is written into them by making and by updating it."""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence

from dj.library.letters import forms
from dj.library.store.search.rows import FIELDS, Entry

COLUMNS = ", ".join(FIELDS)
TABLES = (
    "CREATE TABLE about (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
    f"CREATE TABLE songs (number INTEGER PRIMARY KEY, track_id TEXT NOT NULL UNIQUE, "
    f"gloss INTEGER NOT NULL, {COLUMNS})",
    f"CREATE VIRTUAL TABLE said USING fts5({COLUMNS}, content='songs', content_rowid='number', "
    "columnsize=0, "
    "tokenize=\"unicode61 remove_diacritics 0 categories 'L* M* N* S*'\")",
    "CREATE TABLE names (kind TEXT, name TEXT, number INTEGER, "
    "PRIMARY KEY (kind, name, number)) WITHOUT ROWID",
    "CREATE INDEX names_by_song ON names (number)",
    "CREATE TABLE words (number INTEGER PRIMARY KEY, word TEXT NOT NULL, songs INTEGER NOT NULL)",
    "CREATE INDEX words_by_word ON words (word, songs)",
    "CREATE TABLE near (form INTEGER, word INTEGER, PRIMARY KEY (form, word)) WITHOUT ROWID",
    "CREATE VIRTUAL TABLE parts USING fts5(word, content='words', content_rowid='number', "
    "columnsize=0, tokenize='trigram')",
)
ADD_SONG = f"INSERT INTO songs (track_id, gloss, {COLUMNS}) VALUES ({', '.join('?' * 11)})"  # noqa: S608 - our own text
SAY = f"INSERT INTO said (rowid, {COLUMNS}) VALUES ({', '.join('?' * 10)})"  # noqa: S608 - our own text
UNSAY = (
    f"INSERT INTO said (said, rowid, {COLUMNS}) "  # noqa: S608 - our own text
    f"SELECT 'delete', number, {COLUMNS} FROM songs WHERE number = ?"
)


def add_words(connection: sqlite3.Connection, counts: Sequence[tuple[str, int]]) -> None:
    """Add words that are not there yet, each with the number of songs that have it."""
    first = connection.execute("SELECT COALESCE(MAX(number), 0) FROM words").fetchone()[0] + 1
    rows = [(number, word, songs) for number, (word, songs) in enumerate(counts, first)]
    connection.executemany("INSERT INTO words VALUES (?, ?, ?)", rows)
    connection.executemany("INSERT INTO parts (rowid, word) VALUES (?, ?)",
                           [row[:2] for row in rows])  # fmt: skip
    connection.executemany("INSERT INTO near VALUES (?, ?)", sorted(_near(rows)))


def _near(rows: Iterable[tuple[int, str, int]]) -> Iterator[tuple[int, int]]:
    return ((form, number) for number, word, _ in rows for form in forms(word))


def note(connection: sqlite3.Connection, about: Mapping[str, str]) -> None:
    """Note what the index is made from, and how many songs it has."""
    songs = connection.execute("SELECT COUNT(*) FROM songs").fetchone()[0]
    connection.executemany("INSERT OR REPLACE INTO about VALUES (?, ?)",
                           {**about, "songs": str(songs)}.items())  # fmt: skip


def row_of(entry: Entry) -> tuple[object, ...]:
    """Write an entry in the order of the columns of `ADD_SONG`."""
    return (entry.track_id, entry.gloss, *entry.words)


def vocabulary(fields: Sequence[str]) -> set[str]:
    """Return the words of a song that may be meant by others: not the single letters."""
    return set(" ".join(fields[:-1]).split())
