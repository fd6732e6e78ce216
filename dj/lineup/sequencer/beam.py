"""A guided beam: the best partial programmes side by side, judged with the cost still to come."""

import numpy as np
from numpy.typing import NDArray

from dj.lineup.sequencer.problem import Matrix, Order, Problem


def beam(problem: Problem, togo: Matrix, width: int) -> list[Order]:
    """Find complete orders that keep the hard rules, best first by position and join costs.

    Args:
        problem: The instance.
        togo: From `cost_to_go`.
        width: Partial orders kept at each place.

    Returns:
        At most `width` orders; none if every partial order ran into a rule.
    """
    orders = np.zeros((1, 0), np.int64)
    costs = np.zeros(1)
    banned = np.zeros((1, problem.position.shape[1]), np.bool_)
    for place in range(problem.songs):
        steps = costs[:, None] + problem.placed[place]
        if place:
            steps += problem.step[orders[:, -1]]
        _forbid(problem, orders, banned, steps)
        total = steps + togo[place]
        kept = lowest(total.ravel(), width)
        parents, songs = np.divmod(kept, total.shape[1])
        orders = np.column_stack((orders[parents], songs))
        costs = steps[parents, songs]
        banned = banned[parents] | problem.whole[songs]
    return list(orders)


def _forbid(
    problem: Problem, orders: NDArray[np.int64], banned: NDArray[np.bool_], steps: Matrix
) -> None:
    """Make songs infinitely dear that a rule keeps from this place."""
    steps[banned] = np.inf
    for back in range(2, min(problem.reach, orders.shape[1] + 1)):
        steps[problem.apart[orders[:, -back]] > back] = np.inf


def lowest(values: Matrix, count: int) -> NDArray[np.int64]:
    """Places of the lowest finite values, lowest first, ties by place: the same on any machine."""
    if count < values.size:
        border = np.partition(values, count - 1)[count - 1]
        places = np.flatnonzero((values <= border) & np.isfinite(values))
    else:
        places = np.flatnonzero(np.isfinite(values))
    return places[np.argsort(values[places], kind="stable")][:count].astype(np.int64)
