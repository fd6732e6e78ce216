"""Identifiers inside the addresses that playlists give."""

import re
from collections.abc import Iterable

_RECORDING = re.compile(
    r"musicbrainz\.org/recording/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})", re.IGNORECASE
)


def ids_of(identifiers: Iterable[object]) -> dict[str, str]:
    """Find the MusicBrainz recording among the identifiers of a track."""
    for identifier in identifiers:
        found = _RECORDING.search(identifier) if isinstance(identifier, str) else None
        if found:
            return {"mbid": found[1].lower()}
    return {}
