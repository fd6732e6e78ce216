"""Which rows does a file of co-listening data hold? The format is told by the content.

Known are the HetRec pair ``user_artists.dat`` and ``artists.dat``, and tables divided by tabs or
commas: with a heading, or in the usual orders without one. Files are read line by line, whatever
their size.
"""

import csv
import hashlib
from collections.abc import Iterable, Iterator
from errno import EISDIR
from functools import lru_cache
from itertools import chain, islice
from pathlib import Path

from dj.errors import ImportFileError
from dj.listeners.colisten.columns import Columns, with_heading, without_heading
from dj.listeners.colisten.rows import Refusal, Row, Rows, plays_of
from dj.model.names import one_line

LONGEST_LINE = 65_536
"""A longer line is no row of a table."""
LONGEST_NAME = 500
_NAME = lru_cache(maxsize=65_536)(one_line)
PAIRS = "user_artists.dat"
_ARTISTS = "artists.dat"
_LOOK = 50
"""Lines from which the columns are told."""

Cells = tuple[int, list[str]]


def read(path: Path) -> Rows:
    """Read a file, or a folder that holds the HetRec pair.

    Raises:
        ImportFileError: if it cannot be read, or no columns of listener and artist are found.
    """
    place = path / PAIRS if path.is_dir() else path
    try:
        if place.exists() and not place.is_file():
            raise IsADirectoryError(EISDIR, "it is no file")
        with place.open("rb") as file:
            head = file.read(LONGEST_LINE)
    except OSError as error:
        raise _unreadable(place, error) from error
    if place.name == PAIRS or head.startswith(b"userID\tartistID"):
        return _pairs(place)
    return _table(place, comma=b"\t" not in head.split(b"\n", 1)[0])


def digest(path: Path) -> str:
    """SHA-256 of the file or files that `read` reads, in hexadecimal."""
    place = path / PAIRS if path.is_dir() else path
    files = [place, place.with_name(_ARTISTS)] if place.name == PAIRS else [place]
    content = hashlib.sha256()
    try:
        for file in files:
            with file.open("rb") as stream:
                content.update(hashlib.file_digest(stream, "sha256").digest())
    except OSError as error:
        raise _unreadable(place, error) from error
    return content.hexdigest()


def _unreadable(path: Path, error: OSError) -> ImportFileError:
    return ImportFileError(f"the data cannot be read: {error.strerror or error}.", where=str(path),
                           hint="Give a file or folder that you may read.")  # fmt: skip


def _cells(path: Path, *, comma: bool) -> Iterator[Cells]:
    """Give the number and the cells of each line; none of a line that is too long."""
    try:
        with path.open(encoding="utf-8-sig", errors="replace", newline="\n") as file:
            lines = iter(lambda: file.readline(LONGEST_LINE), "")
            if comma:
                yield from _by_comma(lines)
                return
            for number, line in enumerate(lines, 1):
                yield number, line.rstrip("\r\n").split("\t") if len(line) < LONGEST_LINE else []
    except OSError as error:
        raise _unreadable(path, error) from error


def _by_comma(lines: Iterator[str]) -> Iterator[Cells]:
    rows = csv.reader(lines)
    while True:
        try:
            yield rows.line_num + 1, next(rows)
        except StopIteration:
            return
        except csv.Error:
            yield rows.line_num, []


def _pairs(path: Path) -> Rows:
    """HetRec: numbers of user and artist and plays; the names are in the file beside it."""
    names = {cells[0]: _NAME(cells[1][:LONGEST_NAME])
             for _, cells in _cells(path.with_name(_ARTISTS), comma=False)
             if len(cells) >= 2}  # fmt: skip
    columns = Columns(user=0, artist=1, plays=2)
    heading = True
    for number, cells in _cells(path, comma=False):
        if heading and (len(cells) < 3 or not cells[2].isdecimal()):
            continue
        heading = False
        row = _row(columns, cells)
        if isinstance(row, Row):
            name = names.get(row.artist, "")
            row = row._replace(artist=name) if name else "the artist has no name"
        yield row if isinstance(row, Row) else Refusal(f"{path.name}:{number}", row)


def _table(path: Path, *, comma: bool) -> Rows:
    lines = _cells(path, comma=comma)
    first = list(islice(lines, _LOOK))
    columns = with_heading(first[0][1]) if first else None
    if columns is not None:
        first = first[1:]
    else:
        columns = without_heading([cells for _, cells in first])
    if columns is None:
        raise ImportFileError(
            "no columns of listeners and artists are found.", where=str(path),
            hint="Name them in the first line: user, artist, title, plays, artist_mbid.",
        )  # fmt: skip
    return _numbered(path.name, columns, chain(first, lines))


def _numbered(name: str, columns: Columns, lines: Iterable[Cells]) -> Rows:
    for number, cells in lines:
        row = _row(columns, cells)
        yield row if isinstance(row, Row) else Refusal(f"{name}:{number}", row)


def _row(columns: Columns, cells: list[str]) -> Row | str:
    """Read a line, or say in a sentence why it cannot be used."""
    if len(cells) < columns.least:
        return "the line has too few columns, or is too long"
    plays = 1.0 if columns.plays is None else plays_of(cells[columns.plays])
    if isinstance(plays, str):
        return plays
    artist = cells[columns.artist]
    title = "" if columns.title is None else cells[columns.title]
    if len(artist) > LONGEST_NAME or len(title) > LONGEST_NAME:
        return "a name is too long to be one"
    artist = _NAME(artist)
    if not artist or not cells[columns.user].strip():
        return "nobody or no artist is named"
    return Row(cells[columns.user], artist, title and _NAME(title), plays, columns.mbid(cells))
