"""What an account at Spotify has saved: ``YourLibrary.json`` and ``Playlist1.json`` of its data.

Liked songs have no date; songs of playlists have the day they were added. Albums, artists, shows
and descriptions are not read. Files of the listener's own are named in their address alone.
"""

import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

import msgspec

from dj.listeners.importers.arrays import ArrayReader
from dj.listeners.importers.dates import iso
from dj.listeners.importers.fields import name
from dj.listeners.importers.lines import BOM
from dj.listeners.importers.outcomes import outcomes
from dj.listeners.importers.recordings import Scalar, named
from dj.listeners.importers.spotify import own_names, track_ids
from dj.model.listening import Save
from dj.model.track import Skipped

SOURCE = "spotify-library"
LIKED = "Liked Songs"
"""Spotify's own name for the songs of a library."""
_SONGS = re.compile(rb'\s*\{\s*"tracks"\s*:\s*(\[)')
_PLAYLISTS = re.compile(rb'\s*\{\s*"playlists"\s*:\s*(\[)')


class _Song(msgspec.Struct, gc=False):
    """A song of the library."""

    artist: Scalar = None
    album: Scalar = None
    track: Scalar = None
    uri: Scalar = None


class _Track(msgspec.Struct, gc=False):
    artistName: Scalar = None  # noqa: N815 - the keys of the file
    albumName: Scalar = None  # noqa: N815
    trackName: Scalar = None  # noqa: N815
    trackUri: Scalar = None  # noqa: N815


class _Local(msgspec.Struct, gc=False):
    uri: Scalar = None


class _Item(msgspec.Struct, gc=False):
    """A place in a playlist; only one of the three is there."""

    track: _Track | None = None
    localTrack: _Local | None = None  # noqa: N815
    episode: object = None
    addedDate: Scalar = None  # noqa: N815


class _Playlist(msgspec.Struct, gc=False):
    name: Scalar = None
    items: msgspec.Raw = msgspec.Raw(b"[]")


_SONG_READER = ArrayReader(_Song)
_PLAYLIST_READER = ArrayReader(_Playlist, row_start=r'\{\s*"name"')
_ITEM_READER = ArrayReader(_Item)
_Found = tuple[str, _Song | _Item]


class SpotifyLibraryImporter:
    """Reads the liked songs, or one part of the playlists."""

    def recognises(self, head: bytes, name: str, /) -> bool:  # noqa: ARG002 - content decides
        """Look for the first key, and for an address of Spotify."""
        start = head.removeprefix(BOM)
        known = _SONGS.match(start) or _PLAYLISTS.match(start)
        return known is not None and b'"spotify:' in head

    def read(self, source: Path, /) -> Iterator[Save | Skipped]:
        """Yield each song as a save; they are counted from 1 through all playlists."""
        with source.open("rb") as stream:
            yield from outcomes(source, enumerate(_found(stream), 1), _save)


def _found(stream: BinaryIO) -> Iterator[_Found | str]:
    start = stream.read(64).removeprefix(BOM)
    stream.seek(0)
    if _SONGS.match(start):
        for song in _SONG_READER.read(stream, _SONGS):
            yield song if isinstance(song, str) else (LIKED, song)
        return
    for playlist in _PLAYLIST_READER.read(stream, _PLAYLISTS):
        if isinstance(playlist, str):
            yield f"a playlist {playlist}"
            continue
        called = name(playlist.name)
        for item in _ITEM_READER.listed(playlist.items):
            yield item if isinstance(item, str) else (called, item)


def _save(found: _Found) -> Save | str:
    playlist, row = found
    song = _song(row) if isinstance(row, _Item) else row
    if isinstance(song, str):
        return song
    saved = iso(row.addedDate, naive_is_utc=True) if isinstance(row, _Item) else ""
    known = named(song.artist, song.track, song.album, track_ids(song.uri))
    if isinstance(known, str):
        return known
    return Save(
        artist=known.artist,
        title=known.title,
        album=known.album,
        playlist=playlist,
        saved_at=saved if isinstance(saved, datetime) else None,
        ids=known.ids,
        source=SOURCE,
    )


def _song(item: _Item) -> _Song | str:
    if track := item.track:
        return _Song(track.artistName, track.albumName, track.trackName, track.trackUri)
    if item.localTrack:
        own = own_names(item.localTrack.uri)
        return _Song(*own) if own else "is a file of the listener's own without names."
    return "is a podcast episode, not music." if item.episode else "has no song."
