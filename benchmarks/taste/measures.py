"""How good fifty proposals were, and how sure we are of a difference."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from benchmarks.taste.days import Day, Plays, artists_before

RESAMPLES = 2_000


@dataclass(slots=True, eq=False)
class Tally:
    """What one way of proposing reached for one listener, day by day."""

    recall: list[float] = field(default_factory=list)
    ndcg: list[float] = field(default_factory=list)
    new_artists: list[float] = field(default_factory=list)
    seen: set[int] = field(default_factory=set)
    """Rows proposed on any day."""
    offered: int = 0
    """Proposals by artists never heard before."""
    met: int = 0
    """Those of them that were heard that very day."""
    pleasing: list[float] = field(default_factory=list)
    """True chance that a proposal pleases, a mean for each day; of invented listeners."""
    pleasing_new: list[float] = field(default_factory=list)
    """The same of songs never heard before, on days on which any were proposed."""

    def add(self, rows: Sequence[int], plays: Plays, day: Day, known: frozenset[str]) -> None:
        """Judge one day's proposals."""
        hits = [row in day.truth for row in rows]
        self.recall.append(sum(hits) / min(len(rows) or 1, len(day.truth)))
        self.ndcg.append(_ndcg(hits, len(day.truth)))
        fresh = [hit for row, hit in zip(rows, hits, strict=True) if plays.artist[row] not in known]
        self.new_artists.append(len(fresh) / len(rows) if rows else 0.0)
        self.offered += len(fresh)
        self.met += sum(fresh)
        self.seen.update(rows)

    def add_truth(self, chances: NDArray[np.float64], rows: Sequence[int], day: Day) -> None:
        """Note how the proposals would truly please."""
        if rows:
            self.pleasing.append(float(chances.mean()))
        fresh = np.array([row not in day.heard for row in rows], np.bool_)
        if fresh.any():
            self.pleasing_new.append(float(chances[fresh].mean()))


def known_artists(plays: Plays, day: Day) -> frozenset[str]:
    """Name the artists heard before a day."""
    return artists_before(plays, day.plays)


def _ndcg(hits: Sequence[bool], wanted: int) -> float:
    gain = sum(1.0 / math.log2(place + 2) for place, hit in enumerate(hits) if hit)
    ideal = sum(1.0 / math.log2(place + 2) for place in range(min(wanted, len(hits))))
    return gain / ideal if ideal else 0.0


def interval(differences: Sequence[float], seed: int = 1) -> tuple[float, float, float]:
    """Mean of paired differences with its 95 % bootstrap interval: mean, low, high."""
    values = np.asarray(differences, np.float64)
    if not values.size:
        return math.nan, math.nan, math.nan
    rng = np.random.default_rng(seed)
    means = values[rng.integers(0, values.size, (RESAMPLES, values.size))].mean(axis=1)
    low, high = np.quantile(means, [0.025, 0.975])
    return float(values.mean()), float(low), float(high)
