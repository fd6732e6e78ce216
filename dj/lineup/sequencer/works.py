"""Put a whole work in the place of as many songs: what moving single songs cannot do.

A work is priced wherever it may start; what stood there leaves. The other way, a work leaves and
single songs take its places one after another.
"""

from collections.abc import Iterator, Sequence

import numpy as np

from dj.lineup.sequencer.beam import lowest
from dj.lineup.sequencer.problem import TORN_COST, Matrix, Order, Problem, costs

_TRIES = 6
"""Exchanges checked against the rules in one pass."""


def exchange(problem: Problem, order: Order, least: float) -> Order | None:
    """Return the best order with one work taken in or out, None if none changes by `least`.

    Args:
        problem: The instance.
        order: An order that keeps the rules.
        least: Change of cost that counts, below 0.
    """
    cost = problem.cost(order)
    tried = [*_taken_in(problem, order, cost + least), *_taken_out(problem, order)]
    found = [other for other in tried if problem.keeps_rules(other)]
    best = min(found, key=problem.cost, default=None)
    return best if best is not None and problem.cost(best) - cost < least else None


def _taken_in(problem: Problem, order: Order, below: float) -> Iterator[Order]:
    """Give the orders that cost least with a work that did not play, and less than `below`."""
    played = set(problem.part[order].tolist())
    found: list[tuple[float, int, int]] = []
    for number, work in enumerate(problem.works):
        if number in played or len(work) > order.size:
            continue
        prices = _prices(problem, order, work)
        found += [(float(prices[start]), number, int(start)) for start in lowest(prices, 2)]
    for price, number, start in sorted(found)[:_TRIES]:
        if price < below:
            yield _put(order, problem.works[number], start)


def _prices(problem: Problem, order: Order, work: Sequence[int]) -> Matrix:
    """Cost of the order with a work from each place on, shape (N − length + 1,)."""
    songs, length = order.size, len(work)
    starts = np.arange(songs - length + 1)
    changed = np.broadcast_to(order, (starts.size, songs)).copy()
    changed[starts[:, None], starts[:, None] + np.arange(length)] = work
    prices = costs(problem, changed)
    if problem.works:
        prices += problem.torn[changed[:, :-1], changed[:, 1:]].sum(axis=1) * TORN_COST
    prices[~problem.allowed[starts, work[0]]] = np.inf
    return prices


def _put(order: Order, songs: Sequence[int], start: int) -> Order:
    changed = order.copy()
    changed[start : start + len(songs)] = songs
    return changed


def _taken_out(problem: Problem, order: Order) -> Iterator[Order]:
    """Give for each work of the order one with single songs in its stead."""
    held = problem.part[order]
    for number in sorted(set(held[held >= 0].tolist())):
        changed = order.copy()
        for place in np.flatnonzero(held == number).tolist():
            song = _single(problem, changed, place)
            if song is None:
                break
            changed[place] = song
        else:
            yield changed


def _single(problem: Problem, order: Order, place: int) -> int | None:
    """Cheapest song, of no work, that may stand in a place; what follows is not yet decided."""
    dear = problem.position[place] + (problem.join[order[place - 1]] if place else 0.0)
    open_here = problem.allowed[place] & (problem.part < 0)
    distance = np.abs(np.arange(order.size) - place)
    here = np.arange(order.size) != place
    near = (problem.apart[order] > distance[:, None])[here & (problem.part[order] < 0)]
    open_here &= ~near.any(axis=0)
    best = lowest(np.where(open_here, dear, np.inf), 1)
    return int(best[0]) if best.size else None
