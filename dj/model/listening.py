"""Who listened to what, and what that says about their taste."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

import numpy as np
from numpy.typing import NDArray

from dj.units import TrackId


@dataclass(frozen=True, slots=True, kw_only=True)
class Listen:
    """One play, as a history file tells it. Fields no signal needs are dropped at parse time."""

    started_at: datetime
    """Start of the play, aware, UTC."""
    artist: str
    title: str
    album: str = ""
    played_ms: int | None = None
    """How long it was played; None if the source does not say."""
    duration_ms: int | None = None
    """Length of the recording as the source gives it."""
    skipped: bool | None = None
    """True if the source says that the listener skipped it."""
    ids: Mapping[str, str] = field(default_factory=dict)
    """External identifiers by name: ``mbid``, ``isrc``, ``spotify``."""
    source: str = ""
    """The importer's name."""
    track_id: TrackId | None = None
    """The track it was matched to, None while unmatched."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Save:
    """A track a listener keeps in a playlist: a quiet like."""

    artist: str
    title: str
    album: str = ""
    location: str = ""
    """Path or address in the playlist, if any."""
    playlist: str = ""
    ids: Mapping[str, str] = field(default_factory=dict)
    """External identifiers by name, as in `Listen`."""
    source: str = ""
    track_id: TrackId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlayStats:
    """One listener's history with one track."""

    plays: int
    """Plays of 30 seconds or more."""
    skips: int
    """Plays that ended before 30 seconds or were marked as skipped."""
    first_at: datetime
    """First play, aware, UTC."""
    last_at: datetime
    """Latest play, aware, UTC."""


ENOUGH_LISTENS = 100
"""Plays below which a history is a sample, and "you have not heard this" would be a guess."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Taste:
    """A snapshot of one listener's taste at one moment; without a history it is empty."""

    listener: str
    as_of: datetime
    """The moment it describes, aware, UTC; nothing later was used."""
    time_zone: str
    """IANA name of the listener's clock."""
    time_zone_inferred: bool
    """True if guessed from the quiet hours rather than set."""
    listens: int
    """Plays it was made from."""
    matched: int
    """Plays that belong to a track of the library."""
    plays: Mapping[TrackId, PlayStats] = field(default_factory=dict)
    saves: frozenset[TrackId] = frozenset()
    artist_affinity: Mapping[str, float] = field(default_factory=dict)
    """Folded artist name → 0 to 1, recency-weighted share relative to the most played."""
    affinity: Mapping[TrackId, float] = field(default_factory=dict)
    """Track → 0 to 1: recency and completion weighted liking."""
    hour_affinity: Mapping[TrackId, float] = field(default_factory=dict)
    """Track → 0 to 1: the same with plays near this hour of the day weighing more."""
    energy_mean: float = 0.5
    energy_sd: float = 0.2
    """Spread of the energies the listener plays, 0 to 1."""
    hour_energy: tuple[float, ...] = ()
    """Own deviation from `energy_mean` in units of `energy_sd`, by local hour 0–23; or empty."""
    hour_plays: tuple[float, ...] = ()
    """Effective number of plays behind each hour (kernel ±1.5 h), 24 values; or empty."""
    modes: NDArray[np.float32] = field(
        default_factory=lambda: np.zeros((0, 0), np.float32), compare=False, repr=False
    )
    """Centres of taste in style space, float32, shape (modes, d), unit rows, heaviest first."""
    mode_weights: tuple[float, ...] = ()
    """Share of each mode, summing to 1."""

    @property
    def tells_what_is_new(self) -> bool:
        """Tell whether the history is long enough to call a song unheard: a few plays are not."""
        return self.listens >= ENOUGH_LISTENS
