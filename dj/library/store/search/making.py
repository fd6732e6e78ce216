"""A search index made anew, aside, and put in the place of the old one."""

import sqlite3
from collections import Counter
from collections.abc import Iterable, Mapping
from contextlib import closing, suppress
from pathlib import Path

from dj.library.store.search.rows import VERSION, Entry
from dj.library.store.search.tables import ADD_SONG, TABLES, add_words, note, row_of, vocabulary


def build(path: Path, entries: Iterable[Entry], about: Mapping[str, str]) -> None:
    """Make the index anew, in the place of the old one once it is whole."""
    aside = path.with_name(f"{path.name}.new")
    remove(aside)
    with closing(sqlite3.connect(aside, isolation_level=None)) as connection:
        # What is built aside and is not whole is not kept, so nothing needs to be safe.
        for pragma in ("journal_mode = OFF", "synchronous = OFF", "cache_size = -200000"):
            connection.execute(f"PRAGMA {pragma}")
        connection.execute("BEGIN")
        for statement in TABLES:
            connection.execute(statement)
        _fill(connection, entries)
        note(connection, {**about, "version": VERSION})
        connection.execute("COMMIT")
    remove(path)
    aside.replace(path)


def remove(path: Path) -> None:
    """Throw the index away."""
    # The file goes before its journal: a journal without its file says nothing, the other way
    # round a half-done change would be taken for a whole one.
    for name in (path.name, f"{path.name}-journal", f"{path.name}-wal", f"{path.name}-shm"):
        with suppress(FileNotFoundError):
            path.with_name(name).unlink()


def _fill(connection: sqlite3.Connection, entries: Iterable[Entry]) -> None:
    counts, names = Counter[str](), list[tuple[str, str, int]]()
    for number, entry in enumerate(entries, 1):
        connection.execute(ADD_SONG, row_of(entry))
        names.extend((*name, number) for name in entry.names)
        counts.update(vocabulary(entry.words))
    connection.execute("INSERT INTO said (said) VALUES ('rebuild')")
    connection.executemany("INSERT INTO names VALUES (?, ?, ?)", sorted(names))
    add_words(connection, sorted(counts.items()))
