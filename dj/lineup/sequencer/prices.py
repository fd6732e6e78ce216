"""What length, energy, quotas and songs that play once are worth: prices for every single place.

Lagrangian relaxation (Held and Karp 1971; Fisher 1981). Rules that no single place sees are taken
out of the problem and charged for instead: a price per minute, per energy, per song of a kind, and
per song for playing twice. What remains is solved exactly by dynamic programming, and whatever the
prices are its value is a lower bound. Prices are raised where the answer breaks a rule, in a fixed
number of steps, on the songs that matter; the best are the guide of the search.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dj.lineup.sequencer.bound import ROUNDING, Single, behind, cost_to_go
from dj.lineup.sequencer.problem import (
    LENGTH_FREE_S,
    LENGTH_S_PER_COST,
    MEAN_ENERGY_COST,
    MEAN_ENERGY_FREE,
    Matrix,
    Problem,
)
from dj.lineup.sequencer.rough import Rough

_SONGS = 200
"""Songs on which prices are found, the most promising; more in a longer programme."""
_REACH = 0.15
"""How far above the first bound the best order is taken to lie, as a share of it."""
_FADE = 0.9
"""Each step of prices is so much of the one before."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Guide:
    """Where good orders lie."""

    step: Single
    """Cost of a join, infinite where a rule forbids it, shape (P, P)."""
    placed: Single
    """Cost and price of a song in a place, infinite where it may not stand, shape (N, P)."""
    togo: Single
    """Least cost and price of everything after a place, shape (N, P)."""
    bound: float
    """No order that keeps the rules costs less; infinite if there is none."""


def guide(problem: Problem, steps: int) -> Guide:
    """Find prices in so many steps; none leaves the plain costs."""
    step, placed = problem.step.astype(np.float32), problem.placed.astype(np.float32)
    togo = cost_to_go(step, placed)
    totals = _Totals.of(problem)
    plain = Guide(step=step, placed=placed, togo=togo,
                  bound=_value(placed, togo) + totals.least_length_cost(problem))  # fmt: skip
    if not steps or not np.isfinite(plain.bound) or problem.songs < 2:
        return plain
    each = _each(problem, plain, totals, steps)
    priced = placed + each.of_songs
    togo = cost_to_go(step, priced)
    bound = _value(priced, togo) - each.given
    return Guide(step=step, placed=priced, togo=togo, bound=max(bound, plain.bound))


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Totals:
    """Sums over a programme and the bands in which they cost nothing; shapes (T, P) and (T,)."""

    adds: Matrix
    """What each song adds."""
    low: Matrix
    high: Matrix
    most: Matrix
    """Cost of each unit outside the band: no price is higher."""

    @classmethod
    def of(cls, problem: Problem) -> "_Totals":
        songs = problem.songs
        energy = songs * (problem.mean_energy + MEAN_ENERGY_FREE * np.array([-1.0, 1.0]))
        rows = [(problem.energy, *energy, MEAN_ENERGY_COST / songs)]
        if problem.length_s is not None:
            music_s = problem.length_s - problem.join_s * (songs - 1)
            rows.append((
                problem.play_s / LENGTH_S_PER_COST,
                (music_s - LENGTH_FREE_S) / LENGTH_S_PER_COST,
                (music_s + LENGTH_FREE_S) / LENGTH_S_PER_COST, 1.0,
            ))  # fmt: skip
        least, most, cost = problem.bands
        return cls(
            adds=np.vstack([*(row[0] for row in rows), problem.marks]),
            low=np.concatenate(([row[1] for row in rows], least)),
            high=np.concatenate(([row[2] for row in rows], most)),
            most=np.concatenate(([row[3] for row in rows], cost)),
        )

    def least_length_cost(self, problem: Problem) -> float:
        """Cost of length of the programme that could come nearest: all shortest or all longest."""
        if problem.length_s is None:
            return 0.0
        lengths = np.sort(self.adds[1])
        shortest, longest = lengths[: problem.songs].sum(), lengths[-problem.songs :].sum()
        return float(max(0.0, shortest - self.high[1], self.low[1] - longest))

    def missed(self, sums: Matrix, prices: Matrix) -> Matrix:
        """How far sums lie from where their prices want them: the slope of the bound."""
        edge = np.where(prices > 0, self.high, np.where(prices < 0, self.low, sums))
        outside = np.where(sums > self.high, self.high, np.where(sums < self.low, self.low, edge))
        off: Matrix = sums - outside
        return off

    def given(self, prices: Matrix) -> float:
        """What the bands give back of what prices take."""
        return float((prices * np.where(prices > 0, self.high, self.low)).sum())


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Each:
    """A price for each song of the pool."""

    of_songs: Single
    """Shape (P,)."""
    given: float
    """What goes off the value again, to make it a bound."""


def _each(problem: Problem, plain: Guide, totals: _Totals, steps: int) -> _Each:
    """Climb: after each answer raise the price of what it has too much of."""
    songs = _promising(problem, plain)
    rough, placed = Rough.of(plain.step[songs[:, None], songs]), plain.placed[:, songs]
    adds = totals.adds[:, songs]
    prices, twice = np.zeros(totals.most.size), np.zeros(songs.size)
    best, aim = (-np.inf, prices, twice), plain.bound * (1.0 + _REACH)
    for number in range(steps):
        priced = (placed + (prices @ adds + twice)).astype(np.float32)
        value, path = rough.answer(priced)
        value -= totals.given(prices) + float(twice.sum())
        if value > best[0]:
            best = (value, prices, twice)
        off = totals.missed(adds[:, path].sum(axis=1), prices)
        more = np.bincount(path, minlength=songs.size) - 1.0
        more[(twice <= 0) & (more < 0)] = 0.0
        slope = float(off @ off + more @ more)
        if slope == 0.0:
            break
        stride = max(aim - value, 0.02 * aim) * _FADE**number / slope
        prices = np.clip(prices + stride * off, -totals.most, totals.most)
        twice = np.maximum(0.0, twice + stride * more)
    _, prices, twice = best
    of_songs = prices @ totals.adds
    of_songs[songs] += twice
    return _Each(of_songs=of_songs.astype(np.float32),
                 given=totals.given(prices) + float(twice.sum()))  # fmt: skip


def _promising(problem: Problem, plain: Guide) -> NDArray[np.int64]:
    """Songs on the cheapest ways through the programme, rising."""
    through = plain.placed + plain.togo + behind(plain.step, plain.placed)
    least = through.min(axis=0)
    count = min(problem.pool, max(_SONGS, 2 * problem.songs))
    must = list(problem.pins.values())
    best = np.argsort(least, kind="stable")[:count]
    return np.unique(np.concatenate((best, np.array(must, np.int64))))


def _value(placed: Single, togo: Single) -> float:
    """Least cost of all answers, less what rounding may have added."""
    least = float((placed[0] + togo[0]).min())
    return least - abs(least) * ROUNDING * len(placed) if np.isfinite(least) else least
