"""Prices, guided beam, local search, windows: the best order found, with its cost and a bound."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from dj.lineup.sequencer.beam import fill
from dj.lineup.sequencer.build import build
from dj.lineup.sequencer.deadline import Deadline
from dj.lineup.sequencer.prices import Guide, guide
from dj.lineup.sequencer.problem import Order, Problem
from dj.lineup.sequencer.search import improve
from dj.lineup.sequencer.windows import refilled, windows

_FULL_EFFORT_SONGS = 75
_QUICK_SONGS = 24
"""Up to so many, an hour and a half, a session is planned while somebody waits for it."""
_TINY, _SMALL = 600, 4000
"""Places times songs."""
_SAVES = 1e-9


@dataclass(frozen=True, slots=True, kw_only=True)
class Effort:
    """How hard to look; all in numbers of steps, so that a plan never depends on a clock."""

    steps: int = 16
    """Steps in which prices are found."""
    width: int = 50
    """Partial orders the beam keeps."""
    starts: int = 2
    """Orders that are improved."""
    passes: int = 60
    """Most passes of local search on each."""
    sweeps: int = 3
    """Most times that every window of each is filled anew."""

    @classmethod
    def usual(cls, songs: int, pool: int) -> "Effort":
        """Much for few songs, where it costs nothing; a whole day must be planned in seconds."""
        if songs > _FULL_EFFORT_SONGS:
            return cls(steps=4, width=20, starts=1, passes=12, sweeps=1)
        if songs * pool <= _TINY:
            return cls(width=300, starts=8)
        if songs * pool <= _SMALL:
            return cls(width=200, starts=4)
        return cls() if songs <= _QUICK_SONGS else cls(width=200, starts=8)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Solution:
    """An order that keeps the hard rules."""

    order: Order
    """Song of each place, shape (N,)."""
    cost: float
    lower_bound: float
    """No order that keeps the rules costs less."""
    cut: bool = False
    """True if a deadline ended the search."""


def solve(
    problem: Problem, effort: Effort | None = None, *, deadline: Deadline | None = None
) -> Solution | None:
    """Return the best order found, or None if none was found that keeps the rules.

    Args:
        problem: The instance.
        effort: How hard to look; `Effort.usual` if not told.
        deadline: When to be content with the best order so far. With one, the same input may give
            another order on a slower machine; without one it never does.
    """
    effort = effort or Effort.usual(problem.songs, problem.pool)
    found = guide(problem, effort.steps)
    if not np.isfinite(found.bound):
        return None
    improved: list[Order] = []
    seen: set[bytes] = set()
    for start in _starts(problem, found, effort):
        better = improve(problem, start, effort.passes, deadline)
        # Some starts lead to the same place, and what follows would be the same again.
        if better.tobytes() not in seen:
            seen.add(better.tobytes())
            improved.append(_refilled(problem, better, found, effort, deadline))
        if deadline and deadline.passed:
            break
    if not improved:
        return None
    order = min(improved, key=problem.cost)
    cost = problem.cost(order)
    return Solution(order=order, cost=cost, lower_bound=min(found.bound, cost),
                    cut=bool(deadline and deadline.passed))  # fmt: skip


def _starts(problem: Problem, found: Guide, effort: Effort) -> list[Order]:
    orders = list(fill(found.step, found.placed, found.togo, problem.apart, effort.width))
    if not orders:
        built = build(problem)
        return [] if built is None else [built]
    return _varied(sorted(orders, key=problem.cost), effort.starts)


def _refilled(
    problem: Problem, order: Order, found: Guide, effort: Effort, deadline: Deadline | None
) -> Order:
    """Fill window after window anew, then search locally, until nothing changes."""
    cost = problem.cost(order)
    filled: set[tuple[int, bytes]] = set()
    for _ in range(effort.sweeps):
        changed = order
        for begin, end in windows(problem.songs):
            if deadline and deadline.passed:
                break
            # What was filled once, and whose neighbors are the same, stays as it is.
            if _at(changed, begin, end) in filled:
                continue
            changed = refilled(problem, changed, found, begin, end)
            filled.add(_at(changed, begin, end))
        if problem.cost(changed) > cost - _SAVES:
            break
        order = improve(problem, changed, effort.passes, deadline)
        cost = problem.cost(order)
    return order


def _at(order: Order, begin: int, end: int) -> tuple[int, bytes]:
    return begin, order[max(0, begin - 1) : end + 1].tobytes()


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
