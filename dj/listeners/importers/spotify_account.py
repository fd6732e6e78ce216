"""Spotify's account data of the last year: ``StreamingHistory_music_N.json``, podcasts beside it.

Times are the END of a play, UTC, in whole minutes; there is neither album nor identifier.
"""

from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from pathlib import Path

import msgspec

from dj.listeners.importers.arrays import ArrayReader
from dj.listeners.importers.dates import iso
from dj.listeners.importers.lines import BOM
from dj.listeners.importers.outcomes import outcomes
from dj.listeners.importers.recordings import Names, Scalar, Understood, recording, remembered
from dj.listeners.importers.spotify import length_played
from dj.model.listening import Listen
from dj.model.track import Skipped

SOURCE = "spotify-account"
_UNKNOWN = frozenset(("Unknown Artist", "Unknown Track"))
"""What stands where Spotify does not know a name, as with files of the listener's own."""


class _Row(msgspec.Struct, gc=False):
    """A play."""

    endTime: Scalar = None  # noqa: N815 - the key of the file
    artistName: Scalar = None  # noqa: N815
    trackName: Scalar = None  # noqa: N815
    msPlayed: Scalar = None  # noqa: N815
    podcastName: Scalar = None  # noqa: N815
    episodeName: Scalar = None  # noqa: N815


_READER = ArrayReader(_Row)


class SpotifyAccountImporter:
    """Reads one part of the history in an account's data."""

    def recognises(self, head: bytes, name: str, /) -> bool:  # noqa: ARG002 - content decides
        """Look for an array of objects with the keys of a play."""
        start = head.removeprefix(BOM).lstrip()[:1]
        return start == b"[" and b'"endTime"' in head and b'"msPlayed"' in head

    def read(self, source: Path, /) -> Iterator[Listen | Skipped]:
        """Yield each play of music; rows are counted from 1."""
        listen = partial(_listen, remembered(_recording))
        with source.open("rb") as stream:
            yield from outcomes(source, enumerate(_READER.read(stream), 1), listen)


def _listen(recall: Understood, row: _Row) -> Listen | str:
    if row.podcastName or row.episodeName:
        return "is a podcast episode, not music."
    end = iso(row.endTime, naive_is_utc=True)
    if isinstance(end, str):
        return f"{end}."
    played = length_played(row.msPlayed)
    if isinstance(played, str):
        return played
    known = recall(row.artistName, row.trackName)
    if isinstance(known, str):
        return known
    artist, title, _, _ = known
    return Listen(
        started_at=end - timedelta(milliseconds=played),
        artist=artist,
        title=title,
        played_ms=played,
        source=SOURCE,
        within_s=60,
    )


def _recording(artist: Scalar, title: Scalar) -> Names | str:
    artist, title = ("" if name in _UNKNOWN else name for name in (artist, title))
    return recording(artist, title, "")
