"""What somebody has changed in a session by hand, and what shall stay when it is planned again."""

from dataclasses import dataclass

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Edits:
    """All changes; empty for a session as it was planned."""

    joins: tuple[JoinEdit, ...] = ()
    """At most one for each pair."""
    locked: tuple[tuple[int, TrackId], ...] = ()
    """(position, track): songs that keep their place when the rest is planned again."""

    def join(self, outgoing: TrackId, incoming: TrackId) -> JoinEdit | None:
        """Return the wish for a pair, if there is one."""
        pair = (outgoing, incoming)
        return next((e for e in self.joins if (e.outgoing, e.incoming) == pair), None)
