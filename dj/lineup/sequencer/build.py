"""Build one order that keeps the rules where they are tight, whatever it costs.

The song whose rules leave it fewest places goes first: of the songs allowed here, one with the
most remaining songs that it must be kept away from. For rules between songs by one artist each
this is the known optimal schedule, so it finds an order wherever there is one.
"""

import numpy as np
from numpy.typing import NDArray

from dj.lineup.sequencer.problem import Order, Problem


def build(problem: Problem) -> Order | None:
    """Return an order that keeps the rules, or None if this way finds none."""
    order = np.full(problem.songs, -1, np.int64)
    free = np.ones(problem.position.shape[1], np.bool_)
    kin = (problem.apart > 1).astype(np.float64)
    for place in range(problem.songs):
        open_here = (
            free
            & problem.allowed[place]
            & _clear(problem, order[max(0, place - problem.reach) : place])
        )
        if place:
            open_here &= ~problem.torn[order[place - 1]]
        songs = np.flatnonzero(open_here)
        if not songs.size:
            return None
        crowding = kin[songs] @ free
        dearness = problem.position[place, songs]
        order[place] = songs[np.lexsort((songs, dearness, -crowding))[0]]
        free &= ~problem.whole[order[place]]
    return order


def _clear(problem: Problem, before: Order) -> NDArray[np.bool_]:
    clear = np.ones(problem.position.shape[1], np.bool_)
    for back, song in enumerate(before[::-1], start=1):
        clear &= problem.apart[song] <= back
    return clear
