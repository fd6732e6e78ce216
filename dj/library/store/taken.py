"""Which files a listener's history came from, so that the same file is not read twice.

They are forgotten as soon as anything of the listener's is deleted: the file may bring it back.
"""

import json
from collections.abc import Mapping
from sqlite3 import Connection

from dj.library.store.part import Part

_KEY = "taken in by "
Told = Mapping[str, object]
"""What is told of one file again; plain values that JSON can hold."""


class Taken(Part):
    """Files that were taken in whole, by listener and by a digest of what was read."""

    def taken_in(self, listener: str) -> Mapping[str, list[Told]]:
        """Map digests to what is told of the files; empty without any."""
        rows = self._db.rows("SELECT value FROM state WHERE key = ?", (_KEY + listener,))
        found: Mapping[str, list[Told]] = next((json.loads(text) for (text,) in rows), {})
        return found

    def remember_taken(self, listener: str, news: Mapping[str, list[Told]]) -> None:
        """Add digests that were taken in."""
        with self._db.writing() as connection:
            known = {**self.taken_in(listener), **news}
            connection.execute("INSERT OR REPLACE INTO state VALUES (?, ?)",
                               (_KEY + listener, json.dumps(known)))  # fmt: skip


def forget_taken(connection: Connection, listener: str) -> None:
    """Let any file be read again, within a transaction that deletes what it may have brought."""
    connection.execute("DELETE FROM state WHERE key = ?", (_KEY + listener,))
