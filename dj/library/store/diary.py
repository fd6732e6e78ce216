"""What was made and said, and small things to remember."""

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from dj.library.store.part import Part
from dj.library.store.rows import microseconds, moment
from dj.model.script import Wording

_FOREVER_US = 2**62


class Diary(Part):
    """Sessions, the lines spoken in them, and state by key."""

    def add_session(
        self, session_id: str, path: Path, at: datetime, lines: Iterable[Wording]
    ) -> None:
        """Remember a session and what was said in it; the same id again replaces it."""
        rows = [
            (session_id, position, said.line, said.variant, said.text)
            for position, said in enumerate(lines)
        ]
        with self._db.writing() as connection:
            connection.execute("DELETE FROM session_lines WHERE session_id = ?", (session_id,))
            connection.execute(
                "INSERT OR REPLACE INTO sessions VALUES (?, ?, ?)",
                (session_id, str(path), microseconds(at)),
            )
            connection.executemany("INSERT INTO session_lines VALUES (?, ?, ?, ?, ?)", rows)

    def recent_lines(self, since: datetime, until: datetime | None = None) -> tuple[Wording, ...]:
        """Return what was said in sessions for moments from `since` to before `until`, aware.

        Oldest first. A session made again is not in the way of itself.
        """
        query = """SELECT l.line, l.variant, l.text FROM session_lines l
                   JOIN sessions s ON s.id = l.session_id WHERE s.at_us >= ? AND s.at_us < ?
                   ORDER BY s.at_us, s.id, l.position"""
        end = _FOREVER_US if until is None else microseconds(until)
        rows = self._db.rows(query, (microseconds(since), end))
        return tuple(Wording(line=line, variant=variant, text=text) for line, variant, text in rows)

    def sessions(self) -> tuple[tuple[str, Path, datetime], ...]:
        """Return (id, path, moment) of every session, oldest first."""
        rows = self._db.rows("SELECT id, path, at_us FROM sessions ORDER BY at_us, id")
        return tuple((name, Path(path), moment(at_us)) for name, path, at_us in rows)

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
