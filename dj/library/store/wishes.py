"""What listeners have decided, and what they said while music played."""

from collections.abc import Callable, Iterable
from datetime import datetime

from dj.library.store.part import Part
from dj.library.store.rows import microseconds, pack_noun, unpack_controls, unpack_feedback
from dj.model.controls import Controls
from dj.model.feedback import Feedback


class Wishes(Part):
    """Controls and feedback, by listener."""

    def controls(self, listener: str) -> Controls:
        """Return what a listener has decided; nothing at all, for a new one."""
        rows = self._db.rows("SELECT value FROM controls WHERE listener = ?", (listener,))
        return next((unpack_controls(value) for (value,) in rows), Controls())

    def set_controls(self, listener: str, controls: Controls) -> None:
        """Put decisions in the place of the former ones."""
        with self._db.writing() as connection:
            connection.execute("INSERT OR REPLACE INTO controls VALUES (?, ?)",
                               (listener, pack_noun(controls)))  # fmt: skip

    def change_controls(self, listener: str, change: Callable[[Controls], Controls]) -> Controls:
        """Change decisions in one transaction, so that two commands at once lose nothing."""
        with self._db.writing():
            changed = change(self.controls(listener))
            self.set_controls(listener, changed)
        return changed

    def deciders(self) -> tuple[str, ...]:
        """Return the names of everybody who has decided something, sorted."""
        rows = self._db.rows("SELECT listener FROM controls ORDER BY listener")
        return tuple(name for (name,) in rows)

    def forget_controls(self, listener: str) -> None:
        """Delete what a listener has decided."""
        with self._db.writing() as connection:
            connection.execute("DELETE FROM controls WHERE listener = ?", (listener,))

    def add_feedback(self, listener: str, said: Iterable[Feedback]) -> int:
        """Append what was said, in one transaction; return the number of the first of it."""
        with self._db.writing() as connection:
            query = "SELECT COALESCE(MAX(number), -1) + 1 FROM feedback WHERE listener = ?"
            first = int(connection.execute(query, (listener,)).fetchone()[0])
            connection.executemany(
                "INSERT INTO feedback VALUES (?, ?, ?, ?)",
                ((listener, number, microseconds(event.at), pack_noun(event))
                 for number, event in enumerate(said, first)),
            )  # fmt: skip
        return first

    def feedback(self, listener: str, since: datetime | None = None) -> tuple[Feedback, ...]:
        """Return what a listener said from a moment on, in the order it came."""
        query = "SELECT event FROM feedback WHERE listener = ? AND at_us >= ? ORDER BY number"
        start = -(2**62) if since is None else microseconds(since)
        return tuple(unpack_feedback(text) for (text,) in self._db.rows(query, (listener, start)))

    def keep_feedback(self, listener: str, said: Iterable[Feedback]) -> None:
        """Put this in the place of all that a listener said; what is not in it is deleted."""
        with self._db.writing() as connection:
            connection.execute("DELETE FROM feedback WHERE listener = ?", (listener,))
            self.add_feedback(listener, said)
