"""Several mixes of one library, each of one kind of music, made for one listener."""

from dataclasses import dataclass
from enum import StrEnum

from dj.units import TrackId


class MixKind(StrEnum):
    """What holds a mix together."""

    GENRE = "genre"
    ERA = "era"
    MOOD = "mood"
    ARTIST = "artist"
    """Songs by an artist, and those that sound most like theirs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mix:
    """Songs that belong together, under a name that is true of them."""

    name: str
    """Short name: words joined by hyphens."""
    title: str
    """For people, such as ``Your 1990s``."""
    kind: MixKind
    why: str
    """What is true of its songs, with the numbers behind it."""
    tracks: tuple[TrackId, ...]
    """Its songs, those that suit the listener best first."""
    distance: float
    """Mean distance between two of its songs, 1 − cosine; 0 if nothing is known of their sound."""
    usual_distance: float
    """The same of the whole library."""
