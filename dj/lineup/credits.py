"""Who and what a track belongs to, as the rules of separation compare it."""

from dj.model.names import fold
from dj.model.track import Track


def credits_of(track: Track) -> tuple[str, ...]:
    """Folded names of all credited artists, main artist first; empty if nobody is known."""
    names = track.artists or (track.artist,)
    return tuple(dict.fromkeys(folded for name in names if (folded := fold(name))))


def album_of(track: Track) -> str:
    """Tell albums apart: title and album artist, or title and folder; empty without a title."""
    title = fold(track.album)
    owner = fold(track.album_artist) or str(track.path.parent)
    return f"{title}\n{owner}" if title else ""


def song_of(track: Track) -> str:
    """Tell songs apart by main artist and title, so that two copies of one song count as one."""
    title, artist = fold(track.title), fold(track.main_artist)
    return f"{title}\n{artist}" if title and artist else ""
