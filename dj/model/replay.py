"""Whether a session would be planned the same way again, and if not, since what."""

from dataclasses import dataclass

from dj.units import TrackId


@dataclass(frozen=True, slots=True, kw_only=True)
class Again:
    """One place of a session, planned again."""

    position: int
    """From 0."""
    track_id: TrackId | None
    """Song that plays there in the session; None beyond its end."""
    label: str
    now: TrackId | None
    """Song that would play there now; None if the plan is shorter now."""
    now_label: str
    says: str = ""
    """Why it is another one, in plain words; empty for the same choice."""

    @property
    def same(self) -> bool:
        """Tell whether it is the same choice."""
        return self.track_id == self.now


@dataclass(frozen=True, slots=True, kw_only=True)
class Replay:
    """A session planned again from its own record."""

    same_bytes: bool
    """True if the whole record of the plan is the same to the last byte."""
    places: tuple[Again, ...]
    changes: tuple[str, ...] = ()
    """What has changed since it was planned, in plain words."""

    @property
    def same_songs(self) -> bool:
        """Tell whether every place holds the same song."""
        return all(place.same for place in self.places)
