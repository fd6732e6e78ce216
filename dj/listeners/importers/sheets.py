"""Rows of CSV files as people have them: any line end, any encoding, quotes that never close.

A quoted field may hold line breaks, but not many: a quote that does not close within a few lines is
a character of its text, so only its own line is refused and not the rest of the file.
"""

import csv
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO
from itertools import islice

from dj.errors import ImportFileError
from dj.listeners.importers.lines import Stream, lines, text_of

LINES = 8
"""Lines of one row; names with more line breaks do not occur."""
CHUNK_LINES = 4096
PREAMBLE_ROWS = 50
"""Rows that may stand before the names of the columns."""
HEAD_BYTES = 65_536
"""What importers are shown of a file at least as long."""

Row = list[str] | str
"""The cells of a row, or why it cannot be read."""


def rows(stream: Stream, *, delimiter: str = ",") -> Iterator[tuple[int, Row]]:
    """Yield the number of each row's first line, from 1, and its cells; blank lines are none."""
    source = lines(stream)
    number = 1
    while chunk := list(islice(source, CHUNK_LINES)):
        quick = _quickly(chunk, delimiter)
        if quick is not None:
            yield from ((at, cells) for at, cells in enumerate(quick, number) if cells)
            number += len(chunk)
        else:
            feed = _Feed(chunk, source, number)
            yield from _carefully(feed, delimiter)
            number = feed.start_row()


def _quickly(chunk: list[bytes | None], delimiter: str) -> list[list[str]] | None:
    """Read lines of which each is a row, or nothing if any is not."""
    try:
        text = [line.decode() for line in chunk if line is not None]
        found = list(csv.reader(text, delimiter=delimiter, strict=True))
    except (UnicodeDecodeError, csv.Error):
        return None
    return found if len(found) == len(chunk) else None


def _carefully(feed: "_Feed", delimiter: str) -> Iterator[tuple[int, Row]]:
    reader = csv.reader(feed, delimiter=delimiter)
    while feed.is_left:
        number = feed.start_row()
        try:
            cells: Row = next(reader)
        except csv.Error as error:
            cells = f"is no row of a table ({error})."
        if cells := _judged(cells, feed):
            yield number, cells


def under_header(
    found: Iterable[tuple[int, Row]], wanted: Sequence[str], *, needed: int, where: str
) -> Iterator[tuple[int, Row]]:
    """Yield the cells of the wanted columns, in this order, of each row after the table's header.

    Args:
        found: Rows of the file; those before the header are comments, whatever they hold.
        wanted: Names of columns in small letters; a column that the table lacks gives "".
        needed: How many of the wanted columns, from the first, a header must have.
        where: The file, for the error.

    Raises:
        ImportFileError: if none of the first rows is a header.
    """
    found = iter(found)
    header = _header(islice(found, PREAMBLE_ROWS), wanted[:needed])
    if header is None:
        raise ImportFileError(
            f"no line names the columns {', '.join(wanted[:needed])}.", where=where,
            hint="Export the file again, or put the line with the columns' names on top of it.",
        )  # fmt: skip
    names, width = _folded(header), len(header)
    # An empty cell added to each row stands for the columns that are not there.
    places = [names.index(name) if name in names else width for name in wanted]
    full = width + (width in places)
    for number, cells in found:
        if isinstance(cells, str):
            yield number, cells
        elif any(cells[width:]):
            yield number, "has more cells than the table has columns."
        elif cells != header:
            whole = cells if len(cells) == full else cells[:width] + [""] * (full - len(cells))
            yield number, [whole[place] for place in places]


def is_header(cells: list[str], needed: Iterable[str]) -> bool:
    """Tell whether a row has these names, written in any case."""
    return set(needed) <= set(_folded(cells))


def first_rows(head: bytes, count: int) -> list[list[str]]:
    """Read the first rows of a file from its beginning, without what the beginning cuts off."""
    text = head.rpartition(b"\n")[0] if len(head) >= HEAD_BYTES else head
    return [cells for _, cells in islice(rows(BytesIO(text)), count) if isinstance(cells, list)]


def _header(found: Iterable[tuple[int, Row]], needed: Sequence[str]) -> list[str] | None:
    for _, cells in found:
        if isinstance(cells, list) and is_header(cells, needed):
            return cells
    return None


def _folded(cells: list[str]) -> list[str]:
    return [cell.strip().casefold() for cell in cells]


def _judged(cells: Row, feed: "_Feed") -> Row:
    if feed.unclosed:
        cells = "has a quote that opens and does not close."
    if isinstance(cells, str):
        feed.put_back()
        return cells
    if feed.too_long:
        return "is longer than a row can be."
    # A line break inside a name is a blank.
    return cells if len(feed.taken) == 1 else [" ".join(cell.split()) for cell in cells]


class _Feed:
    """Lines as text for one row at a time, able to take back what a bad row has swallowed."""

    def __init__(
        self, chunk: Iterable[bytes | None], source: Iterator[bytes | None], number: int
    ) -> None:
        """Give the lines of a chunk, then as many from the source as its last row needs."""
        self._source = source
        self._back = deque(chunk)
        self._number = number
        self.taken: list[bytes | None] = []
        self.unclosed = self.too_long = False

    @property
    def is_left(self) -> bool:
        """Whether a line of the chunk has not been read."""
        return bool(self._back)

    def start_row(self) -> int:
        """Forget the lines of the last row; return the number of the next line."""
        self._number += len(self.taken)
        self.taken.clear()
        self.unclosed = self.too_long = False
        return self._number

    def put_back(self) -> None:
        """Take back all lines of this row but its first."""
        self._back.extendleft(reversed(self.taken[1:]))
        del self.taken[1:]

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        try:
            line = self._next_line()
        except StopIteration:
            # A row that is whole does not ask for another line.
            self.unclosed = bool(self.taken)
            raise
        self.taken.append(line)
        if line is None:
            self.too_long = True
            return ""
        return text_of(line) + "\n"

    def _next_line(self) -> bytes | None:
        if len(self.taken) >= LINES:
            raise StopIteration
        return self._back.popleft() if self._back else next(self._source)
