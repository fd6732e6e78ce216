"""Bound, beam, then local search on the best few: the best order found, with its price."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from dj.lineup.sequencer.beam import beam
from dj.lineup.sequencer.bound import cost_to_go, lower_bound
from dj.lineup.sequencer.build import build
from dj.lineup.sequencer.problem import Order, Problem
from dj.lineup.sequencer.search import improve

_FULL_EFFORT_SONGS = 75


@dataclass(frozen=True, slots=True, kw_only=True)
class Effort:
    """How hard to look; all in numbers of steps, so that a plan never depends on a clock."""

    width: int = 200
    """Partial orders the beam keeps."""
    starts: int = 6
    """Orders that are improved."""
    passes: int = 60
    """Most passes of local search on each."""

    @classmethod
    def usual(cls, songs: int) -> "Effort":
        """Full effort up to a few hours; a whole day must still be planned in seconds."""
        if songs <= _FULL_EFFORT_SONGS:
            return cls()
        return cls(width=20, starts=1, passes=40)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Solution:
    """An order that keeps the hard rules."""

    order: Order
    """Song of each place, shape (N,)."""
    cost: float
    lower_bound: float
    """No order that keeps the rules costs less."""


def solve(problem: Problem, effort: Effort | None = None) -> Solution | None:
    """Return the best order found, or None if none was found that keeps the rules."""
    effort = effort or Effort.usual(problem.songs)
    togo = cost_to_go(problem)
    bound = lower_bound(problem, togo)
    if not np.isfinite(bound):
        return None
    found = beam(problem, togo, effort.width)
    built = None if found else build(problem)
    starts = sorted(found, key=problem.cost) if built is None else [built]
    improved = [improve(problem, start, effort.passes) for start in _varied(starts, effort.starts)]
    if not improved:
        return None
    order = min(improved, key=problem.cost)
    cost = problem.cost(order)
    return Solution(order=order, cost=cost, lower_bound=min(bound, cost))


def _varied(orders: Iterable[Order], count: int) -> list[Order]:
    """Pick orders, best first, each with at least two songs that no earlier pick holds."""
    picked: list[Order] = []
    spare: list[Order] = []
    held: list[frozenset[int]] = []
    for order in orders:
        songs = frozenset(order.tolist())
        if any(len(songs - other) < 2 for other in held):
            spare.append(order)
        else:
            picked.append(order)
            held.append(songs)
        if len(picked) == count:
            break
    return (picked + spare)[:count]
