"""What belongs together on paper and in sound: albums in order, works in movements, who runs on."""

from dataclasses import dataclass
from enum import StrEnum

from dj.units import TrackId


class Link(StrEnum):
    """How a track meets the next one of its album."""

    GAPLESS = "gapless"
    """The same sound goes on across the cut."""
    SEGUE = "segue"
    """Other music follows without a pause."""
    APART = "apart"
    """There is a pause, or an ending."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Neighbour:
    """The track that comes next on the album."""

    track_id: TrackId
    link: Link


@dataclass(frozen=True, slots=True, kw_only=True)
class Album:
    """Tracks that share an album, in its order."""

    title: str
    artist: str
    """The album's artist as tagged; empty if unknown."""
    tracks: tuple[TrackId, ...]
    """By disc and number; those without a number come last, by path."""
    missing: tuple[tuple[int, int], ...] = ()
    """(disc, number) of tracks that must exist, since a later one does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """A larger work of which at least two movements stand side by side on an album."""

    title: str
    movements: tuple[TrackId, ...]
    """In the album's order."""
    missing: tuple[int, ...] = ()
    """Numbers of movements that must exist, since a later one does."""
