"""Which column of a table of plays is which?"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from dj.model.names import fold

_NAMES = {
    "user": ("user", "userid", "usermboxsha1", "username", "listener", "listenerid"),
    "artist": ("artist", "artistname", "artname"),
    "title": ("title", "track", "trackname", "song", "traname", "recordingname"),
    "plays": ("plays", "playcount", "count", "weight", "listens", "listencount"),
    "artist_mbid": ("artistmbid", "musicbrainzartistid", "artmbid", "artistid", "mbid"),
}
"""Headings that are understood, letters only."""
_MBID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
_LONGEST_ID = 40
_TIME = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d")


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """Places in a line, from 0; None where the table does not have it."""

    user: int
    artist: int
    title: int | None = None
    plays: int | None = None
    """Without it, each line is one play."""
    artist_mbid: int | None = None

    @property
    def least(self) -> int:
        """How many cells a line must have."""
        return 1 + max(self.user, self.artist, self.title or 0, self.plays or 0)

    def mbid(self, cells: Sequence[str]) -> str:
        """Return the artist's MusicBrainz id, or nothing where the line has none that can be."""
        place = self.artist_mbid
        return _mbid(cells[place][:_LONGEST_ID]) if place is not None and place < len(cells) else ""


@lru_cache(maxsize=65_536)
def _mbid(text: str) -> str:
    text = text.strip()
    return text.lower() if _MBID.fullmatch(text) else ""


def with_heading(cells: Sequence[str]) -> Columns | None:
    """Tell the columns by their headings; None if user and artist are not among them."""
    said = ["".join(filter(str.isalnum, fold(cell))) for cell in cells]
    found = {
        what: next((said.index(name) for name in names if name in said), None)
        for what, names in _NAMES.items()
    }
    user, artist = found.pop("user"), found.pop("artist")
    return None if user is None or artist is None else Columns(user=user, artist=artist, **found)


def without_heading(lines: Sequence[Sequence[str]]) -> Columns | None:
    """Tell the columns by what is in most of the lines; None if no usual order fits.

    Usual are user, artist, plays; user, artist, title, plays; user, artist's MusicBrainz id,
    artist, plays; and user, time, artist's id, artist, track's id, track.
    """
    for columns, fits in _ORDERS:
        if lines and sum(map(fits, lines)) * 2 > len(lines):
            return columns
    return None


def _number(text: str) -> bool:
    return text.strip().isdecimal()


def _id(text: str) -> bool:
    return not text.strip() or _MBID.fullmatch(text.strip()) is not None


_ORDERS: tuple[tuple[Columns, Callable[[Sequence[str]], bool]], ...] = (
    (Columns(user=0, artist=1, plays=2), lambda c: len(c) == 3 and _number(c[2])),
    (Columns(user=0, artist_mbid=1, artist=2, plays=3),
     lambda c: len(c) == 4 and _number(c[3]) and _id(c[1])),
    (Columns(user=0, artist=1, title=2, plays=3), lambda c: len(c) == 4 and _number(c[3])),
    (Columns(user=0, artist_mbid=2, artist=3, title=5),
     lambda c: len(c) == 6 and _TIME.match(c[1]) is not None),
)  # fmt: skip
