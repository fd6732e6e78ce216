"""Who and what a track belongs to, as the rules of separation compare it."""

import re

from dj.model.names import fold
from dj.model.track import Track

_EDITION = re.compile(
    r"\s*(?:[(\[][^()\[\]]*\b(?:acoustic|demo|edit|live|mix|mono|remaster(?:ed)?|remix|session|stereo"
    r"|take|version)\b[^()\[\]]*[)\]]|\s-\s[^-]*\b(?:live|remaster(?:ed)?|version)\b[^-]*)$"
)
"""What tells one recording of a song from another at the end of a title."""


def credits_of(track: Track) -> tuple[str, ...]:
    """Folded names of all credited artists, main artist first; empty if nobody is known."""
    names = track.artists or (track.artist,)
    return tuple(dict.fromkeys(folded for name in names if (folded := fold(name))))


def album_of(track: Track) -> str:
    """Tell albums apart: title and album artist, or title and folder; empty without a title."""
    if not (title := fold(track.album)):
        return ""
    return f"{title}\n{fold(track.album_artist) or track.path.parent}"


def song_of(track: Track) -> str:
    """Tell songs apart by main artist and title, so that two copies of one song count as one."""
    title, artist = fold(track.title), fold(track.main_artist)
    return f"{title}\n{artist}" if title and artist else ""


def title_of(track: Track) -> str:
    """Tell titles apart, whoever plays and whichever recording it is; empty for a movement."""
    title = fold(track.title)
    return "" if track.work else _EDITION.sub("", title) or title
