"""Playlists of radio shows from Spinitron: CSV, with the show described before the table.

The rows are what a presenter played. Of the show only the playlist's title is kept, as the context;
the presenter's name is dropped.
"""

from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path

from dj.listeners.importers.dates import iso
from dj.listeners.importers.fields import name, token
from dj.listeners.importers.outcomes import outcomes
from dj.listeners.importers.recordings import Names, Understood, named, remembered
from dj.listeners.importers.sheets import (
    PREAMBLE_ROWS,
    Row,
    first_rows,
    is_header,
    rows,
    under_header,
)
from dj.model.listening import Listen
from dj.model.track import Skipped

SOURCE = "spinitron"
_COLUMNS = ("date-time", "artist", "song", "release", "isrc")
_NEEDED = 3
_TITLE = "playlist title"


class SpinitronImporter:
    """Reads the CSV file of one playlist."""

    def recognises(self, head: bytes, name: str, /) -> bool:  # noqa: ARG002 - content decides
        """Look for the names of the columns near the top."""
        top = first_rows(head, PREAMBLE_ROWS)
        return any(is_header(row, _COLUMNS[:_NEEDED]) for row in top)

    def read(self, source: Path, /) -> Iterator[Listen | Skipped]:
        """Yield each song; a row is counted by its first line.

        Raises:
            ImportFileError: if no line names the columns.
        """
        with source.open("rb") as stream:
            listen = partial(_listen, remembered(_recording), _playlist(rows(stream)))
            stream.seek(0)
            table = under_header(rows(stream), _COLUMNS, needed=_NEEDED, where=str(source))
            yield from outcomes(source, table, listen)


def _playlist(found: Iterable[tuple[int, Row]]) -> str:
    for _, row in found:
        if isinstance(row, list) and row[0].strip().casefold() == _TITLE:
            return name("".join(row[1:2]))
        if isinstance(row, list) and is_header(row, _COLUMNS[:_NEEDED]):
            break
    return ""


def _listen(recall: Understood, playlist: str, row: list[str]) -> Listen | str:
    started = iso(row[0].strip())
    if isinstance(started, str):
        return f"{started}."
    known = recall(*row[1:])
    if isinstance(known, str):
        return known
    artist, title, album, ids = known
    return Listen(
        started_at=started,
        artist=artist,
        title=title,
        album=album,
        ids=ids,
        source=SOURCE,
        context=playlist,
    )


def _recording(artist: str, title: str, album: str, isrc: str) -> Names | str:
    key = token(isrc).upper()
    return named(artist, title, album, {"isrc": key} if key else {})
