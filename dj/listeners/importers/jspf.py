"""JSPF playlists: XSPF as JSON, as ListenBrainz writes them.

Where the draft and ListenBrainz differ both are read: `identifier` and `location` as text or as a
list of texts.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import msgspec

from dj.errors import ImportFileError
from dj.listeners.importers.fields import name
from dj.listeners.importers.lines import BOM
from dj.listeners.importers.musicbrainz import ids_of
from dj.listeners.importers.place import place, read_playlist, title_of
from dj.model.listening import Listen, Save
from dj.model.track import Skipped

SOURCE = "jspf"
_PLAYLIST = re.compile(rb'^\s*\{\s*"playlist"\s*:\s*\{')


class _Track(msgspec.Struct):
    title: object = None
    creator: object = None
    album: object = None
    location: object = None
    identifier: object = None


class _Playlist(msgspec.Struct):
    track: list[msgspec.Raw] = []
    title: object = None


class _File(msgspec.Struct):
    playlist: _Playlist


class JspfImporter:
    """Reads ``.jspf``."""

    def recognises(self, head: bytes, name: str, /) -> bool:  # noqa: ARG002 - content decides
        """Look for an object whose first key is ``playlist``."""
        return _PLAYLIST.match(head.removeprefix(BOM)) is not None

    def read(self, source: Path, /) -> Iterator[Listen | Save | Skipped]:
        """Yield one save for each track, in order; rows are counted from 1.

        Raises:
            ImportFileError: if the file is too large for a playlist, or not JSON as a whole.
        """
        content = read_playlist(source).removeprefix(BOM)
        try:
            playlist = msgspec.json.decode(content, type=_File).playlist
        except (ValueError, RecursionError) as error:
            raise ImportFileError(
                f"the playlist is damaged ({error}).", where=str(source), hint="Export it again."
            ) from error
        called = name(playlist.title) or name(source.stem)
        for number, raw in enumerate(playlist.track, 1):
            yield _save(raw, f"{source}:{number}", source.parent, called)


def _save(raw: msgspec.Raw, where: str, folder: Path, playlist: str) -> Save | Skipped:
    try:
        track = msgspec.json.decode(raw, type=_Track)
    except (ValueError, RecursionError) as error:
        return Skipped(where=where, reason=f"is not shaped like a track ({error}).")
    locations = [text for text in _all(track.location) if isinstance(text, str)]
    location = place(locations[0].strip(), folder, is_uri=True) if locations else ""
    artist, title = name(track.creator), name(track.title)
    if not title and location:
        said, title = title_of(location)
        artist = artist or said
    if not title:
        return Skipped(where=where, reason="has neither a title nor a location.")
    return Save(
        artist=name(artist),
        title=name(title),
        album=name(track.album),
        location=location,
        playlist=playlist,
        ids=ids_of(_all(track.identifier)),
        source=SOURCE,
    )


def _all(value: object) -> list[object]:
    return value if isinstance(value, list) else [value]
