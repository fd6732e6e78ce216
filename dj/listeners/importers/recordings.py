"""The names of a recording, cleaned once: a history repeats few recordings very often."""

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import NamedTuple

from dj.listeners.importers.fields import name
from dj.listeners.importers.musicbrainz import mbids
from dj.listeners.importers.outcomes import lacking

Scalar = str | int | float | bool | None
"""What a cell of a foreign file may hold; a list or an object in its place is no row."""
Understood = Callable[..., "Names | str"]

REMEMBERED = 65_536
"""Recordings held in memory while a file is read."""


class Names(NamedTuple):
    """What a row says about its recording; rows of the same recording share it."""

    artist: str
    title: str
    album: str
    ids: Mapping[str, str]


def recording(
    artist: Scalar,
    title: Scalar,
    album: Scalar,
    track_mbid: Scalar = "",
    artist_mbid: Scalar = "",
) -> Names | str:
    """Clean the names of a recording, or say which is missing."""
    return named(artist, title, album, mbids(track_mbid, artist_mbid))


def named(artist: Scalar, title: Scalar, album: Scalar, ids: Mapping[str, str]) -> Names | str:
    """Clean the names of a recording that has these identifiers, or say which name is missing."""
    found = Names(name(artist), name(title), name(album), ids)
    return lacking(found.artist, found.title) or found


def remembered(understand: Understood) -> Understood:
    """Make a function remember its answers as long as it is kept: for one file."""
    return lru_cache(REMEMBERED)(understand)
