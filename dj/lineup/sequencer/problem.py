"""The question the sequencer answers: which N of P songs, in which order, cost least.

    cost = Σ position[p, i] + Σ join[i, j] + length + discovery + mean energy

`apart` holds all hard rules between two songs in one number: how many positions they must lie from
each other. A song must lie N from itself, so that none plays twice. Pins hold a song in a place.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float64]
Order = NDArray[np.int64]

LENGTH_FREE_S = 15.0
"""Seconds of deviation from the length that cost nothing."""
LENGTH_S_PER_COST = 60.0
"""Seconds beyond it that cost 1."""
DISCOVERY_COST = 2.0
"""Cost of each song by which the discoveries miss their band."""

MEAN_ENERGY_FREE = 0.01
"""Deviation of the mean energy that costs nothing."""
MEAN_ENERGY_COST = 20.0
"""Cost of a mean energy one whole range away: single songs may stray, the hour may not."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Problem:
    """One instance: N positions, P songs."""

    position: Matrix
    """Cost of a song in a place, shape (N, P), 0 or more."""
    join: Matrix
    """Cost of one song after another, shape (P, P), symmetric, 0 or more."""
    apart: NDArray[np.int16]
    """Least distance in positions between two songs, shape (P, P), symmetric, 1 to N."""
    play_s: NDArray[np.float64]
    """Seconds each song plays, shape (P,)."""
    new: NDArray[np.bool_]
    """Songs that count as discoveries, shape (P,)."""
    energy: NDArray[np.float64]
    """Energy of each song, 0 to 1, shape (P,)."""
    mean_energy: float
    """Mean energy wanted."""
    length_s: float
    """Length wanted."""
    join_s: float = 0.0
    """Seconds that each join adds (above 0) or takes (below 0)."""
    discoveries: tuple[int, int]
    """Least and greatest number of discoveries."""
    pins: Mapping[int, int]
    """Position → song."""

    @property
    def songs(self) -> int:
        """How many positions there are, N."""
        return int(self.position.shape[0])

    @cached_property
    def allowed(self) -> NDArray[np.bool_]:
        """Which song may stand where, as far as pins decide, shape (N, P)."""
        allowed = np.ones(self.position.shape, np.bool_)
        for place in range(self.songs):
            for pinned, song in self.pins.items():
                allowed[place] &= self.apart[song] <= abs(place - pinned)
        for pinned, song in self.pins.items():
            allowed[pinned] = False
            allowed[pinned, song] = True
        return allowed

    @cached_property
    def placed(self) -> Matrix:
        """Cost of a song in a place, infinite where a pin forbids it, shape (N, P)."""
        return np.where(self.allowed, self.position, np.inf)

    @cached_property
    def step(self) -> Matrix:
        """Cost of a join, infinite where two songs may not be neighbours, shape (P, P)."""
        return np.where(self.apart > 1, np.inf, self.join)

    @cached_property
    def whole(self) -> NDArray[np.bool_]:
        """Pairs of songs of which only one may play at all, shape (P, P)."""
        whole: NDArray[np.bool_] = self.apart >= self.songs
        return whole

    @cached_property
    def reach(self) -> int:
        """Greatest distance that a rule asks for, short of the whole programme."""
        return int(np.where(self.whole, 1, self.apart).max(initial=1))

    def cost(self, order: Order) -> float:
        """Cost of an order, shape (N,), whether or not it keeps the hard rules."""
        places = np.arange(order.size)
        fixed = self.position[places, order].sum() + self.join[order[:-1], order[1:]].sum()
        totals = self.length_of(order), self.new[order].sum(), self.energy[order].sum()
        return float(fixed + self.global_cost(*totals))

    def length_of(self, order: Order) -> float:
        """Expected seconds of a programme."""
        return float(self.play_s[order].sum() + self.join_s * max(0, order.size - 1))

    def global_cost(
        self, length_s: float | Matrix, new: float | Matrix, energy: float | Matrix
    ) -> Matrix:
        """Cost of length, number of discoveries and sum of energies: no single place sees them."""
        low, high = self.discoveries
        over = np.maximum(0.0, np.abs(length_s - self.length_s) - LENGTH_FREE_S)
        missed = np.maximum(0.0, low - new) + np.maximum(0.0, new - high)
        astray = np.abs(energy / self.songs - self.mean_energy) - MEAN_ENERGY_FREE
        total: Matrix = over / LENGTH_S_PER_COST + DISCOVERY_COST * missed
        return total + MEAN_ENERGY_COST * np.maximum(0.0, astray)

    def keeps_rules(self, order: Order) -> bool:
        """Tell whether an order keeps every hard rule."""
        distance = np.abs(np.subtract.outer(np.arange(order.size), np.arange(order.size)))
        wanted = self.apart[np.ix_(order, order)].copy()
        np.fill_diagonal(wanted, 0)
        unique = np.unique(order).size == order.size
        return bool(
            unique
            and (wanted <= distance).all()
            and self.allowed[np.arange(order.size), order].all()
        )
