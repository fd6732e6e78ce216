"""What every part of the store shares."""

from dj.library.store.database import Database


class Part:
    """One subject of the catalogue; the parts share one open database."""

    def __init__(self, database: Database) -> None:
        self._db = database
