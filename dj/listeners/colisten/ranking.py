"""Two orders of what a listener has not played yet: the familiar way and the way of discovery.

``familiar`` fuses item-kNN and factors (u·v): what people like this listener play most.
``discovery`` asks for the neighbours of the mean direction of what was played: less often right,
but from all over the catalogue, where u·v sees only its well-known part.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dj.listeners.colisten.factors import fold_in
from dj.listeners.colisten.level import Level
from dj.listeners.colisten.neighbours import scores

DEPTH = 1000
"""Items that a ranking holds at most."""
RRF_K = 60.0
"""Reciprocal rank fusion (Cormack et al. 2009): an item gets 1 / (60 + rank) from each order."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Heard:
    """What a listener has played, as item numbers."""

    liked: NDArray[np.int64]
    """From which taste is told."""
    known: NDArray[np.int64]
    """Which are not proposed; `liked` and more."""


Ranked = tuple[NDArray[np.int64], NDArray[np.float64]]
"""Items, best first, and how strongly each is meant, 1 (first in every order) down to 0."""


def familiar(level: Level, heard: Heard) -> Ranked:
    """Rank by what similar listeners play."""
    return fused([by_neighbours(level, heard), by_factors(level, heard)], level.size)


def discovery(level: Level, heard: Heard) -> Ranked:
    """Rank by nearness to the mean of what was heard, well known or not."""
    return fused([by_direction(level, heard)], level.size)


def by_neighbours(level: Level, heard: Heard) -> NDArray[np.int64]:
    """Items by similarity to those heard, best first."""
    return _best(scores(level.near, heard.liked), heard.known)


def by_factors(level: Level, heard: Heard) -> NDArray[np.int64]:
    """Items by inner product with the listener folded in, best first."""
    vector = fold_in(level.vectors[heard.liked], level.gram).astype(np.float32)
    # einsum, since a threaded product would round differently on another machine.
    return _best(np.einsum("ij,j->i", level.vectors, vector), heard.known)


def by_direction(level: Level, heard: Heard) -> NDArray[np.int64]:
    """Items by cosine with the mean of the unit vectors of those heard, best first."""
    mean = (level.vectors[heard.liked] / level.lengths[heard.liked, None]).sum(axis=0)
    return _best(np.einsum("ij,j->i", level.vectors, mean) / level.lengths, heard.known)


def _best(values: NDArray[np.floating], known: NDArray[np.int64]) -> NDArray[np.int64]:
    """Number the items with the highest values above 0, of those not known."""
    values = np.where(values > 0, values, 0)
    values[known] = 0
    count = min(DEPTH, len(values))
    top = np.sort(np.argpartition(-values, count - 1)[:count]) if count else np.zeros(0, np.int64)
    top = top[values[top] > 0]
    order: NDArray[np.int64] = top[np.argsort(-values[top], kind="stable")]
    return order


def fused(orders: list[NDArray[np.int64]], size: int) -> Ranked:
    """Fuse orders of items into one; `size` is the number of all items."""
    total = np.zeros(size)
    for order in orders:
        total[order] += 1 / (RRF_K + 1 + np.arange(len(order)))
    found = np.flatnonzero(total)
    best = found[np.argsort(-total[found], kind="stable")][:DEPTH]
    return best, total[best] * (RRF_K + 1) / max(1, len(orders))
