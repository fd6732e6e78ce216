"""One SQLite file: opened, checked, moved aside if damaged, written in whole transactions.

Write-ahead logging lets others read while one process writes. A damaged file is never repaired in
place: it is renamed, a new one is made, and the listener's own rows are carried over as far as they
can still be read. What a scan can bring back is left to the scan.
"""

import sqlite3
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any

from dj.errors import LibraryError, OutputError
from dj.library.store.lock import locked
from dj.library.store.schema import (
    LISTENERS_TABLES,
    STEPS,
    checked_tables,
    migrate,
    version_of,
)
from dj.library.store.transaction import transaction

_BUSY_MS = 30_000
"""How long a statement waits for another process that writes."""
_POLL_S = 0.02


class Database:
    """An open catalogue file. One connection; threads take turns to write."""

    def __init__(self, path: Path) -> None:
        """Open or create the file; a damaged one is moved aside first (see `notice`)."""
        self.path = path
        self.notice = ""
        """What had to be done to open it, in one sentence; empty if nothing."""
        self._turn = threading.RLock()
        with plain_errors(path):
            path.parent.mkdir(parents=True, exist_ok=True)
            self._connection = self._open()

    def rows(self, statement: str, values: Sequence[object] = ()) -> Iterator[tuple[Any, ...]]:
        """Yield the rows of a query."""
        # Not "yield from": that would close the cursor, and a late one outlives the connection.
        with plain_errors(self.path):
            try:
                for row in self._connection.execute(statement, values):  # noqa: UP028
                    yield row
            except UnicodeDecodeError as error:  # SQLite quotes broken bytes in its messages
                raise _damaged(self.path, error) from error

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """Hold one transaction: all of it is stored, or nothing."""
        with self._turn, plain_errors(self.path):
            if self._connection.in_transaction:
                yield self._connection
                return
            with transaction(self._connection):
                yield self._connection

    def scrub(self) -> None:
        """Write the file anew and empty its journal, so that nothing deleted stays in either.

        SQLite's secure_delete alone leaves copies of keys on pages whose rows have moved. It takes
        seconds for a large library. Not within a transaction.

        Raises:
            LibraryError: if another process reads for so long that the journal cannot be emptied.
        """
        with self._turn, plain_errors(self.path):
            self._connection.execute("VACUUM")
            row = self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        if row[0]:
            raise LibraryError(
                "another program is reading; what was deleted may still be in the journal.",
                where=str(self.path),
                hint="End that program and run the command again.",
            )

    def close(self) -> None:
        """Close the file; twice is harmless."""
        self._connection.close()

    def _open(self) -> sqlite3.Connection:
        fault = ""
        if self.path.exists():
            fault = _fault_of(self.path)
        if fault:
            self.notice = _replace(self.path, fault)
        connection = connect(self.path)
        try:
            _refuse_newer(connection, self.path)
            _migrate(connection, self.path)
        except BaseException:
            connection.close()
            raise
        return connection


def connect(path: Path) -> sqlite3.Connection:
    """Open a connection with our settings; transactions are begun and ended by hand."""
    connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    try:
        connection.execute(f"PRAGMA busy_timeout = {_BUSY_MS}")
        _log_ahead(connection)
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute("PRAGMA secure_delete = ON")
    except BaseException:
        connection.close()
        raise
    return connection


def _log_ahead(connection: sqlite3.Connection) -> None:
    """Switch to write-ahead logging, waiting for others that open the same new file.

    SQLite's own busy timeout does not cover the switch: it fails at once.
    """
    deadline = time.monotonic() + _BUSY_MS / 1000
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                raise
        time.sleep(_POLL_S)


