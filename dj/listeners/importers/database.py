"""Other programs' SQLite files: a copy is opened, so the original is not even locked."""

import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from dj.errors import ImportFileError

DATABASE_BYTES = 1024**3
_MAGIC = b"SQLite format 3\0"
_NEWEST = ("-wal", "-journal")
"""Files beside a database in use: without them its latest rows are missing."""


def database_head(head: bytes) -> bool:
    """Tell whether a file begins like a database."""
    return head.startswith(_MAGIC)


@contextmanager
def copied(source: Path) -> Iterator[sqlite3.Connection]:
    """Open a copy of a database for reading; the copy is gone afterwards.

    Raises:
        ImportFileError: if it is too large or damaged, at once or while it is read.
    """
    if source.stat().st_size > DATABASE_BYTES:
        raise ImportFileError(
            f"the database is larger than {DATABASE_BYTES // 1024**3} GB.", where=str(source),
            hint="Export the history with the program itself.",
        )  # fmt: skip
    with tempfile.TemporaryDirectory(prefix="dj-") as folder:
        copy = Path(folder) / "copy.db"
        for ending in ("", *_NEWEST):
            beside = source.with_name(source.name + ending)
            if beside.is_file():
                shutil.copyfile(beside, copy.with_name(copy.name + ending))
        try:
            with closing(sqlite3.connect(copy)) as connection:
                connection.text_factory = _text
                connection.execute("PRAGMA trusted_schema = OFF")
                connection.execute("PRAGMA query_only = ON")
                yield connection
        except (sqlite3.Error, OverflowError) as error:
            raise ImportFileError(
                f"the database is damaged or of another program ({error}).", where=str(source),
                hint="Stop the server, and copy its database again.",
            ) from error  # fmt: skip


def columns_of(database: sqlite3.Connection, table: str) -> set[str]:
    """Return the names of a table's columns; none if there is no such table."""
    return {
        str(row[0]) for row in database.execute("SELECT name FROM pragma_table_info(?)", (table,))
    }


def _text(raw: bytes) -> str:
    return raw.decode("utf-8", "replace")
