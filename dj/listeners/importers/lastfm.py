"""Last.fm histories as the exporter by "ghan" writes them in CSV: ``recenttracks-USER-N.csv``.

All cells are quoted; ``uts`` is the start of the play in seconds, UTC. What is playing at the
moment of the export has no date yet.
"""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from dj.listeners.importers.fields import moment
from dj.listeners.importers.outcomes import outcomes
from dj.listeners.importers.recordings import Understood, recording, remembered
from dj.listeners.importers.sheets import first_rows, is_header, rows, under_header
from dj.model.listening import Listen
from dj.model.track import Skipped

SOURCE = "lastfm"
_COLUMNS = ("uts", "artist", "track", "album", "track_mbid", "artist_mbid")
_NEEDED = 3


class LastfmImporter:
    """Reads the CSV file of plays."""

    def recognises(self, head: bytes, name: str, /) -> bool:  # noqa: ARG002 - content decides
        """Look at the first line for the names of the columns."""
        top = first_rows(head, 1)
        return bool(top) and is_header(top[0], ("utc_time", *_COLUMNS[:_NEEDED]))

    def read(self, source: Path, /) -> Iterator[Listen | Skipped]:
        """Yield each play; a row is counted by its first line.

        Raises:
            ImportFileError: if no line names the columns.
        """
        listen = partial(_listen, remembered(recording))
        with source.open("rb") as stream:
            table = under_header(rows(stream), _COLUMNS, needed=_NEEDED, where=str(source))
            yield from outcomes(source, table, listen)


def _listen(recall: Understood, row: list[str]) -> Listen | str:
    uts, *names = row
    started = moment(uts) if uts else "is playing now: it has no date of play"
    if isinstance(started, str):
        return f"{started}."
    known = recall(*names)
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
    )
