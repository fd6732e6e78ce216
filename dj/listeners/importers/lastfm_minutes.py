"""Last.fm histories as the exporter "benjaminbenben" writes them: ``USER.csv``, without a header.

Four cells: artist, album, title, and the start as ``17 Aug 2026 12:14``, UTC, in English.
"""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from dj.listeners.importers.dates import english_minute
from dj.listeners.importers.outcomes import outcomes
from dj.listeners.importers.recordings import Understood, recording, remembered
from dj.listeners.importers.sheets import first_rows, rows
from dj.model.listening import Listen
from dj.model.track import Skipped

SOURCE = "lastfm-minutes"
_CELLS = 4
_LOOKED_AT = 20


class LastfmMinutesImporter:
    """Reads the CSV file of four cells."""

    def recognises(self, head: bytes, name: str, /) -> bool:  # noqa: ARG002 - content decides
        """Look for rows of four cells of which the last is such a time; a few have none."""
        top = [row for row in first_rows(head, _LOOKED_AT) if len(row) == _CELLS]
        dated = [row for row in top if not isinstance(english_minute(row[3]), str)]
        return 2 * len(dated) > len(top)

    def read(self, source: Path, /) -> Iterator[Listen | Skipped]:
        """Yield each play; a row is counted by its first line."""
        listen = partial(_listen, remembered(recording))
        with source.open("rb") as stream:
            yield from outcomes(source, rows(stream), listen)


def _listen(recall: Understood, row: list[str]) -> Listen | str:
    if len(row) != _CELLS:
        return f"has {len(row)} cells, not artist, album, title and time."
    started = english_minute(row[3])
    if isinstance(started, str):
        return f"{started}."
    known = recall(row[0], row[2], row[1])
    if isinstance(known, str):
        return known
    artist, title, album, _ = known
    return Listen(
        started_at=started,
        artist=artist,
        title=title,
        album=album,
        source=SOURCE,
        within_s=60,
    )
