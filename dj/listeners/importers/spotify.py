"""Spotify's extended history: ``Streaming_History_Audio_*.json``, older ``endsong_N.json``.

The keys differ from year to year, so any may be missing. Only what some signal needs is named here;
the parser passes over all other keys (address, device, user, country): they are never in memory.
``offline_timestamp`` is left out too: seconds, milliseconds or 0 by era, and not always a start.
"""

from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from pathlib import Path
from urllib.parse import unquote_plus

import msgspec

from dj.listeners.importers.arrays import ArrayReader
from dj.listeners.importers.dates import iso
from dj.listeners.importers.fields import milliseconds, token
from dj.listeners.importers.lines import BOM
from dj.listeners.importers.outcomes import outcomes
from dj.listeners.importers.recordings import Names, Scalar, Understood, named, remembered
from dj.model.listening import Listen
from dj.model.track import Skipped

SOURCE = "spotify"
SKIP_MS = 30_000
"""Spotify itself counts a play from here on."""
_KEYS = (b'"ts"', b'"ms_played"', b'"master_metadata_track_name"')
_BY_HAND = frozenset(("fwdbtn", "backbtn", "clickrow", "clickside", "playbtn"))
"""Ends that a listener's hand made by going on to something else."""
_TRACK = "spotify:track:"
_LOCAL = "spotify:local:"
_LOCAL_PARTS = 4


class _Row(msgspec.Struct, gc=False):
    """A play."""

    ts: Scalar = None
    """The END of the play, UTC."""
    ms_played: Scalar = None
    master_metadata_track_name: Scalar = None
    master_metadata_album_artist_name: Scalar = None
    """The album's artist; the track's own is not told."""
    master_metadata_album_album_name: Scalar = None
    spotify_track_uri: Scalar = None
    episode_name: Scalar = None
    audiobook_title: Scalar = None
    audiobook_chapter_title: Scalar = None
    reason_end: Scalar = None
    skipped: Scalar = None
    incognito_mode: Scalar = None


_READER = ArrayReader(_Row)


class SpotifyImporter:
    """Reads one part of an extended history; parts may come in any order."""

    def recognises(self, head: bytes, name: str, /) -> bool:  # noqa: ARG002 - content decides
        """Look for an array of objects with the keys of a play."""
        start = head.removeprefix(BOM).lstrip()[:1]
        return start == b"[" and all(key in head for key in _KEYS)

    def read(self, source: Path, /) -> Iterator[Listen | Skipped]:
        """Yield each play of music; rows are counted from 1."""
        listen = partial(_listen, remembered(_recording))
        with source.open("rb") as stream:
            yield from outcomes(source, enumerate(_READER.read(stream), 1), listen)


def _listen(recall: Understood, row: _Row) -> Listen | str:
    if reason := _unfit(row):
        return reason
    end = iso(row.ts, naive_is_utc=True)
    if isinstance(end, str):
        return f"{end}."
    played = length_played(row.ms_played)
    if isinstance(played, str):
        return played
    if row.reason_end == "trackerror" and played < SKIP_MS:
        return "broke off with an error of the player: no choice of the listener."
    known = recall(
        row.master_metadata_album_artist_name,
        row.master_metadata_track_name,
        row.master_metadata_album_album_name,
        row.spotify_track_uri,
    )
    if isinstance(known, str):
        return known
    artist, title, album, ids = known
    return Listen(
        started_at=end - timedelta(milliseconds=played),
        artist=artist,
        title=title,
        album=album,
        played_ms=played,
        skipped=_skipped(row, played),
        ids=ids,
        source=SOURCE,
    )


def _recording(artist: Scalar, title: Scalar, album: Scalar, uri: Scalar) -> Names | str:
    if not title and (own := own_names(uri)):
        artist, album, title = own
    return named(artist, title, album, track_ids(uri))


def _unfit(row: _Row) -> str:
    """Say why a row is none that we may or want to keep; "" if it is one."""
    if row.incognito_mode is True:
        return "was a private session."
    if row.master_metadata_track_name:
        return ""
    if row.episode_name:
        return "is a podcast episode, not music."
    if row.audiobook_title or row.audiobook_chapter_title:
        return "is an audiobook, not music."
    return ""


def length_played(value: object) -> int | str:
    """Return the milliseconds played, or why there is nothing to keep.

    A play of 0 ms is a song that did not load or that somebody passed over: nobody heard it, so it
    tells nothing of the song. Without a length the start is unknown, for rows tell the end only.
    """
    if (played := milliseconds(value)) is not None:
        return played
    if value is None:
        return "does not say how long it was played, so nobody knows when it began."
    return (
        "was not heard: it was played for 0 ms." if value == 0 else "has a length no play can have."
    )


def _skipped(row: _Row, played_ms: int) -> bool | None:
    # Old rows say null or false even where the button was pressed.
    if row.reason_end == "trackdone":
        return False
    if row.skipped is True or (row.reason_end in _BY_HAND and played_ms < SKIP_MS):
        return True
    return False if row.skipped is False else None


def own_names(uri: Scalar) -> tuple[str, str, str] | None:
    """Read artist, album and title in the address of a listener's own file; None if it is none.

    Such addresses are ``spotify:local:artist:album:title:seconds``.
    """
    parts = uri[len(_LOCAL) :].split(":") if type(uri) is str and uri.startswith(_LOCAL) else []
    if len(parts) != _LOCAL_PARTS:
        return None
    artist, album, title, _ = map(unquote_plus, parts)
    return artist, album, title


def track_ids(uri: Scalar) -> dict[str, str]:
    """Name the identifier in the address of a track; a listener's own file has none."""
    if type(uri) is str and uri.startswith(_TRACK) and (key := token(uri[len(_TRACK) :])):
        return {"spotify": key}
    return {}
