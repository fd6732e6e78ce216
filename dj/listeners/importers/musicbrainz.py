"""Identifiers inside the addresses that playlists give."""

import re
import sys
from collections.abc import Iterable

_RECORDING = re.compile(
    r"musicbrainz\.org/recording/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})", re.IGNORECASE
)
_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)


def ids_of(identifiers: Iterable[object]) -> dict[str, str]:
    """Find the MusicBrainz recording among the identifiers of a track."""
    for identifier in identifiers:
        found = _RECORDING.search(identifier) if isinstance(identifier, str) else None
        if found:
            return {"mbid": found[1].lower()}
    return {}


def mbid(value: object) -> str:
    """Return a MusicBrainz identifier in small letters, or "" if it is none."""
    if type(value) is str and len(value) == 36 and _UUID.fullmatch(value):
        return value.lower()
    return ""


def mbids(recording: object, artist: object) -> dict[str, str]:
    """Name the identifiers of a recording and its artist, as far as they are any."""
    ids = {"mbid": recording_id} if (recording_id := mbid(recording)) else {}
    if artist_id := mbid(artist):
        # A history has few artists: each identifier is held in memory once.
        ids["artist_mbid"] = sys.intern(artist_id)
    return ids
