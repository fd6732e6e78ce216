"""Replace two songs at once: what length, mean energy and discoveries need and one song cannot do.

Each place offers its few best replacements; all pairs of places and offers are priced together.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dj.lineup.sequencer.beam import lowest
from dj.lineup.sequencer.moves import fixed_change
from dj.lineup.sequencer.problem import Matrix, Order, Problem

_MOST_SONGS = 75
"""In longer programmes one song in many moves the totals little, and pairs are too many."""
_PRICED = 25_000
"""About so many pairs are priced in one call, however long the programme."""
_OFFERS = (5, 14)
"""Least and greatest number of replacements that a place offers."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Side:
    """One place of each pair and its offers."""

    place: Order
    """Shape (pairs,)."""
    song: Order
    """Song that stands there now, shape (pairs,)."""
    offers: Order
    """Songs offered, shape (pairs, offers)."""
    change: Matrix
    """Change of position and join costs for each offer, infinite if a rule forbids it."""


def replace_pair(
    problem: Problem, order: Order, taken: NDArray[np.int16], least: float
) -> Order | None:
    """Return the order with the best pair replaced, None if no pair changes the cost by `least`.

    Args:
        problem: The instance.
        order: An order that keeps the rules.
        taken: From `clashes`.
        least: Change of cost that counts, below 0.
    """
    if not 2 <= order.size <= _MOST_SONGS:
        return None
    first, second = _sides(problem, order, taken)
    change = _price(problem, order, first, second)
    _count_quotas(problem, order, (first, second), change, least)
    best = lowest(change.ravel(), 1)
    if not best.size or change.ravel()[best[0]] >= least:
        return None
    pair, one, two = np.unravel_index(int(best[0]), change.shape)
    result = order.copy()
    result[first.place[pair]] = first.offers[pair, one]
    result[second.place[pair]] = second.offers[pair, two]
    return result


def _sides(problem: Problem, order: Order, taken: NDArray[np.int16]) -> tuple[_Side, _Side]:
    change = fixed_change(problem, order)
    change[np.arange(order.size), order] = np.inf
    # One clash may be with the partner, which leaves as well.
    change[taken > 1] = np.inf
    places = np.triu_indices(order.size, 1)
    wanted = int(np.sqrt(_PRICED / places[0].size))
    count = min(max(_OFFERS[0], min(_OFFERS[1], wanted)), change.shape[1])
    offers = np.argsort(change, axis=1, kind="stable")[:, :count]
    left, right = (place.astype(np.int64) for place in places)
    return (
        _side(problem, order, (left, right), offers, (change, taken)),
        _side(problem, order, (right, left), offers, (change, taken)),
    )


def _side(
    problem: Problem,
    order: Order,
    places: tuple[Order, Order],
    offers: Order,
    state: tuple[Matrix, NDArray[np.int16]],
) -> _Side:
    place, partner = places
    change, taken = state
    offered = offers[place]
    by_partner = problem.apart[order[partner][:, None], offered] > np.abs(place - partner)[:, None]
    free = taken[place[:, None], offered] == by_partner
    return _Side(
        place=place,
        song=order[place],
        offers=offered,
        change=np.where(free, change[place[:, None], offered], np.inf),
    )


def _price(problem: Problem, order: Order, first: _Side, second: _Side) -> Matrix:
    """Change of cost of every pair, shape (pairs, offers, offers)."""
    one, two = first.offers[:, :, None], second.offers[:, None, :]
    change = first.change[:, :, None] + second.change[:, None, :]
    side = np.flatnonzero(second.place - first.place == 1)
    now, later = first.song[side, None, None], second.song[side, None, None]
    change[side] += problem.join[one[side], two[side]] + problem.join[now, later]
    change[side] -= problem.join[one[side], later] + problem.join[now, two[side]]
    distance = (second.place - first.place)[:, None, None]
    change[problem.apart[one, two] > distance] = np.inf

    def total(values: Matrix) -> Matrix:
        leaving = values[first.song] + values[second.song]
        kept: Matrix = values[order].sum() - leaving[:, None, None]
        return kept + values[one] + values[two]

    joins_s = problem.join_s * (order.size - 1)
    change += problem.shape_cost(total(problem.play_s) + joins_s, total(problem.energy))
    change -= problem.shape_cost(problem.length_of(order), problem.energy[order].sum())
    return change


def _count_quotas(
    problem: Problem, order: Order, sides: tuple[_Side, _Side], change: Matrix, least: float
) -> None:
    """Add what quotas change wherever the pair could still save enough."""
    counts = problem.counts(order)
    missed = float(problem.quota_cost(counts))
    pair, one, two = np.nonzero(change - missed < least)
    coming = (
        problem.marks[:, sides[0].offers[pair, one]] + problem.marks[:, sides[1].offers[pair, two]]
    )
    leaving = problem.marks[:, sides[0].song[pair]] + problem.marks[:, sides[1].song[pair]]
    change[pair, one, two] += problem.quota_cost((counts[:, None] + coming - leaving).T) - missed
