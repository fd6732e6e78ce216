"""Libre.fm histories: CSV with the columns Artist, Track, Album and Time, seconds since 1970.

Met in the wild: comments before the header or none, the header in other letters, a column with the
user, no album column, no header at all, and files saved as UTF-7 (``+ACM-`` for ``#``). Maloja
writes the same table.
"""

import re
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from dj.listeners.importers.fields import NO_DATE, moment
from dj.listeners.importers.outcomes import outcomes
from dj.listeners.importers.recordings import Names, Understood, recording, remembered
from dj.listeners.importers.sheets import PREAMBLE_ROWS, first_rows, is_header, rows, under_header
from dj.model.listening import Listen
from dj.model.track import Skipped

SOURCE = "librefm"
_COLUMNS = ("time", "artist", "track", "album")
_NEEDED = 3
_KNOWN = frozenset((*_COLUMNS, "userid", "user", ""))
_UTF_7 = b"+ACM-"
_SHIFTED = re.compile(r"\+[A-Za-z0-9/]*-")
_COMMENT = re.compile(rb"^(?:#|\+ACM-)[^\r\n]*Libre\.fm", re.IGNORECASE | re.MULTILINE)


class LibrefmImporter:
    """Reads the CSV file of plays."""

    def recognises(self, head: bytes, name: str, /) -> bool:  # noqa: ARG002 - content decides
        """Look for a header of these columns and no others, or for a comment with the name."""
        top = first_rows(head, PREAMBLE_ROWS)
        headers = [row for row in top if is_header(row, _COLUMNS[:_NEEDED])]
        if not headers:
            return bool(_COMMENT.search(head)) and b"\0" not in head
        return {cell.strip().casefold() for cell in headers[0]} <= _KNOWN

    def read(self, source: Path, /) -> Iterator[Listen | Skipped]:
        """Yield each play; a row is counted by its first line.

        Raises:
            ImportFileError: if no line names the columns.
        """
        with source.open("rb") as stream:
            is_utf_7 = _UTF_7 in stream.read(4096)
            listen = partial(_listen, remembered(_from_utf_7 if is_utf_7 else recording))
            stream.seek(0)
            table = under_header(rows(stream), _COLUMNS, needed=_NEEDED, where=str(source))
            yield from outcomes(source, table, listen)


def _listen(recall: Understood, row: list[str]) -> Listen | str:
    started = moment(row[0]) if row[0] else NO_DATE
    if isinstance(started, str):
        return f"{started}."
    known = recall(*row[1:])
    if isinstance(known, str):
        return known
    artist, title, album, _ = known
    return Listen(started_at=started, artist=artist, title=title, album=album, source=SOURCE)


def _from_utf_7(artist: str, title: str, album: str) -> Names | str:
    return recording(_plain(artist), _plain(title), _plain(album))


def _plain(text: str) -> str:
    """Undo UTF-7 where it is certain: what only looks like it stays as it is."""
    return _SHIFTED.sub(_unshifted, text) if "+" in text else text


def _unshifted(found: re.Match[str]) -> str:
    try:
        return found[0].encode().decode("utf-7")
    except UnicodeDecodeError:
        return found[0]
