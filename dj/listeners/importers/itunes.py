"""Apple's music library in XML: ``iTunes Music Library.xml`` or the ``Library.xml`` of Music.

It counts plays and keeps no diary. Dates are UTC although they carry no zone (the integer ``Play
Date`` is local and of another epoch, so it is not read).
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from dj.listeners.importers.fields import milliseconds, name
from dj.listeners.importers.itunes_plist import Library, read_library
from dj.listeners.importers.lines import BOM
from dj.listeners.importers.place import place
from dj.model.listening import Save, Tally
from dj.model.track import Skipped

SOURCE = "itunes"
LOVED = "Loved"
"""Playlist of what the listener marked as loved, or gave four stars or more."""
_FOUR_STARS = 80
_MOST = 10_000_000
"""A count beyond it is damaged."""
_START = re.compile(rb"\s*<\?xml[^>]*>\s*(?:<!--.*?-->\s*)?(?:<!DOCTYPE plist|<plist)", re.DOTALL)
_OTHER_MEDIA = ("Podcast", "Movie", "TV Show", "Audiobook", "Has Video", "iTunesU")
_NO_PLAYLISTS = ("Master", "Distinguished Kind", "Folder", "Smart Info", "Music")
"""Keys of lists that nobody has made by hand."""


class ItunesImporter:
    """Reads the XML file of a library."""

    def recognises(self, head: bytes, name: str, /) -> bool:  # noqa: ARG002 - content decides
        """Look for a property list with tracks in it."""
        start = head.removeprefix(BOM)
        return _START.match(start) is not None and b"<key>Tracks</key>" in start

    def read(self, source: Path, /) -> Iterator[Tally | Save | Skipped]:
        """Yield the counts of each track, the loved ones, and what is in playlists made by hand.

        Raises:
            ImportFileError: if it is damaged as a whole, too large, or declares entities.
        """
        library = read_library(source)
        songs = dict[int, Save]()
        for track in library.tracks:
            where = f"{source}: track {track.get('Track ID')}"
            song = _song(track, source.parent)
            if isinstance(song, str):
                yield Skipped(where=where, reason=song)
                continue
            yield from _heard(track, song, where)
            if isinstance(number := track.get("Track ID"), int):
                songs[number] = song
        yield from _playlists(library, songs)


def _song(track: Mapping[str, Any], folder: Path) -> Save | str:
    """Return what a track is, in no playlist yet, or why it is none of ours."""
    kind = next((kind for kind in _OTHER_MEDIA if track.get(kind) is True), "")
    if kind:
        return f"is no music: {kind}."
    artist, title = (
        name(track.get("Artist")) or name(track.get("Album Artist")),
        name(track.get("Name")),
    )
    if not title or not artist:
        return f"has no {'artist' if title else 'title'}."
    location = track.get("Location")
    return Save(
        artist=artist,
        title=title,
        album=name(track.get("Album")),
        location=place(location, folder, is_uri=True) if isinstance(location, str) else "",
        source=SOURCE,
    )


def _heard(track: Mapping[str, Any], song: Save, where: str) -> Iterator[Tally | Save | Skipped]:
    tally = Tally(
        artist=song.artist,
        title=song.title,
        album=song.album,
        plays=_count(track.get("Play Count")),
        skips=_count(track.get("Skip Count")),
        last_at=_date(track.get("Play Date UTC")),
        since=_date(track.get("Date Added")),
        duration_ms=milliseconds(track.get("Total Time")),
        location=song.location,
        source=SOURCE,
    )
    is_loved = _is_loved(track)
    if tally.plays or tally.skips:
        yield tally
    elif not is_loved:
        yield Skipped(where=where, reason="was never played.")
    if is_loved:
        yield replace(song, playlist=LOVED)


def _is_loved(track: Mapping[str, Any]) -> bool:
    stars = track.get("Rating")
    by_hand = track.get("Rating Computed") is not True
    many = isinstance(stars, int) and stars >= _FOUR_STARS
    return track.get("Loved") is True or (by_hand and many)


def _playlists(library: Library, songs: Mapping[int, Save]) -> Iterator[Save]:
    for playlist in library.playlists:
        if any(playlist.get(key) for key in _NO_PLAYLISTS):
            continue
        title = name(playlist.get("Name"))
        items = playlist.get("Playlist Items")
        for item in items if isinstance(items, list) and title else ():
            number = item.get("Track ID") if isinstance(item, dict) else None
            if isinstance(number, int) and number in songs:
                yield replace(songs[number], playlist=title)


def _count(value: object) -> int:
    return value if isinstance(value, int) and 0 < value < _MOST else 0


def _date(value: object) -> datetime | None:
    return value.replace(tzinfo=UTC) if isinstance(value, datetime) else None
