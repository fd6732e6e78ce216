"""How many rows went by? For rows that are read only once."""

from collections.abc import Iterable

Row = tuple[object, ...]


class Counted:
    """Rows that are counted as they pass."""

    def __init__(self, rows: Iterable[Row]) -> None:
        """Take any rows."""
        self._rows = iter(rows)
        self.count = 0

    def __iter__(self) -> "Counted":
        """Pass them on once."""
        return self

    def __next__(self) -> Row:
        """Pass one on."""
        row = next(self._rows)
        self.count += 1
        return row
