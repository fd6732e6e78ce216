"""The rankings of all sources become one: reciprocal rank fusion.

RRF = Σ weight ÷ (60 + rank) (Cormack, Clarke and Büttcher, SIGIR 2009). What each source gave to a
song's place is kept, so that an explanation can tell who proposed it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

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
    rows: Rows
    """Proposed rows, best first; equals as chance has it."""

    def proposals(self, rows: Rows) -> tuple[Mapping[str, float], ...]:
        """For each of some rows, which rise: source → what it gave, sources in order of name."""
        found: list[dict[str, float]] = [{} for _ in range(rows.size)]
        for one in sorted(self.rankings, key=lambda ranking: ranking.source):
            places = np.searchsorted(rows, one.rows)
            inside = np.flatnonzero(places < rows.size)
            inside = inside[rows[places[inside]] == one.rows[inside]]
            for place, share in zip(
                places[inside].tolist(), one.shares[inside].tolist(), strict=True
            ):
                own = found[place]
                own[one.source] = round(own.get(one.source, 0.0) + share, 9)
        return tuple(found)


def fuse(request: Request, show: Show, chance: Chance) -> Fused:
    """Ask the show's sources and fuse what they say.

    Raises:
        ConfigError: if the show names a source that does not exist.
    """
    rankings = [
        Ranking(source=name, rows=rows, shares=weight / np.arange(_FIRST, _FIRST + rows.size))
        for name, weight in weighed(show).items()
        for rows in SOURCES[name].rank(request)
    ]
    every = np.concatenate([np.zeros(0, np.int64), *(one.rows for one in rankings)])
    shares = np.concatenate([np.zeros(0), *(one.shares for one in rankings)])
    rows, where = np.unique(every, return_inverse=True)
    total = np.round(np.bincount(where, shares, minlength=rows.size), 12)
    order = np.lexsort((-chance[rows], -total))
    return Fused(rankings=rankings, rows=rows[order])


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
