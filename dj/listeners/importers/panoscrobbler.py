"""Histories of Pano Scrobbler (Android): JSON lines, one play each, without the player's name."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import msgspec

from dj.listeners.importers.arrays import why
from dj.listeners.importers.fields import milliseconds, moment, seconds
from dj.listeners.importers.lines import BOM, lines, numbered
from dj.listeners.importers.outcomes import outcomes
from dj.listeners.importers.recordings import Scalar, Understood, recording, remembered
from dj.model.listening import Listen, Save
from dj.model.track import Skipped

SOURCE = "panoscrobbler"
_KEYS = (b'"timeMs"', b'"track"', b'"artist"')
_PLAYS = (None, "", "scrobble")
_LOVES = ("love", "loved")


class _Row(msgspec.Struct, gc=False):
    """A play, or another event."""

    timeMs: Scalar = None  # noqa: N815 - the key of the file
    artist: Scalar = None
    track: Scalar = None
    album: Scalar = None
    durationMs: Scalar = None  # noqa: N815
    event: Scalar = None


_ROW = msgspec.json.Decoder(_Row)


class PanoScrobblerImporter:
    """Reads the lines of an export."""

    def recognises(self, head: bytes, name: str, /) -> bool:  # noqa: ARG002 - content decides
        """Look for the keys of a play in the first line."""
        first = head.removeprefix(BOM).lstrip().replace(b"\r", b"\n").partition(b"\n")[0]
        return first.startswith(b"{") and all(key in first for key in _KEYS)

    def read(self, source: Path, /) -> Iterator[Listen | Save | Skipped]:
        """Yield each play, and each love as a save; rows are counted by the lines of the file."""
        heard = partial(_heard, remembered(recording))
        with source.open("rb") as stream:
            yield from outcomes(source, numbered(lines(stream)), heard)


def _heard(recall: Understood, line: bytes) -> Listen | Save | str:
    try:
        row = _ROW.decode(line)
    except (ValueError, RecursionError) as error:
        return why(error)
    if row.event not in (*_PLAYS, *_LOVES):
        return "is no play."
    milli = seconds(row.timeMs)
    at = moment(None if milli is None else milli / 1000)
    if isinstance(at, str):
        return f"{at}."
    known = recall(row.artist, row.track, row.album)
    if isinstance(known, str):
        return known
    artist, title, album, _ = known
    if row.event in _LOVES:
        return Save(artist=artist, title=title, album=album, playlist="Loved tracks",
                    saved_at=at, source=SOURCE)  # fmt: skip
    return Listen(
        started_at=at,
        artist=artist,
        title=title,
        album=album,
        duration_ms=milliseconds(row.durationMs),
        source=SOURCE,
    )
