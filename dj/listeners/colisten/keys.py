"""How artists and tracks are found again: by name, by id, and by artist and title."""

from collections.abc import Mapping
from functools import lru_cache

from dj.listeners.titles import guests, title_key
from dj.model.names import fold


@lru_cache(maxsize=65_536)
def main_name(artist: str) -> str:
    """Return the folded name of the first artist in a credit."""
    return next(iter(guests(artist)), fold(artist))


@lru_cache(maxsize=65_536)
def name_key(artist: str) -> str:
    """Key of an artist by name."""
    return f"n:{main_name(artist)}"


def mbid_of(ids: Mapping[str, str]) -> str:
    """Return the artist's MusicBrainz id among those of a recording; empty without one."""
    return ids.get("artist_mbid", "").lower()


def mbid_key(artist_mbid: str) -> str:
    """Key of an artist by MusicBrainz id, which tells apart those who share a name."""
    return f"m:{artist_mbid.lower()}"


@lru_cache(maxsize=65_536)
def track_key(artist: str, title: str) -> str:
    """Key of a recording by folded artist, and title and version apart from spelling."""
    said = title_key(title)
    return f"t:{main_name(artist)}\n{said.words}\n{said.version}"
