"""One listener at one moment, laid over the catalogue: all that signals and sources may ask.

Everything personal comes from a `Taste`; nothing is read that the taste does not say. The only
chance in a plan, `jitter`, is drawn here from the session's generator. What is known of a listener
is a few thousand songs, however large the catalogue: columns are sparse, and cost as much.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from itertools import repeat
from operator import attrgetter
from typing import Any, Self

import numpy as np
from numpy.typing import DTypeLike, NDArray

from dj.lineup.catalogue import Catalogue
from dj.lineup.chance import Chance
from dj.lineup.sparse import Sparse, union
from dj.model.brief import NO_BRIEF, Brief
from dj.model.daypart import target_energy
from dj.model.listening import PlayStats, Taste
from dj.units import TrackId

DAY_S = 86_400.0


@dataclass(frozen=True, kw_only=True, eq=False)
class Moment:
    """A listener, a local time and the catalogue; columns have one value per catalogue row."""

    catalogue: Catalogue
    taste: Taste
    at: datetime
    """The moment of the session, aware, on the listener's own clock."""
    energy: float
    """Energy that suits the hour, 0 to 1, before the show's arc."""
    plays: Sparse
    """Plays of 30 seconds or more."""
    skips: Sparse
    skip_rate: Sparse
    """Share of plays that were broken off, those near this hour weighing more, 0 to 1."""
    rested_s: Sparse
    """Seconds since the latest play, 0 or more; infinite if never heard."""
    known: Sparse
    """True where it was heard before, though perhaps nobody knows when."""
    liking: Sparse
    """How much they like the track, 0 to 1; 0 where nothing is known."""
    liking_now: Sparse
    """How much they like it at this hour, 0 to 1."""
    saved: Sparse
    """True where they keep it in a playlist."""
    jitter: Chance
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
        history = _History(catalogue, taste)
        return cls(
            catalogue=catalogue,
            taste=taste,
            at=at,
            energy=target_energy(taste, at) if brief.energy is None else brief.energy,
            plays=history.plays,
            skips=history.skips,
            skip_rate=history.skip_rate(),
            rested_s=history.rested_s(at),
            known=history.known(),
            liking=_share(catalogue, taste.affinity),
            liking_now=_share(catalogue, taste.hour_affinity),
            saved=_marks(catalogue, taste.saves),
            jitter=Chance(rng, len(catalogue)),
            sounds={**(sounds or {}), **brief.sounds},
            brief=brief,
        )

    @property
    def has_history(self) -> bool:
        """Tell whether enough is known to say what the listener has never heard."""
        return self.taste.tells_what_is_new

    @cached_property
    def similar(self) -> Sparse:
        """How much listeners with a like taste play the track, 0 to 1."""
        return self.share(self.taste.similar)

    @cached_property
    def heard_artists(self) -> NDArray[np.bool_]:
        """Mark the names of `Catalogue.artists` that the listener has heard, shape (names,)."""
        return self.catalogue.artists.marked(self.taste.heard_artists)

    def never_heard(self) -> NDArray[np.bool_]:
        """Mark tracks that a listener with a history has never heard, shape (n,)."""
        never = np.full(len(self.catalogue), self.has_history)
        never[self.known.rows[self.known.values]] = False
        return never

    def rest_days(self, usual: float) -> Sparse:
        """Days that each song rests between plays, `usual` where the taste says nothing."""
        told = self.taste.rest_days
        days = Sparse.of(self.catalogue.rows_of(told), told.values(), usual, len(self.catalogue))
        sure = np.isfinite(days.values) & (days.values > 0)
        return days.with_values(np.where(sure, days.values, usual), usual)

    def share(self, values: Mapping[TrackId, float]) -> Sparse:
        """Lay values by track over the catalogue, 0 where there is none, each 0 to 1."""
        return _share(self.catalogue, values)

    def marks(self, track_ids: Collection[TrackId]) -> Sparse:
        """Mark tracks with 1, all others with 0."""
        marked = _marks(self.catalogue, track_ids)
        return marked.with_values(marked.values.astype(np.float64), 0.0)


class _History:
    """What a taste says of single songs: one value for each row that it says something of."""

    def __init__(self, catalogue: Catalogue, taste: Taste) -> None:
        self.taste = taste
        self._tracks = list({**taste.plays, **taste.counted, **taste.skip_rates})
        found = catalogue.rows_of(self._tracks)
        inside = np.flatnonzero(found < len(catalogue))
        self._order = inside[np.argsort(found[inside])]
        self._rows, self._size = found[self._order], len(catalogue)
        self.plays = self._column(self._played(attrgetter("plays"), np.int64), 0)
        self.skips = self._column(self._played(attrgetter("skips"), np.int64), 0)

    def _column(self, values: NDArray[Any], usual: float) -> Sparse:
        """Lay out values in the order of the tracks."""
        return Sparse(self._rows, values[self._order], usual, self._size)

    def _played(
        self, of: Callable[[PlayStats], float], dtype: DTypeLike, usual: float = 0
    ) -> NDArray[Any]:
        """Read a value of every track that was played; these are the first of all tracks."""
        plays = self.taste.plays
        values = np.full(len(self._tracks), usual, dtype)
        values[: len(plays)] = np.fromiter(map(of, plays.values()), dtype, count=len(plays))
        return values

    def skip_rate(self) -> Sparse:
        """What the taste says; where it says nothing, all skips with one play of doubt."""
        said = map(self.taste.skip_rates.get, self._tracks, repeat(np.nan))
        rates = self._column(np.fromiter(said, np.float64, count=len(self._tracks)), 0.0)
        counted = self.skips.values / (self.plays.values + self.skips.values + 1.0)
        told = np.where(np.isfinite(rates.values), rates.values, counted)
        return rates.with_values(np.clip(told, 0.0, 1.0), 0.0)

    def rested_s(self, at: datetime) -> Sparse:
        """Seconds since the latest play that anybody knows of."""
        latest_s = self._played(lambda one: one.last_at.timestamp(), np.float64, -np.inf)
        if self.taste.counted:
            counted = map(self.taste.counted.get, self._tracks)
            told = [when.timestamp() if when else -np.inf for when in counted]
            latest_s = np.maximum(latest_s, told)
        latest = self._column(latest_s, np.inf)
        return latest.with_values(np.maximum(0.0, at.timestamp() - latest.values), np.inf)

    def known(self) -> Sparse:
        """Mark what was heard, though perhaps nobody knows when."""
        said = map(self.taste.counted.__contains__, self._tracks)
        counted = self._column(np.fromiter(said, np.bool_, count=len(self._tracks)), 0)
        return counted.with_values((self.plays.values > 0) | counted.values, usual=False)


def _share(catalogue: Catalogue, values: Mapping[TrackId, float]) -> Sparse:
    rows = catalogue.rows_of(values.keys())
    told = Sparse.of(rows, values.values(), 0.0, len(catalogue))
    return told.with_values(np.clip(np.nan_to_num(told.values, posinf=0.0), 0.0, 1.0), 0.0)


def _marks(catalogue: Catalogue, track_ids: Collection[TrackId]) -> Sparse:
    rows = catalogue.rows_of(track_ids)
    rows = union(rows[rows < len(catalogue)])
    return Sparse(rows, np.ones(rows.size, np.bool_), usual=False, size=len(catalogue))
