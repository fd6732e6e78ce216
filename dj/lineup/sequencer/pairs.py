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
    change = _fixed(problem, first, second)
    totals = float(_totals(problem, order, order[:2, None], order[:2, None])[0])
    # Totals can save no more than they cost: most pairs are out before the totals are counted.
    pair, one, two = np.nonzero(change < totals + least)
    songs = np.stack((first.offers[pair, one], second.offers[pair, two]))
    left = np.stack((first.song[pair], second.song[pair]))
    found = change[pair, one, two] + _totals(problem, order, left, songs) - totals
    found[problem.apart[songs[0], songs[1]] > second.place[pair] - first.place[pair]] = np.inf
    best = lowest(found, 1)
    if not best.size or found[best[0]] >= least:
        return None
    result = order.copy()
    result[first.place[pair[best]]] = songs[0, best]
    result[second.place[pair[best]]] = songs[1, best]
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


def _fixed(problem: Problem, first: _Side, second: _Side) -> Matrix:
    """Change of position and join costs of every pair, shape (pairs, offers, offers)."""
    change = first.change[:, :, None] + second.change[:, None, :]
    side = np.flatnonzero(second.place - first.place == 1)
    one, two = first.offers[side, :, None], second.offers[side, None, :]
    now, later = first.song[side, None, None], second.song[side, None, None]
    change[side] += problem.join[one, two] + problem.join[now, later]
    change[side] -= problem.join[one, later] + problem.join[now, two]
    return change


def _totals(problem: Problem, order: Order, leaving: Order, coming: Order) -> Matrix:
    """Cost of length, energy and quotas after each change, shape (changes,).

    Args:
        problem: The instance.
        order: An order.
        leaving: Songs that leave with each change, shape (2, changes).
        coming: Songs that come, alike.
    """

    def total(values: Matrix) -> Matrix:
        more: Matrix = values[coming].sum(axis=0) - values[leaving].sum(axis=0)
        return np.asarray(values[order].sum() + more)

    length_s = total(problem.play_s) + problem.join_s * (order.size - 1)
    marks = problem.marks[:, coming].sum(axis=1) - problem.marks[:, leaving].sum(axis=1)
    counts = problem.counts(order)[:, None] + marks
    shape: Matrix = problem.shape_cost(length_s, total(problem.energy))
    return shape + problem.quota_cost(counts.T)
