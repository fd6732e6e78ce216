"""What one session is to be made of, beyond the format of its show: all in tracks, nothing to read.

`Asked` is what a person asked for; a `Brief` is what that means in this library, now.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from dj.units import TrackId


class SeedKind(StrEnum):
    """What a radio grows from."""

    TRACK = "track"
    ARTIST = "artist"
    TAG = "tag"


@dataclass(frozen=True, slots=True, kw_only=True)
class Seed:
    """One thing a radio grows from."""

    kind: SeedKind
    name: str
    """Track id, artist or tag, as the library writes it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What was asked for beside the show; empty for most sessions."""

    words: str = ""
    """A wish in plain words, such as ``mellow 90s latin, no rap``."""
    seeds: tuple[Seed, ...] = ()
    after: tuple[TrackId, ...] = ()
    """Songs that have just ended, the last one last: what follows continues them."""
    mix: str = ""
    """Name of one of several mixes that the show makes."""
    pool: str = ""
    """Name of an editors' pool, where the show leaves it open."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """What is settled before songs are chosen; empty for a show that chooses freely."""

    pins: Mapping[int, TrackId] = field(default_factory=dict)
    """Position → track that plays there, whatever its other merits."""
    count: int | None = None
    """Number of songs; None takes as many as fill the length."""
    only: frozenset[TrackId] | None = None
    """The only tracks that may play; None means all."""
    without: frozenset[TrackId] = frozenset()
    """Tracks that shall not play."""
    must: frozenset[TrackId] = frozenset()
    """Tracks that play somewhere, as far as rules and length allow."""
    first: frozenset[TrackId] = frozenset()
    """One of these plays first, if any may play."""
    last: frozenset[TrackId] = frozenset()
    """One of these plays last, if any may play."""
    order: tuple[TrackId, ...] = ()
    """If given, these play in this order, and nothing else; what may not play is left out."""
    seeds: Mapping[TrackId, float] = field(default_factory=dict)
    """Songs it grows from → weight, above 0; they need not play."""
    before: tuple[TrackId, ...] = ()
    """Songs that were played just before, the last one last: the first song joins on to it."""
    editors: Mapping[TrackId, str] = field(default_factory=dict)
    """Track that an editor stands for now → title of the pool."""
    works: tuple[tuple[TrackId, ...], ...] = ()
    """Tracks that play together and in this order, or not at all."""
    energy: float | None = None
    """Energy to aim at before the show's arc, 0 to 1; None lets the hour decide."""
    lean: Mapping[str, float] = field(default_factory=dict)
    """Signal → factor on its weight, for this session alone."""
    sounds: Mapping[str, float] = field(default_factory=dict)
    """Sounds wished for, beside those of the show, each 0 to 1."""
    wish: Mapping[TrackId, float] = field(default_factory=dict)
    """Track → how far it is what would be nice, 0 to 1; those that are not at all are left out."""
    answers: bool = False
    """True if all songs that may play are what was asked for, not just none that was refused."""
    notes: tuple[str, ...] = ()
    """What was understood, and what could not be done, in plain words."""


NO_BRIEF = Brief()
