"""Apple Music's own record of plays: ``Apple Music Play Activity.csv`` from a privacy request.

Only rows of ``PLAY_END`` are plays. Newer files do not name the artist: then the song is looked up
in ``Apple Music Library Tracks.json`` or the daily list beside it, by title and album.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from dj.listeners.importers.apple_music_names import Names
from dj.listeners.importers.dates import iso
from dj.listeners.importers.fields import milliseconds, name, seconds
from dj.listeners.importers.outcomes import outcomes
from dj.listeners.importers.sheets import first_rows, is_header, rows, under_header
from dj.model.listening import Listen
from dj.model.track import Skipped

SOURCE = "apple-music"
_NEEDED = ("event type", "event end timestamp")
_COLUMNS = (
    *_NEEDED, "event start timestamp", "song name", "content name", "artist name", "album name",
    "media duration in milliseconds", "play duration milliseconds", "end reason type",
    "container name",
)  # fmt: skip
_SKIPS = ("TRACK_SKIPPED", "MANUALLY_SELECTED_PLAYBACK_OF_A_DIFF_ITEM")
_DONE = "NATURAL_END_OF_TRACK"


class AppleMusicImporter:
    """Reads the play activity."""

    def recognises(self, head: bytes, name: str, /) -> bool:  # noqa: ARG002 - content decides
        """Look at the first row for the names of the columns."""
        top = first_rows(head, 1)
        return bool(top) and is_header(top[0], (*_NEEDED, "play duration milliseconds"))

    def read(self, source: Path, /) -> Iterator[Listen | Skipped]:
        """Yield each play; a row is counted by its first line.

        Raises:
            ImportFileError: if no line names the columns.
        """
        names = Names(source.parent)
        with source.open("rb") as stream:
            table = under_header(rows(stream), _COLUMNS, needed=len(_NEEDED), where=str(source))
            yield from outcomes(source, table, lambda row: _listen(row, names))


def _listen(row: list[str], names: Names) -> Listen | str:
    kind, end, start, song, content, artist, album, duration, played, reason, container = row
    if kind.strip().upper() != "PLAY_END":
        return "is no end of a play." if kind.strip() else "does not say what happened."
    title, album = name(song) or name(content), name(album)
    artist = name(artist) or names.artist(title, album)
    if not title or not artist:
        return "has no title." if not title else "has no artist, and no list beside it tells it."
    played_ms = _played(played, milliseconds(duration))
    if isinstance(played_ms, str):
        return played_ms
    started = _started(start, end, played_ms)
    if isinstance(started, str):
        return f"{started}."
    return Listen(
        started_at=started,
        artist=artist,
        title=title,
        album=album,
        played_ms=played_ms,
        duration_ms=milliseconds(duration),
        skipped=_skipped(reason.strip().upper()),
        source=SOURCE,
        context=name(container),
    )


def _played(text: str, duration: int | None) -> int | str | None:
    """Read how long it played: never below 0, and no longer than the song itself."""
    number = seconds(text)
    if number is None:
        return None
    if number <= 0:
        return "did not play for any time."
    return round(min(number, duration or number)) if number < 86_400_000 else duration


def _started(start: str, end: str, played_ms: int | None) -> datetime | str:
    if start.strip():
        return iso(start.strip(), naive_is_utc=True)
    at = iso(end.strip(), naive_is_utc=True)
    return at if isinstance(at, str) else at - timedelta(milliseconds=played_ms or 0)


def _skipped(reason: str) -> bool | None:
    if reason.startswith(_SKIPS):
        return True
    return False if reason == _DONE else None
