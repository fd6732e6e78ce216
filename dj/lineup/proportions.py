"""Make a solved programme a better whole: in the listener's proportions, as varied as asked.

The sequencer knows single songs, joins and quotas. Its order is changed song by song, each time by
the replacement that saves most of its cost and of the price of the whole together, under all hard
rules; then the songs are put in their best order again.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol

import numpy as np

from dj.lineup.calibrate import Proportions
from dj.lineup.candidates import Candidates
from dj.lineup.sequencer import Problem, Solution
from dj.lineup.sequencer.moves import clashes, replacing
from dj.lineup.sequencer.problem import Matrix, Order
from dj.lineup.sequencer.search import improve

_SAVES = -1e-9
_MOST_TIMES = 2
"""Replacements for each place, at most."""
_PASSES = 20
_ROUNDS = 2


class Whole(Protocol):
    """A price on the songs of a programme together."""

    def replacing(self, order: Order, /) -> Matrix:
        """Change of the price if another song takes a place, shape (places, songs)."""
        ...


def proportioned(
    problem: Problem, solution: Solution, pool: Candidates
) -> tuple[Problem, Solution]:
    """Make a programme a better whole.

    Args:
        problem: The instance.
        solution: Its best order.
        pool: What the listener's proportions and dials ask of the whole; perhaps nothing.

    Returns:
        The problem with the prices of the whole laid on its places, such as they are for the order
        that is returned, and that order with its cost without those prices.
    """
    wholes: list[Whole] = []
    if pool.kinds:
        wholes.append(Proportions.of(pool.kinds, problem.songs))
    if pool.likeness is not None:
        wholes.append(pool.likeness)
    if not wholes:
        return problem, solution
    order = _changed(problem, wholes, solution.order)
    cost = problem.cost(order)
    price: Matrix = sum((whole.replacing(order) for whole in wholes), start=problem.position)
    bound = min(solution.lower_bound, cost)
    return (replace(problem, position=price),
            replace(solution, order=order, cost=cost, lower_bound=bound))  # fmt: skip


def _changed(problem: Problem, wholes: Sequence[Whole], order: Order) -> Order:
    for _ in range(_ROUNDS):
        changed = _replaced(problem, wholes, order)
        if np.array_equal(changed, order):
            break
        order = _reordered(problem, changed)
    return order


def _replaced(problem: Problem, wholes: Sequence[Whole], order: Order) -> Order:
    order = order.copy()
    for _ in range(_MOST_TIMES * order.size):
        change = sum((whole.replacing(order) for whole in wholes), start=replacing(problem, order))
        change[clashes(problem, order) > 0] = np.inf
        place, song = np.unravel_index(int(change.argmin()), change.shape)
        if change[place, song] >= _SAVES:
            break
        order[place] = song
    return order


def _reordered(problem: Problem, order: Order) -> Order:
    """Find the best order of the same songs."""
    place_of = {int(song): place for place, song in enumerate(order)}
    both = np.ix_(order, order)
    same = Problem(
        position=problem.position[:, order], join=problem.join[both], apart=problem.apart[both],
        play_s=problem.play_s[order], energy=problem.energy[order],
        mean_energy=problem.mean_energy, length_s=problem.length_s, join_s=problem.join_s,
        quotas=tuple(replace(quota, marks=quota.marks[order]) for quota in problem.quotas),
        pins={place: place_of[song] for place, song in problem.pins.items()},
        works=tuple(tuple(place_of[song] for song in work)
                    for work in problem.works if work[0] in place_of),
        offered=None if problem.offered is None else problem.offered[:, order],
    )  # fmt: skip
    return order[improve(same, np.arange(order.size), _PASSES)]
