"""``album.json``: one album and its tracks, as games and netlabels ship them.

    {"title": "Aftermath", "author": "Ana", "date": "2021",
     "tracks": [{"filename": "track17.opus", "title": "Nuclear Heartbeat", "author": "Ana"}]}

Names of fields vary, so a few spellings of each are understood. Values of another type than text or
number are passed over.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec

from dj.library.sidecars.text import read_text, refusal

_MOST_TRACKS = 2000
_FILE = ("filename", "file", "path")
_OF_ALBUM = {
    "album": ("title", "name", "album"),
    "album_artist": ("author", "artist", "album_artist", "albumartist", "composer"),
    "artist": ("author", "artist", "composer", "album_artist", "albumartist"),
    "year": ("year", "date", "released", "release_date"),
    "genre": ("genre", "genres"),
}
_OF_TRACK = {
    "title": ("title", "name"),
    "artist": ("author", "artist", "composer"),
    "year": ("year", "date", "released", "release_date"),
    "genre": ("genre", "genres"),
    "track": ("track", "track_number", "number"),
    "disc": ("disc", "disc_number"),
}


class AlbumJsonReader:
    """Reads ``album.json``."""

    def recognises(self, name: str, /) -> bool:
        """Go by the name alone: JSON is everywhere."""
        return name.casefold() == "album.json"

    def read(self, path: Path, /) -> Mapping[str, Mapping[str, str]]:
        """Map each file the album names to its tags; a track without a file is passed over."""
        album = _object(path)
        tracks = album.get("tracks")
        if not isinstance(tracks, list):
            raise refusal("has no list of tracks", path)
        common = _fields(album, _OF_ALBUM)
        found: dict[str, Mapping[str, str]] = {}
        for number, track in enumerate(tracks[:_MOST_TRACKS], start=1):
            if isinstance(track, dict) and (name := _first(track, _FILE)):
                own = {"track": str(number), **_fields(track, _OF_TRACK)}
                found.setdefault(name, {**common, **own})
        return found


def _object(path: Path) -> dict[str, Any]:
    try:
        found = msgspec.json.decode(read_text(path).removeprefix("\ufeff"))
    except (msgspec.MsgspecError, RecursionError, ValueError) as error:
        raise refusal(f"is not valid JSON: {str(error).rstrip('.')}", path) from error
    if not isinstance(found, dict):
        raise refusal("does not describe an album", path)
    return found


def _fields(holder: Mapping[str, Any], names: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    values = {field: _first(holder, spellings) for field, spellings in names.items()}
    return {field: value for field, value in values.items() if value}


def _first(holder: Mapping[str, Any], spellings: tuple[str, ...]) -> str:
    texts = (_text(holder.get(spelling)) for spelling in spellings)
    return next((text for text in texts if text), "")


def _text(value: object) -> str:
    if isinstance(value, list):
        return "; ".join(filter(None, map(_plain, value[:16])))
    return _plain(value)


def _plain(value: object) -> str:
    if isinstance(value, str):
        return value.strip()
    return str(value) if type(value) is int else ""
