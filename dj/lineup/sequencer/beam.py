"""A guided beam: the best partial programmes side by side, judged with the cost still to come."""

import numpy as np
from numpy.typing import NDArray

from dj.lineup.sequencer.bound import Single
from dj.lineup.sequencer.problem import Matrix

_FEW = 16
"""Parents whose children set the limit for all others."""


def fill(
    step: Single, placed: Single, togo: Single, apart: NDArray[np.int16], width: int
) -> NDArray[np.int64]:
    """Fill places in order with songs that keep their distances.

    Args:
        step: Cost of each join, shape (P, P), infinite where it may not be.
        placed: Cost of each song in each place, shape (N, P), infinite where it may not stand.
        togo: Least cost of everything after a place, shape (N, P).
        apart: Least distance between two songs, shape (P, P); from N on, only one of them plays.
        width: Partial orders kept at each place.

    Returns:
        At most `width` complete orders, shape (orders, N), the cheapest first; none if every
        partial order ran into a rule.
    """
    songs = placed.shape[0]
    orders = np.zeros((1, 0), np.int64)
    costs = np.zeros(1, np.float32)
    # The first place where each song may stand again.
    again = np.zeros((1, placed.shape[1]), np.int16)
    for place in range(songs):
        steps = costs[:, None] + placed[place]
        if place:
            steps += step[orders[:, -1]]
        np.copyto(steps, np.inf, where=again > place)
        kept = _children(steps + togo[place], width)
        parents, chosen = np.divmod(kept, placed.shape[1])
        orders = np.column_stack((orders[parents], chosen))
        costs = steps[parents, chosen]
        again = np.maximum(again[parents], apart[chosen] + np.int16(place))
    return orders


def _children(totals: Single, width: int) -> NDArray[np.int64]:
    """Places of the lowest totals; parents come best first, so that few of them tell a limit."""
    values, first = totals.ravel(), totals[:_FEW].ravel()
    if width >= first.size:
        return lowest(values, width)
    limit = np.partition(first, width - 1)[width - 1]
    near = np.flatnonzero((values <= limit) & np.isfinite(values))
    return near[lowest(values[near], width)].astype(np.int64)


def lowest(values: Matrix | Single, count: int) -> NDArray[np.int64]:
    """Places of the lowest finite values, lowest first, ties by place: the same on any machine."""
    if count < values.size:
        border = np.partition(values, count - 1)[count - 1]
        places = np.flatnonzero((values <= border) & np.isfinite(values))
    else:
        places = np.flatnonzero(np.isfinite(values))
    return places[np.argsort(values[places], kind="stable")][:count].astype(np.int64)
