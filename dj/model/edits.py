"""What somebody has changed in a session by hand, and what shall stay when it is planned again."""

from dataclasses import dataclass
from enum import StrEnum

from dj.model.timeline import JoinKind
from dj.units import TrackId


@dataclass(frozen=True, slots=True, kw_only=True)
class JoinEdit:
    """A wish for how two songs meet. It holds wherever the one follows the other."""

    outgoing: TrackId
    incoming: TrackId
    kind: JoinKind | None = None
    """None leaves the kind to the planner."""
    length_s: float | None = None
    """Overlap, or pause of a gap, seconds, 0 or more; None leaves it to the planner."""


class Kinds(StrEnum):
    """What tells one kind of music from another when a listener wants something else."""

    STYLE = "style"
    """How it sounds: the centres of the listener's taste; a kind is named by a song of it."""
    DECADE = "decade"
    """When it was released; a kind is named by the decade's first year."""
    ENERGY = "energy"
    """How much energy it has; the kinds are ``calm`` and ``lively``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """Where a session turned to another kind of music because the listener asked for it."""

    position: int
    """First song of the other kind, from 0."""
    by: Kinds
    left: str
    """The kind that was left, by its name among the kinds."""
    to: str
    """The kind that came."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Edits:
    """All changes; empty for a session as it was planned."""

    joins: tuple[JoinEdit, ...] = ()
    """At most one for each pair."""
    locked: tuple[tuple[int, TrackId], ...] = ()
    """(position, track): songs that keep their place when the rest is planned again."""
    turns: tuple[Turn, ...] = ()
    """Turns to another kind of music, in order of position; the last one holds to the end."""
    placed: tuple[TrackId, ...] = ()
    """Songs that were put in by hand, and are there."""
    removed: tuple[TrackId, ...] = ()
    """Songs that were taken out by hand, and are not there."""
    began_as: str = ""
    """Id of the session before its first edit; empty if it was never edited."""

    def join(self, outgoing: TrackId, incoming: TrackId) -> JoinEdit | None:
        """Return the wish for a pair, if there is one."""
        pair = (outgoing, incoming)
        return next((e for e in self.joins if (e.outgoing, e.incoming) == pair), None)
