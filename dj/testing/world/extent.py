"""How large a world is, and how long its listeners are watched."""

from dataclasses import dataclass
from datetime import UTC, datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Extent:
    """Sizes of a world; the usual ones are those of the acceptance tests."""

    artists: int = 5_000
    tracks: int = 50_000
    listeners: int = 500
    days: int = 365
    """Length of every listener's history."""
    until: datetime = datetime(2026, 11, 1, tzinfo=UTC)
    """End of the histories, aware; nobody plays later."""
    featured: float = 0.5
    """Share of the tracks whose sound was measured; the others have names alone."""
    popularity_exponent: float = 1.1
    """Zipf's exponent of the artists' popularity, 1.0 to 1.2 in published data."""

    def __post_init__(self) -> None:
        """Refuse a world that cannot be."""
        if self.until.tzinfo is None:
            msg = "until must be an aware date and time"
            raise ValueError(msg)
        if not 4 <= self.artists <= self.tracks or self.listeners < 1 or self.days < 1:
            msg = f"a world needs 4 artists with a track each, a listener and a day, not {self!r}"
            raise ValueError(msg)
