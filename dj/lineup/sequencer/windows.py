"""Take out some songs in a row and fill their places anew, all at once.

Everything else stays. A small beam, guided by what the window's places cost with their prices,
finds fillings that keep the rules; the best by true cost stays. What single songs, pairs and
reorderings cannot do together, this can.
"""

from collections.abc import Iterator

import numpy as np

from dj.lineup.sequencer.beam import fill
from dj.lineup.sequencer.bound import cost_to_go
from dj.lineup.sequencer.prices import Guide
from dj.lineup.sequencer.problem import Order, Problem, costs

_PLACES = 8
"""Places of a window."""
_SONGS = 160
"""Songs that may come into a window, the cheapest for it."""
_WIDTH = 30
"""Partial fillings the beam keeps."""


def windows(songs: int) -> Iterator[tuple[int, int]]:
    """Give begin and end of windows that overlap by half and cover so many places."""
    last = max(0, songs - _PLACES)
    for begin in sorted({*range(0, last, _PLACES // 2), last}):
        yield begin, min(songs, begin + _PLACES)


def refilled(problem: Problem, order: Order, guide: Guide, begin: int, end: int) -> Order:
    """Return an order with the places from `begin` to `end` filled best, perhaps the same."""
    songs, placed = _open(problem, order, guide, begin, end)
    step = guide.step[songs[:, None], songs]
    apart = problem.apart[songs[:, None], songs]
    fillings = fill(step, placed, cost_to_go(step, placed), apart, _WIDTH)
    if not fillings.size:
        return order
    orders = np.repeat(order[None, :], len(fillings) + 1, axis=0)
    orders[1:, begin:end] = songs[fillings]
    return np.asarray(orders[int(costs(problem, orders).argmin())])


def _open(
    problem: Problem, order: Order, guide: Guide, begin: int, end: int
) -> tuple[Order, np.ndarray]:
    """Find the songs that may come in, and what each costs in each place beside what stays."""
    stays = np.concatenate((np.arange(begin), np.arange(end, order.size)))
    placed = guide.placed[begin:end].copy()
    if begin:
        placed[0] += guide.step[order[begin - 1]]
    if end < order.size:
        placed[-1] += guide.step[:, order[end]]
    apart = problem.apart[order[stays]]
    for place in range(begin, end):
        near = (apart > problem.distance[place, stays][:, None]).any(axis=0)
        placed[place - begin, near] = np.inf
    cheapest = np.argsort(placed.min(axis=0), kind="stable")[:_SONGS]
    songs = np.union1d(cheapest, order[begin:end]).astype(np.int64)
    return songs, np.ascontiguousarray(placed[:, songs])
