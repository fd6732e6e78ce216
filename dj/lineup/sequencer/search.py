"""Local search: replace, swap, turn and move songs and works, replace pairs, until nothing helps.

It stops after a number of passes, not after a time, so that the same input gives the same order on
any machine. What it holds always keeps the rules.
"""

import numpy as np
from numpy.typing import NDArray

from dj.lineup.sequencer.beam import lowest
from dj.lineup.sequencer.deadline import Deadline
from dj.lineup.sequencer.moves import clash, clashes, reordered, reordering, replacing, spanned
from dj.lineup.sequencer.pairs import replace_pair
from dj.lineup.sequencer.problem import Order, Problem
from dj.lineup.sequencer.works import exchange

_SAVES = -1e-9
"""A change must save more than rounding."""
_TRIES = 12
"""Reorderings checked against the rules in one pass."""
_REPLACEMENTS = 8
"""Replacements carried out in one pass."""


def improve(problem: Problem, order: Order, passes: int, deadline: Deadline | None = None) -> Order:
    """Return an order that costs no more and keeps the rules as the given one does."""
    order = order.copy()
    taken = clashes(problem, order)
    for _ in range(passes):
        if deadline and deadline.passed:
            break
        if _replace(problem, order, taken):
            continue
        better = _reorder(problem, order)
        if better is None:
            better = replace_pair(problem, order, taken, _SAVES)
        if better is None and problem.works:
            better = exchange(problem, order, _SAVES)
        if better is None:
            break
        order = better
        taken = clashes(problem, order)
    return order


def _replace(problem: Problem, order: Order, taken: NDArray[np.int16]) -> bool:
    """Carry out the best replacements in place; tell whether there was one."""
    delta = replacing(problem, order)
    delta[taken > 0] = np.inf
    songs = delta.argmin(axis=1)
    gains = delta[np.arange(order.size), songs]
    done = False
    cost = problem.cost(order) if (gains < _SAVES).any() else 0.0
    for place in lowest(gains, min(_REPLACEMENTS, order.size)):
        song, old = int(songs[place]), int(order[place])
        if gains[place] >= _SAVES or taken[place, song] > 0:
            continue
        order[place] = song
        changed = problem.cost(order)
        # An earlier replacement of this pass may have made this one worse.
        if changed - cost >= _SAVES:
            order[place] = old
            continue
        cost, done = changed, True
        taken += clash(problem, int(place), song)
        taken -= clash(problem, int(place), old)
    return done


def _reorder(problem: Problem, order: Order) -> Order | None:
    """Return the order with the best reorderings that save, None if there is none.

    Several at once, if no two of them touch a place or a join that the other touches.
    """
    if order.size < 2:
        return None
    kinds = reordering(problem, order)
    flat = np.stack([delta for delta, _ in kinds])
    flat[flat >= _SAVES] = np.inf
    better, touched = None, np.zeros(order.size + 2, np.bool_)
    for place in lowest(flat.ravel(), _TRIES):
        kind, first, second = (int(one) for one in np.unravel_index(int(place), flat.shape))
        span = spanned(kinds[kind][1], first, second)
        if touched[span].any():
            continue
        candidate = reordered(order if better is None else better, kinds[kind][1], first, second)
        if problem.keeps_rules(candidate):
            better = candidate
            touched[span] = True
    return better
