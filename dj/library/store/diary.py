"""What was made and said, and small things to remember."""

import hashlib
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from dj.library.store.part import Part
from dj.library.store.rows import microseconds, moment
from dj.model.ledger import Said
from dj.model.script import Wording

LEDGER_LENGTH = 20_000
"""Wordings a ledger goes back: years of an hour a day."""

PLANNED = "plan:"

_FOREVER_US = 2**62
_ADD_FOLDER = """INSERT OR REPLACE INTO sessions (id, path, at_us, listener)
    SELECT ?, ?, ?, ? WHERE NOT EXISTS
    (SELECT 1 FROM sessions WHERE path = ? AND id NOT LIKE 'plan:%')"""
_ADD_LINE = """INSERT INTO session_lines
    (session_id, position, line, variant, text, pack, content, frame)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?)"""
_LEDGER = """SELECT s.id, s.at_us, l.line, l.variant, l.pack, l.content, l.frame
    FROM session_lines l JOIN sessions s ON s.id = l.session_id
    WHERE s.listener IN (?, '') AND s.at_us < ?
    ORDER BY s.at_us DESC, s.id DESC, l.position DESC LIMIT ?"""


class Diary(Part):
    """Sessions, the lines spoken in them, and state by key."""

    def add_session(
        self,
        session_id: str,
        path: Path,
        at: datetime,
        lines: Iterable[Wording],
        *,
        listener: str = "",
    ) -> None:
        """Remember a session and what was said in it; the same id again replaces it."""
        rows = [
            (session_id, position, said.line, said.variant, said.text, said.pack, said.content,
             said.frame)
            for position, said in enumerate(lines)
        ]  # fmt: skip
        with self._db.writing() as connection:
            connection.execute("DELETE FROM session_lines WHERE session_id = ?", (session_id,))
            connection.execute(
                "DELETE FROM sessions WHERE path = ? AND id LIKE 'plan:%'", (str(path),)
            )
            connection.execute(
                "INSERT OR REPLACE INTO sessions (id, path, at_us, listener) VALUES (?, ?, ?, ?)",
                (session_id, str(path), microseconds(at), listener),
            )
            connection.executemany(_ADD_LINE, rows)

    def add_folder(self, path: Path, at: datetime, listener: str) -> None:
        """Remember a folder with a session that was only planned; nothing in it counts as said.

        A folder that has a record already keeps it.
        """
        name = f"{PLANNED}{hashlib.sha256(str(path).encode()).hexdigest()[:16]}"
        with self._db.writing() as connection:
            connection.execute(
                _ADD_FOLDER, (name, str(path), microseconds(at), listener, str(path))
            )

    def said(
        self, listener: str, until: datetime | None = None, most: int = LEDGER_LENGTH
    ) -> tuple[Said, ...]:
        """Return the ledger of one listener: what they heard in sessions for moments before one.

        Oldest first, at most the latest `most`. A session that does not tell who heard it counts
        for everybody; one that is made again is not in the way of itself.
        """
        end = _FOREVER_US if until is None else microseconds(until)
        rows = reversed(tuple(self._db.rows(_LEDGER, (listener, end, most))))
        return tuple(
            Said(session=session, at=moment(at_us), line=line, variant=variant, pack=pack,
                 content=content, frame=frame)
            for session, at_us, line, variant, pack, content, frame in rows
        )  # fmt: skip

    def sessions(self, *, made: bool = False) -> tuple[tuple[str, Path, datetime], ...]:
        """Return (id, path, moment) of each session, oldest first; `made` leaves out mere plans.

        The id of one that was only planned begins with `PLANNED`.
        """
        rows = self._db.rows("SELECT id, path, at_us FROM sessions ORDER BY at_us, id")
        return tuple((name, Path(path), moment(at_us)) for name, path, at_us in rows
                     if not (made and name.startswith(PLANNED)))  # fmt: skip

    def lines_of(self, session_id: str) -> tuple[Wording, ...]:
        """Return what was said in one session, in order."""
        rows = self._db.rows(
            "SELECT line, variant, text FROM session_lines WHERE session_id = ? ORDER BY position",
            (session_id,),
        )
        return tuple(Wording(line=line, variant=variant, text=text) for line, variant, text in rows)

    def forget_sessions(self, session_ids: Iterable[str]) -> None:
        """Delete the record of sessions and of what was said in them; their folders stay."""
        ids = [(session_id,) for session_id in session_ids]
        with self._db.writing() as connection:
            connection.executemany("DELETE FROM session_lines WHERE session_id = ?", ids)
            connection.executemany("DELETE FROM sessions WHERE id = ?", ids)

    def state(self, key: str) -> str | None:
        """Return a remembered value, None if there is none."""
        rows = self._db.rows("SELECT value FROM state WHERE key = ?", (key,))
        return next((value for (value,) in rows), None)

    def set_state(self, key: str, value: str | None) -> None:
        """Remember a value; None forgets it. What is remembered already is not written again."""
        if value == self.state(key):
            return
        with self._db.writing() as connection:
            if value is None:
                connection.execute("DELETE FROM state WHERE key = ?", (key,))
            else:
                connection.execute("INSERT OR REPLACE INTO state VALUES (?, ?)", (key, value))
