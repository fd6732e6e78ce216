"""Long annealing: slow, and a judge that shares nothing with the beam but the cost."""

from math import exp

import numpy as np
from numpy.typing import NDArray

from dj.lineup.sequencer.problem import Order, Problem
from dj.lineup.sequencer.search import improve

_PASSES = 300


def annealed(problem: Problem, start: Order, moves: int, *, heat: float, seed: int) -> Order:
    """Anneal from an order that keeps the rules, then search locally.

    Args:
        problem: The instance.
        start: Where to begin.
        moves: Changes tried.
        heat: Change of cost that is taken with a chance of 1 in e at the beginning.
        seed: Of the chance.
    """
    walk = _Walk(problem, start.copy())
    rng = np.random.default_rng(seed)
    for begin in range(0, moves, 10_000):
        draws = rng.random((min(10_000, moves - begin), 4)).tolist()
        for number, (kind, one, two, luck) in enumerate(draws, begin):
            now = heat * 0.01 ** (number / moves)
            walk.step(kind, one, two, luck, now)
    return improve(problem, walk.best, _PASSES)


class _Walk:
    """An order that changes by single songs, swaps and turns, priced by differences."""

    def __init__(self, problem: Problem, order: Order) -> None:
        self.problem, self.order = problem, order
        self.best, self.least = order.copy(), problem.cost(order)
        self.cost = self.least
        self.songs, self.pool = problem.songs, problem.pool
        places = np.arange(self.songs)
        self.distance: NDArray[np.int64] = np.abs(places[:, None] - places[None, :])
        self.join, self.position = problem.join.tolist(), problem.position.tolist()

    def step(self, kind: float, one: float, two: float, luck: float, heat: float) -> None:
        """Try one change."""
        first = int(one * self.songs)
        if kind < 0.5:
            changed = self.order.copy()
            changed[first] = int(two * self.pool)
            change = self._replaced(first, int(changed[first]))
        else:
            last = int(two * self.songs)
            first, last = min(first, last), max(first, last)
            changed = self.order.copy()
            if kind < 0.75:
                changed[first : last + 1] = self.order[first : last + 1][::-1]
            else:
                changed[[first, last]] = self.order[[last, first]]
            change = self._fixed(changed) - self._fixed(self.order)
        if change >= 0 and luck >= exp(-change / heat):
            return
        if not self.problem.keeps_rules(changed):
            return
        self.order, self.cost = changed, self.cost + change
        if self.cost < self.least - 1e-9:
            self.best, self.least = changed, self.cost

    def _replaced(self, place: int, song: int) -> float:
        old = int(self.order[place])
        if song == old or (self.order == song).any():
            return float("inf")
        change = self.position[place][song] - self.position[place][old]
        if place:
            before = self.join[int(self.order[place - 1])]
            change += before[song] - before[old]
        if place + 1 < self.songs:
            after = int(self.order[place + 1])
            change += self.join[song][after] - self.join[old][after]
        return change + self._totals(song, old)

    def _totals(self, song: int, old: int) -> float:
        problem, order = self.problem, self.order
        length, energy = problem.length_of(order), float(problem.energy[order].sum())
        counts = problem.counts(order)
        later = problem.shape_cost(
            length + problem.play_s[song] - problem.play_s[old],
            energy + problem.energy[song] - problem.energy[old],
        ) + problem.quota_cost(counts + problem.marks[:, song] - problem.marks[:, old])
        return float(later - problem.shape_cost(length, energy) - problem.quota_cost(counts))

    def _fixed(self, order: Order) -> float:
        position = self.problem.position[np.arange(self.songs), order].sum()
        return float(position + self.problem.join[order[:-1], order[1:]].sum())
