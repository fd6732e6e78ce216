"""What searching a library gives, and what editors add to a song's own words."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from dj.model.track import Track
from dj.units import TrackId


@dataclass(frozen=True, slots=True, kw_only=True)
class Gloss:
    """What editors say of one song beside its tags; both are found."""

    track: Track | None = None
    """As editors have corrected it, if they have."""
    notes: tuple[str, ...] = ()
    """Their words on it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Glosses:
    """What editors say of songs, asked for only when it is needed."""

    digest: str = ""
    """Another one whenever they say something else."""
    of: Callable[[Sequence[Track]], Mapping[TrackId, Gloss]] = lambda _: {}
    """Give what is said of these tracks, as tagged; songs of which nothing is said are left out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A song that was found."""

    track: Track
    """As editors have corrected it."""
    score: float
    """How well the words fit, 0 to 1; nothing else counts."""
    because: str
    """What of it fits, in plain words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The songs that fit words best, the best first."""

    words: str
    """As they were asked for."""
    hits: tuple[Hit, ...]
    read_as: Mapping[str, str] = field(default_factory=dict)
    """Word that no song has → the word it was read as."""
    more: bool = False
    """There are others that fit less well."""
