"""What is kept of a song so that words find it."""

from dataclasses import dataclass

from dj.units import TrackId

VERSION = "1"
"""Raised whenever words are read or kept in another way."""
FIELDS = ("title", "artist", "album", "genre", "work", "language", "year", "note", "pieces")
"""Columns of words, in the order in which a song's words are kept."""
TITLE, ARTIST, ALBUM = "t", "a", "b"
"""Kinds of whole names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What is kept of one song."""

    track_id: TrackId
    gloss: int
    """Checksum of what editors say of it; 0 if they say nothing."""
    words: tuple[str, ...]
    """Its words by field, in the order of `FIELDS`, a space between two."""
    names: frozenset[tuple[str, str]]
    """Kind and whole name, without spaces."""


@dataclass(frozen=True, slots=True)
class Row:
    """A song that has words that were looked for."""

    track_id: TrackId
    gloss: int
    """Checksum of what editors say of it; 0 if they say nothing."""
    said: tuple[str, ...]
    """Its words by field, in the order of `FIELDS`."""

    @property
    def title(self) -> str:
        """The words of its title."""
        return self.said[0]
