"""The rankings of all sources become one: reciprocal rank fusion.

RRF = Σ weight ÷ (60 + rank) (Cormack, Clarke and Büttcher, SIGIR 2009). What each source gave to a
song's place is kept, so that an explanation can tell who proposed it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import overload

import numpy as np

from dj.errors import ConfigError
from dj.lineup.chance import Chance
from dj.lineup.signals import Rows, Values
from dj.lineup.sources import SOURCES, Request
from dj.model.show import Show

RRF_K = 60.0
_FIRST = RRF_K + 1.0


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Ranking:
    """Songs that a source proposes, best first."""

    source: str
    rows: Rows
    shares: Values
    """What it gives to each, weight ÷ (60 + rank)."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Fused:
    """All proposals together."""

    rankings: Sequence[Ranking]
    proposed: Rows
    """Rows that anybody proposed, rising."""
    where: Rows
    """Place in `proposed` of each row of each ranking, one ranking after the other."""
    rows: Rows
    """The best of them, best first; equals as chance has it."""

    def proposals(self, rows: Rows) -> "Proposals":
        """Find who proposed some rows, which rise."""
        known = np.flatnonzero(np.isin(rows, self.proposed, assume_unique=True))
        place_of = np.full(self.proposed.size, -1)
        place_of[np.searchsorted(self.proposed, rows[known])] = known
        return Proposals(self.rankings, place_of[self.where], rows.size)


class Proposals(Sequence[Mapping[str, float]]):
    """For each of some songs: source → what it gave, sources in order of name."""

    def __init__(self, rankings: Sequence[Ranking], places: Rows, size: int) -> None:
        """Sort what rankings say, one after the other, by songs numbered below `size`.

        Args:
            rankings: What sources say.
            places: Number of the song that each row of each ranking is, −1 for others.
            size: How many songs there are.
        """
        self._names = sorted({one.source for one in rankings})
        named = np.repeat(np.array([self._names.index(one.source) for one in rankings], np.int64),
                          [one.rows.size for one in rankings])  # fmt: skip
        inside = np.flatnonzero(places >= 0)
        turn = places[inside] * len(self._names) + named[inside]
        inside = inside[np.argsort(turn, kind="stable")]
        self._named, self._shares = named[inside], _joined(rankings)[1][inside]
        self._start = np.searchsorted(places[inside], np.arange(size + 1))

    @overload
    def __getitem__(self, place: int) -> Mapping[str, float]: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Mapping[str, float]]: ...
    def __getitem__(
        self, place: int | slice
    ) -> Mapping[str, float] | Sequence[Mapping[str, float]]:
        """Say who proposed a row, or some."""
        if isinstance(place, slice):
            return tuple(self[one] for one in range(*place.indices(len(self))))
        row = range(len(self))[place]
        part = slice(self._start[row], self._start[row + 1])
        own: dict[str, float] = {}
        for named, share in zip(
            self._named[part].tolist(), self._shares[part].tolist(), strict=True
        ):
            source = self._names[named]
            own[source] = round(own.get(source, 0.0) + share, 9)
        return own

    def __len__(self) -> int:
        """Count the rows."""
        return self._start.size - 1


def fuse(request: Request, show: Show, chance: Chance, most: int) -> Fused:
    """Ask the show's sources and fuse what they say, down to the `most` best songs.

    Raises:
        ConfigError: if the show names a source that does not exist.
    """
    rankings = [
        Ranking(source=name, rows=rows, shares=weight / np.arange(_FIRST, _FIRST + rows.size))
        for name, weight in weighed(show).items()
        for rows in SOURCES[name].rank(request)
    ]
    every, shares = _joined(rankings)
    proposed, where = np.unique(every, return_inverse=True)
    rows = proposed
    total = np.round(np.bincount(where, shares, minlength=rows.size), 12)
    if rows.size > most:
        last = rows.size - most
        best = total >= np.partition(total, last)[last]
        rows, total = rows[best], total[best]
    order = np.lexsort((-chance[rows], -total))[:most]
    return Fused(rankings=rankings, proposed=proposed, where=where, rows=rows[order])


def _joined(rankings: Sequence[Ranking]) -> tuple[Rows, Values]:
    """Rows and shares of all rankings, one after the other."""
    rows = np.concatenate([np.zeros(0, np.int64), *(one.rows for one in rankings)])
    return rows, np.concatenate([np.zeros(0), *(one.shares for one in rankings)])


def weighed(show: Show) -> dict[str, float]:
    """Sources of a show with their weights; those of weight 0 are left out.

    Raises:
        ConfigError: if it names a source that does not exist.
    """
    for field, names in (("seeds", show.seeds), ("pulls", show.pulls)):
        if unknown := sorted(set(names) - set(SOURCES)):
            raise ConfigError(
                f"there is no source {unknown[0]!r}; known: {', '.join(SOURCES)}.",
                where=f"show {show.name}: {field}",
                hint="Check the spelling.",
            )
    weights = {name: show.pulls.get(name, 1.0) for name in show.seeds or SOURCES}
    return {name: weight for name, weight in weights.items() if weight > 0}
