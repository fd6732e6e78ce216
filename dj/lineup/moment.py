"""One listener at one moment, laid over the catalogue: all that signals and sources may ask.

Everything personal comes from a `Taste`; nothing is read that the taste does not say. The only
chance in a plan, `jitter`, is drawn here from the session's generator.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from itertools import repeat
from typing import Self

import numpy as np
from numpy.typing import NDArray

from dj.lineup.catalogue import Catalogue
from dj.model.brief import NO_BRIEF, Brief
from dj.model.daypart import target_energy
from dj.model.listening import Taste
from dj.units import TrackId

DAY_S = 86_400.0


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Moment:
    """A listener, a local time and the catalogue; arrays have one value per catalogue row."""

    catalogue: Catalogue
    taste: Taste
    at: datetime
    """The moment of the session, aware, on the listener's own clock."""
    energy: float
    """Energy that suits the hour, 0 to 1, before the show's arc."""
    plays: NDArray[np.int64]
    """Plays of 30 seconds or more."""
    skips: NDArray[np.int64]
    skip_rate: NDArray[np.float64]
    """Share of plays that were broken off, those near this hour weighing more, 0 to 1."""
    rested_s: NDArray[np.float64]
    """Seconds since the latest play, 0 or more; infinite if never heard."""
    known: NDArray[np.bool_]
    """True where it was heard before, though perhaps nobody knows when."""
    liking: NDArray[np.float64]
    """How much they like the track, 0 to 1; 0 where nothing is known."""
    liking_now: NDArray[np.float64]
    """How much they like it at this hour, 0 to 1."""
    saved: NDArray[np.bool_]
    """True where they keep it in a playlist."""
    jitter: NDArray[np.float64]
    """Uniform chance of the session, 0 to 1."""
    sounds: Mapping[str, float] = field(default_factory=dict)
    """Sounds that the show asks for → how much."""
    brief: Brief = NO_BRIEF
    """What is settled beyond the show's format."""

    @classmethod
    def of(
        cls,
        catalogue: Catalogue,
        taste: Taste,
        at: datetime,
        rng: np.random.Generator,
        sounds: Mapping[str, float] | None = None,
        brief: Brief = NO_BRIEF,
    ) -> Self:
        """Lay a listener's history over a catalogue; tracks that are not in it are left out."""
        plays, skips, rested_s = _history(catalogue, taste, at)
        return cls(
            catalogue=catalogue,
            taste=taste,
            at=at,
            energy=target_energy(taste, at),
            plays=plays,
            skips=skips,
            skip_rate=_skip_rate(catalogue, taste, plays, skips),
            rested_s=rested_s,
            known=(plays > 0) | (_marks(catalogue, taste.counted) > 0),
            liking=_share(catalogue, taste.affinity),
            liking_now=_share(catalogue, taste.hour_affinity),
            saved=_marks(catalogue, taste.saves) > 0,
            jitter=rng.random(len(catalogue)),
            sounds={**(sounds or {}), **brief.sounds},
            brief=brief,
        )

    @property
    def has_history(self) -> bool:
        """Tell whether enough is known to say what the listener has never heard."""
        return self.taste.tells_what_is_new

    def never_heard(self) -> NDArray[np.bool_]:
        """Mark tracks that a listener with a history has never heard, shape (n,)."""
        never: NDArray[np.bool_] = ~self.known & self.has_history
        return never

    def rest_days(self, usual: float) -> NDArray[np.float64]:
        """Days that each song rests between plays, `usual` where the taste says nothing."""
        told = self.taste.rest_days
        days = _spread(self.catalogue, _rows(self.catalogue, told), told.values(), usual)
        return np.where(np.isfinite(days) & (days > 0), days, usual)

    def share(self, values: Mapping[TrackId, float]) -> NDArray[np.float64]:
        """Lay values by track over the catalogue, 0 where there is none, shape (n,), 0 to 1."""
        return _share(self.catalogue, values)

    def marks(self, track_ids: Collection[TrackId]) -> NDArray[np.float64]:
        """Mark tracks with 1, all others with 0, shape (n,)."""
        return _marks(self.catalogue, track_ids)


def _rows(catalogue: Catalogue, track_ids: Collection[TrackId]) -> NDArray[np.int64]:
    """Row of each track; the row after the last for those not in the catalogue."""
    outside = len(catalogue)
    found = map(catalogue.row_of.get, track_ids, repeat(outside))
    return np.fromiter(found, np.int64, count=len(track_ids))


def _spread(
    catalogue: Catalogue, rows: NDArray[np.int64], values: Iterable[float], missing: float
) -> NDArray[np.float64]:
    """Put values in their rows, and `missing` in all others, shape (n,)."""
    column = np.full(len(catalogue) + 1, missing)
    column[rows] = np.fromiter(values, np.float64, count=rows.size)
    return column[:-1]


def _share(catalogue: Catalogue, values: Mapping[TrackId, float]) -> NDArray[np.float64]:
    column = _spread(catalogue, _rows(catalogue, values), values.values(), 0.0)
    return np.clip(np.nan_to_num(column, posinf=0.0), 0.0, 1.0)


def _marks(catalogue: Catalogue, track_ids: Collection[TrackId]) -> NDArray[np.float64]:
    return _share(catalogue, dict.fromkeys(track_ids, 1.0))


def _skip_rate(
    catalogue: Catalogue, taste: Taste, plays: NDArray[np.int64], skips: NDArray[np.int64]
) -> NDArray[np.float64]:
    """What the taste says; where it says nothing, all skips with one play of doubt."""
    rows, rates = _rows(catalogue, taste.skip_rates), taste.skip_rates.values()
    counted = skips / (plays + skips + 1.0)
    told = _spread(catalogue, rows, rates, np.nan)
    return np.clip(np.where(np.isfinite(told), told, counted), 0.0, 1.0)


def _history(
    catalogue: Catalogue, taste: Taste, at: datetime
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float64]]:
    rows, stats = _rows(catalogue, taste.plays), taste.plays.values()
    plays = _spread(catalogue, rows, [one.plays for one in stats], 0)
    skips = _spread(catalogue, rows, [one.skips for one in stats], 0)
    latest_s = _spread(catalogue, rows, [one.last_at.timestamp() for one in stats], -np.inf)
    told = {track_id: when for track_id, when in taste.counted.items() if when is not None}
    counted_s = [when.timestamp() for when in told.values()]
    latest_s = np.maximum(latest_s, _spread(catalogue, _rows(catalogue, told), counted_s, -np.inf))
    return plays.astype(np.int64), skips.astype(np.int64), np.maximum(0, at.timestamp() - latest_s)
