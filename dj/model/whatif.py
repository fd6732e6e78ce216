"""What a session would be without some of what made it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from dj.units import TrackId


@dataclass(frozen=True, slots=True, kw_only=True)
class Played:
    """A song in a place, with what spoke for it."""

    position: int
    """From 0."""
    track_id: TrackId
    label: str
    score: float
    """The sum of `signals`."""
    signals: Mapping[str, float] = field(default_factory=dict)
    """Signal → contribution to the score."""
    sources: tuple[str, ...] = ()
    """Sources that proposed it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """How far two programmes differ."""

    places: float
    """Share of the places of the longer one that hold another song, 0 to 1."""
    songs: float
    """Share of the songs of the longer one that the other does not play, 0 to 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Alternative:
    """A session as it is beside the same session planned otherwise."""

    without: tuple[str, ...] = ()
    """What was taken away, by name; empty if only the seed is another."""
    seed: int
    other_seed: int
    """Seed of the other programme; the same where something was taken away."""
    before: tuple[Played, ...]
    after: tuple[Played, ...]
    differs: Difference
    by_chance: Difference | None = None
    """What another seed alone changes, the mean of `seeds_tried`; None if none was tried."""
    seeds_tried: int = 0
    notes: tuple[str, ...] = ()
    """What a reader must know to judge it, in plain words."""

    @property
    def gone(self) -> tuple[Played, ...]:
        """Songs that would not play."""
        kept = {song.track_id for song in self.after}
        return tuple(song for song in self.before if song.track_id not in kept)

    @property
    def come(self) -> tuple[Played, ...]:
        """Songs that would play in their stead."""
        there = {song.track_id for song in self.before}
        return tuple(song for song in self.after if song.track_id not in there)
