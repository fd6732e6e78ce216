"""The question the sequencer answers: which N of P songs, in which order, cost least.

    cost = Σ position[p, i] + Σ join[i, j] + length + mean energy + Σ quotas

`apart` holds all hard rules between two songs in one number: how many positions they must lie from
each other. A song must lie N from itself, so that none plays twice. Pins hold a song in a place,
`offered` says which songs may stand where at all, and a work plays whole: each movement stands
right behind the one before it. A song is one place in the programme even as part of a work, so
that pins, clock and arc mean the same whatever plays.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float64]
Order = NDArray[np.int64]
Pairs = NDArray[np.bool_]

LENGTH_FREE_S = 15.0
"""Seconds of deviation from the length that cost nothing."""
LENGTH_S_PER_COST = 60.0
"""Seconds beyond it that cost 1."""
QUOTA_COST = 2.0
"""Cost of each song by which a quota is missed."""
TORN_COST = 1e4
"""What local search takes a torn work for: dearer than any order, and still exact to 1e-9."""

MEAN_ENERGY_FREE = 0.01
"""Deviation of the mean energy that costs nothing."""
MEAN_ENERGY_COST = 20.0
"""Cost of a mean energy one whole range away: single songs may stray, the hour may not."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Quota:
    """How many songs of a kind a programme wants."""

    marks: Pairs
    """Songs of the kind, shape (P,)."""
    least: int
    most: int
    cost: float = QUOTA_COST
    """Cost of each song by which the number is missed."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Problem:
    """One instance: N positions, P songs."""

    position: Matrix
    """Cost of a song in a place, shape (N, P), 0 or more."""
    join: Matrix
    """Cost of one song after another, shape (P, P), row = before, column = after, 0 or more."""
    apart: NDArray[np.int16]
    """Least distance in positions between two songs, shape (P, P), symmetric, 1 to N."""
    play_s: NDArray[np.float64]
    """Seconds each song plays, shape (P,)."""
    energy: NDArray[np.float64]
    """Energy of each song, 0 to 1, shape (P,)."""
    mean_energy: float
    """Mean energy wanted."""
    length_s: float | None
    """Length wanted; None if any will do."""
    join_s: float = 0.0
    """Seconds that each join adds (above 0) or takes (below 0)."""
    quotas: tuple[Quota, ...] = ()
    pins: Mapping[int, int]
    """Position → song."""
    works: tuple[tuple[int, ...], ...] = ()
    """Songs that play in a row and in this order, or not at all; each in one work at most."""
    offered: Pairs | None = None
    """Which song may stand where, shape (N, P); None means any anywhere."""

    @property
    def songs(self) -> int:
        """How many positions there are, N."""
        return int(self.position.shape[0])

    @property
    def pool(self) -> int:
        """How many songs there are, P."""
        return int(self.position.shape[1])

    @cached_property
    def allowed(self) -> Pairs:
        """Which song may stand where, as far as offers, pins and works decide, shape (N, P)."""
        everywhere = np.ones(self.position.shape, np.bool_)
        allowed = everywhere if self.offered is None else self.offered.copy()
        for pinned, song in self.pins.items():
            allowed &= self.apart[song][None, :] <= self.distance[pinned][:, None]
        for pinned, song in self.pins.items():
            allowed[pinned] = False
            allowed[pinned, song] = True
        for work in self.works:
            _keep_whole(allowed, work)
        return allowed

    @cached_property
    def distance(self) -> NDArray[np.int16]:
        """How far places are from each other, shape (N, N)."""
        places = np.arange(self.songs, dtype=np.int16)
        away: NDArray[np.int16] = np.abs(places[:, None] - places[None, :])
        return away

    @cached_property
    def placed(self) -> Matrix:
        """Cost of a song in a place, infinite where it may not stand, shape (N, P)."""
        return np.where(self.allowed, self.position, np.inf)

    @cached_property
    def torn(self) -> Pairs:
        """Neighbours between which a work is torn apart, shape (P, P), row = before."""
        torn = np.zeros(self.join.shape, np.bool_)
        for work in self.works:
            torn[list(work[:-1]), :] = True
            torn[:, list(work[1:])] = True
        for work in self.works:
            for before, after in pairwise(work):
                torn[before, after] = False
        return torn

    @cached_property
    def part(self) -> NDArray[np.int64]:
        """Number of the work that each song belongs to, −1 for none, shape (P,)."""
        part = np.full(self.pool, -1, np.int64)
        for number, work in enumerate(self.works):
            part[list(work)] = number
        return part

    @cached_property
    def step(self) -> Matrix:
        """Cost of a join, infinite where two songs may not be neighbours, shape (P, P)."""
        return np.where((self.apart > 1) | self.torn, np.inf, self.join)

    @cached_property
    def stiff(self) -> Matrix:
        """Cost of a join, very dear where it tears a work, shape (P, P)."""
        return self.join + TORN_COST * self.torn if self.works else self.join

    @cached_property
    def whole(self) -> Pairs:
        """Pairs of songs of which only one may play at all, shape (P, P)."""
        whole: Pairs = self.apart >= self.songs
        return whole

    @cached_property
    def reach(self) -> int:
        """Greatest distance that a rule asks for, short of the whole programme."""
        return int(np.where(self.whole, 1, self.apart).max(initial=1))

    @cached_property
    def marks(self) -> Matrix:
        """Songs of each quota's kind as numbers, shape (K, P)."""
        marked = [quota.marks.astype(np.float64) for quota in self.quotas]
        return np.array(marked).reshape(len(marked), self.pool)

    @cached_property
    def bands(self) -> tuple[Matrix, Matrix, Matrix]:
        """Least and greatest number and cost of each quota, each of shape (K,)."""
        table = np.array([(one.least, one.most, one.cost) for one in self.quotas], np.float64)
        least, most, cost = table.reshape(-1, 3).T
        return least, most, cost

    def cost(self, order: Order) -> float:
        """Cost of an order, shape (N,), whether or not it keeps the hard rules."""
        places = np.arange(order.size)
        fixed = self.position[places, order].sum() + self.join[order[:-1], order[1:]].sum()
        shape = self.shape_cost(self.length_of(order), self.energy[order].sum())
        return float(fixed + shape + self.quota_cost(self.counts(order)))

    def length_of(self, order: Order) -> float:
        """Expected seconds of a programme."""
        return float(self.play_s[order].sum() + self.join_s * max(0, order.size - 1))

    def counts(self, order: Order) -> Matrix:
        """Number of songs of each quota's kind, shape (K,)."""
        return np.asarray(self.marks[:, order].sum(axis=1))

    def shape_cost(self, length_s: float | Matrix, energy: float | Matrix) -> Matrix:
        """Cost of expected seconds and of the sum of energies, which no single place sees."""
        astray = np.abs(energy / self.songs - self.mean_energy) - MEAN_ENERGY_FREE
        total: Matrix = MEAN_ENERGY_COST * np.maximum(0.0, astray)
        if self.length_s is not None:
            over = np.maximum(0.0, np.abs(length_s - self.length_s) - LENGTH_FREE_S)
            total = total + over / LENGTH_S_PER_COST
        return total

    def quota_cost(self, counts: Matrix) -> Matrix:
        """Cost of numbers of songs of each kind, shape (…, K), as (…)."""
        least, most, cost = self.bands
        off = np.maximum(np.maximum(least - counts, counts - most), 0.0)
        return np.asarray(off @ cost)

    def keeps_rules(self, order: Order) -> bool:
        """Tell whether an order keeps every hard rule."""
        wanted = self.apart[order[:, None], order]
        # Only a song that plays twice is too near to itself elsewhere.
        near = np.count_nonzero(wanted > self.distance) - order.size
        return bool(
            near <= 0
            and self.allowed[np.arange(order.size), order].all()
            and not (self.works and self.torn[order[:-1], order[1:]].any())
        )


def costs(problem: Problem, orders: Order) -> Matrix:
    """Cost of several orders, shape (orders, N), as (orders,)."""
    position = problem.position[np.arange(problem.songs), orders].sum(axis=1)
    joins = problem.join[orders[:, :-1], orders[:, 1:]].sum(axis=1)
    length_s = problem.play_s[orders].sum(axis=1) + problem.join_s * (problem.songs - 1)
    shape = problem.shape_cost(length_s, problem.energy[orders].sum(axis=1))
    counts = problem.marks[:, orders].sum(axis=2).T
    return np.asarray(position + joins + shape + problem.quota_cost(counts))


def _keep_whole(allowed: Pairs, work: Sequence[int]) -> None:
    """Let movements stand only where the whole work fits round them; change `allowed`."""
    songs = allowed.shape[0]
    starts = max(0, songs - len(work) + 1)
    fits = np.ones(starts, np.bool_)
    for late, song in enumerate(work):
        fits &= allowed[late : late + starts, song]
    for late, song in enumerate(work):
        allowed[:, song] = False
        allowed[late : late + starts, song] = fits