@contextmanager
def plain_errors(path: Path) -> Iterator[None]:
    """Turn the database's own errors into ours, with what to do."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        if _is_damage(error):
            raise _damaged(path, error) from error
        if "full" in str(error):
            raise OutputError(
                "the disk is full; nothing was half-written.",
                where=str(path),
                hint="Free some space and run the command again.",
            ) from error
        hint = "Check that the folder exists and may be written, and try again."
        raise LibraryError(f"cannot be used: {error}.", where=str(path), hint=hint) from error
    except (FileExistsError, PermissionError, NotADirectoryError) as error:
        raise LibraryError(
            f"the library's folder cannot be used: {error.strerror}.",
            where=str(path.parent),
            hint="Choose another folder for the library.",
        ) from error


def _is_damage(error: sqlite3.DatabaseError) -> bool:
    if not isinstance(error, sqlite3.OperationalError | sqlite3.ProgrammingError):
        return True
    # A table that the schema version promises is a lost page, not a passing trouble.
    signs = ("malformed", "no such table", "no such column", "decode to UTF-8")
    return any(sign in str(error) for sign in signs)


def _damaged(path: Path, error: Exception) -> LibraryError:
    # Not every page is checked at opening; the note makes sure that this one is not missed.
    with suppress(OSError):
        _fault_note(path).write_text(str(error), encoding="utf-8")
    hint = "Run the command again: the file is then moved aside and rebuilt by `dj scan`."
    return LibraryError(f"is damaged: {error}.", where=str(path), hint=hint)


def _fault_note(path: Path) -> Path:
    return path.with_name(f"{path.name}.fault")


def _fault_of(path: Path) -> str:
    with suppress(FileNotFoundError):
        return _fault_note(path).read_text(encoding="utf-8", errors="replace") or "a bad page"
    try:
        with closing(connect(path)) as connection:
            return _checked(connection)
    except UnicodeDecodeError as error:
        return str(error)
    except sqlite3.DatabaseError as error:
        if _is_damage(error):
            return str(error)
        raise


def _checked(connection: sqlite3.Connection) -> str:
    for table in checked_tables(version_of(connection)):
        verdict = connection.execute(f"PRAGMA quick_check({table})").fetchone()[0]
        if verdict != "ok":
            return str(verdict)
    return ""


def _refuse_newer(connection: sqlite3.Connection, path: Path) -> None:
    version = version_of(connection)
    if version > len(STEPS):
        raise LibraryError(
            f"was written by a newer version of dj (schema {version}, this one knows "
            f"{len(STEPS)}).",
            where=str(path),
            hint="Update dj, or choose another folder for the library.",
        )


def _migrate(connection: sqlite3.Connection, path: Path) -> None:
    version = version_of(connection)
    if 0 < version < len(STEPS):
        with closing(sqlite3.connect(path.with_name(f"{path.name}.version-{version}"))) as backup:
            connection.backup(backup)
    migrate(connection)


def _replace(path: Path, fault: str) -> str:
    with locked(path.with_suffix(".lock"), "moving a damaged library aside"):
        aside = _move_aside(path)
        with closing(connect(path)) as connection:
            migrate(connection)
            rescued = _rescue(connection, aside)
    first_line = fault.splitlines()[0]
    return (
        f"{path} was damaged ({first_line}). It was moved to {aside.name} and a new library was "
        f"started; {rescued} rows of listening history and sessions were carried over. "
        "Run `dj scan` on your music folders to read them again."
    )


def _move_aside(path: Path) -> Path:
    number = 1
    while (aside := path.with_name(f"{path.name}.damaged-{number}")).exists():
        number += 1
    path.replace(aside)
    _fault_note(path).unlink(missing_ok=True)
    for suffix in ("-wal", "-shm"):
        with suppress(FileNotFoundError):
            path.with_name(path.name + suffix).replace(aside.with_name(aside.name + suffix))
    return aside


def _rescue(connection: sqlite3.Connection, aside: Path) -> int:
    rows = 0
    with closing(sqlite3.connect(aside)) as old:
        if _readable_version(old) == version_of(connection):
            for table in LISTENERS_TABLES:
                before = connection.total_changes
                _rescue_table(connection, old, table)
                # Recordings are the words of rows that count themselves.
                rows += (connection.total_changes - before) * (table != "recordings")
    # A play whose words were on a damaged page says nothing any more.
    connection.execute("DELETE FROM listens WHERE recording NOT IN (SELECT number FROM recordings)")
    return rows


def _readable_version(old: sqlite3.Connection) -> int | None:
    with suppress(sqlite3.DatabaseError):
        return version_of(old)
    return None


def _rescue_table(new: sqlite3.Connection, old: sqlite3.Connection, table: str) -> None:
    columns = len(new.execute(f"PRAGMA table_info({table})").fetchall())
    marks = ", ".join("?" * columns)
    insert = f"INSERT OR IGNORE INTO {table} VALUES ({marks})"  # noqa: S608 - our own names
    with transaction(new):
        for row in _readable_rows(old, table):
            new.execute(insert, row)


def _readable_rows(old: sqlite3.Connection, table: str) -> Iterator[tuple[Any, ...]]:
    # Every row before the damage counts, so the error ends the rows and nothing else.
    with suppress(sqlite3.DatabaseError, UnicodeDecodeError):
        yield from old.execute(f"SELECT * FROM {table}")  # noqa: S608 - our own names
