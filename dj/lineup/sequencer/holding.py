"""Bring songs into a programme that must play and that the search has left out.

Such a song is held in one place after another, where it costs least and disturbs fewest others, and
the rest is planned round it.
"""

from collections.abc import Collection, Iterable
from dataclasses import replace

import numpy as np

from dj.lineup.sequencer.beam import lowest
from dj.lineup.sequencer.moves import clashes, fixed_change
from dj.lineup.sequencer.problem import Order, Problem
from dj.lineup.sequencer.search import improve
from dj.lineup.sequencer.solve import Effort, Solution, solve

_PLACES = 8
"""Places tried for each song."""
_QUICK = Effort(steps=6, width=20, starts=1, passes=30, sweeps=0)


def with_held(problem: Problem, solution: Solution, songs: Collection[int]) -> Solution:
    """Return a solution with as many of some songs as can be brought in, the given one at least.

    Args:
        problem: The instance; it charges for each of the songs that does not play.
        solution: Of the instance.
        songs: Songs that must play.
    """
    order = solution.order
    for song in sorted(set(songs) - set(order.tolist())):
        if song not in order:
            order = _with(problem, order, song, songs)
    if order is solution.order:
        return solution
    order = improve(problem, order, Effort().passes)
    return replace(solution, order=order, cost=problem.cost(order))


def _with(problem: Problem, order: Order, song: int, songs: Collection[int]) -> Order:
    """Hold a song where that works; the same order if it works nowhere."""
    there = {*songs} & {*order.tolist()}
    for place in _places(problem, order, song, there):
        offered = problem.allowed.copy()
        offered[place] = np.arange(problem.pool) == song
        found = solve(replace(problem, offered=offered), _QUICK)
        if found and len({*songs} & {*found.order.tolist()}) > len(there):
            return found.order
    return order


def _places(problem: Problem, order: Order, song: int, there: Iterable[int]) -> list[int]:
    """Places for a song, the best first, but not those of songs that must play as well."""
    change = fixed_change(problem, order)[:, song] + clashes(problem, order)[:, song]
    change[~problem.allowed[:, song]] = np.inf
    change[np.isin(order, list(there))] = np.inf
    return [int(place) for place in lowest(change, _PLACES)]
