"""What each small change of an order would save, for all changes of a kind at once.

With P songs and N places: replacing (N × P), swapping, reversing and moving a run (N × N each).
Only differences are computed; ends of the programme are joins that cost nothing.
"""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from dj.lineup.sequencer.problem import Matrix, Order, Problem

RUN = 3
"""Longest run of songs that is moved as one, if it is no work."""


def replacing(problem: Problem, order: Order) -> Matrix:
    """Change of cost when the song in a place is replaced by another, shape (N, P).

    Says nothing about the rules.
    """
    delta = fixed_change(problem, order)
    length, energy = problem.length_of(order), problem.energy[order].sum()
    lengths = length + problem.play_s[None, :] - problem.play_s[order][:, None]
    energies = energy + problem.energy[None, :] - problem.energy[order][:, None]
    delta += problem.shape_cost(lengths, energies)
    delta -= problem.shape_cost(length, energy)
    return delta + quota_change(problem, order)


def quota_change(problem: Problem, order: Order) -> Matrix:
    """Change of the cost of quotas when a song is replaced, shape (N, P)."""
    counts = problem.counts(order)
    steps = np.eye(counts.size)
    now = problem.quota_cost(counts)
    more = problem.quota_cost(counts + steps) - now
    less = problem.quota_cost(counts - steps) - now
    leaving, coming = problem.marks[:, order], problem.marks
    change: Matrix = (less @ leaving)[:, None] + (more @ coming)[None, :]
    # A song of the same kind comes and goes: nothing changes.
    change -= ((more + less)[:, None] * leaving).T @ coming
    return change


def fixed_change(problem: Problem, order: Order) -> Matrix:
    """Change of position and join costs alone when a song is replaced, shape (N, P)."""
    places = np.arange(order.size)
    delta = problem.position - problem.position[places, order][:, None]
    delta[1:] += problem.join[order[:-1]]
    delta[:-1] += problem.join.T[order[1:]]
    old = problem.join[order[:-1], order[1:]]
    delta[1:] -= old[:, None]
    delta[:-1] -= old[:, None]
    return delta


def clashes(problem: Problem, order: Order) -> NDArray[np.int16]:
    """Count, for each place and song, what in an order forbids it, shape (N, P).

    Songs that are too near count one each; so do a place that a work holds, a song of a work, and
    a place where the song may not stand.
    """
    never = problem.whole[order].astype(np.int16)
    count: NDArray[np.int16] = never.sum(axis=0, dtype=np.int16)[None, :] - never
    count += ~problem.allowed
    kin = np.where(never > 0, np.int16(0), problem.apart[order])
    for away in range(1, min(problem.reach, problem.songs)):
        near = kin > away
        count[away:] += near[:-away]
        count[:-away] += near[away:]
    if problem.works:
        count[problem.part[order] >= 0] += 1
        count[:, problem.part >= 0] += 1
    return count


def clash(problem: Problem, place: int, song: int) -> NDArray[np.bool_]:
    """Tell which songs a song forbids at each other place, shape (N, P)."""
    forbids: NDArray[np.bool_] = problem.apart[song][None, :] > problem.distance[place][:, None]
    forbids[place] = False
    return forbids


def reordering(problem: Problem, order: Order) -> list[tuple[Matrix, str]]:
    """Change of cost of each reordering, as (matrix, kind) pairs; impossible ones infinite.

    Kinds: ``swap`` [i, j] exchanges two songs, ``turn`` [i, j] reverses the songs from i to j,
    ``move1``, ``move2`` … [i, k] takes the run that starts at i so that it starts at k. Works are
    torn only at a forbidding price.
    """
    here = problem.position[:, order].T
    moved = here - np.diag(here)[:, None]
    joins = _padded_joins(problem, order)
    found = [(_swaps(moved, joins), "swap"), (_turns(moved, joins), "turn")]
    held = problem.part[order]
    lengths = {len(problem.works[work]) for work in held[held >= 0].tolist()}
    runs = sorted(run for run in {*range(1, RUN + 1), *lengths} if run < order.size)
    return found + [(_moves(moved, joins, run), f"move{run}") for run in runs]


def reordered(order: Order, kind: str, first: int, second: int) -> Order:
    """Carry out one reordering."""
    result = order.copy()
    if kind == "swap":
        result[[first, second]] = order[[second, first]]
    elif kind == "turn":
        result[first : second + 1] = order[first : second + 1][::-1]
    else:
        length = int(kind.removeprefix("move"))
        run, rest = order[first : first + length], np.delete(order, slice(first, first + length))
        result = np.insert(rest, second, run)
    return result


def spanned(kind: str, first: int, second: int) -> slice:
    """Places that a reordering touches, counted from 1, with the one before and the one after."""
    run = int(kind.removeprefix("move")) if kind.startswith("move") else 1
    return slice(min(first, second), max(first, second) + run + 2)


def _padded_joins(problem: Problem, order: Order) -> Matrix:
    """Joins between the songs of an order, by place; index −1 is nobody, before and after."""
    joins = np.zeros((order.size + 1, order.size + 1))
    joins[:-1, :-1] = problem.stiff[np.ix_(order, order)]
    return joins


def _swaps(moved: Matrix, joins: Matrix) -> Matrix:
    n = moved.shape[0]
    here, before, after = np.arange(n), np.arange(n) - 1, np.append(np.arange(1, n), -1)
    kept = joins[before, here] + joins[here, after]
    put = joins[before][:, here] + joins[:, after][here].T
    delta: Matrix = moved + moved.T + put + put.T - kept[:, None] - kept[None, :]
    # Neighbours share a join; exchanging them is a turn of two.
    delta[_not_ahead(n, 1)] = np.inf
    return delta


def _turns(moved: Matrix, joins: Matrix) -> Matrix:
    n = moved.shape[0]
    both, inside, first, last = _mirrors(n)
    # Songs that change places lie on one antidiagonal: running sums give any stretch of it.
    sums = np.zeros((2 * n - 1, n + 1))
    np.cumsum(np.where(inside, moved[np.arange(n), both], 0.0), axis=1, out=sums[:, 1:])
    inner = sums[first + last, last + 1] - sums[first + last, first]
    here, before, after = np.arange(n), np.arange(n) - 1, np.append(np.arange(1, n), -1)
    # Before the run comes its last song, after the run its first.
    put = joins[before][:, here] + joins[here][:, after]
    kept = joins[before, here][:, None] + joins[here, after][None, :]
    # Joins inside are heard the other way round.
    turned = np.zeros(n)
    turned[1:] = np.cumsum(joins[here[1:], here[:-1]] - joins[here[:-1], here[1:]])
    delta: Matrix = inner + put - kept + turned[None, :] - turned[:, None]
    delta[_not_ahead(n, 0)] = np.inf
    return delta


@lru_cache(maxsize=256)
def _mirrors(n: int) -> tuple[Order, NDArray[np.bool_], Order, Order]:
    """Give for each sum of two places and each first one the second and whether there is one.

    Then the first and the last place of each run that can be turned; the others have none inside.
    """
    both = np.arange(2 * n - 1)[:, None] - np.arange(n)
    inside = (both >= 0) & (both < n)
    first, last = np.indices((n, n))
    return np.where(inside, both, 0), inside, np.minimum(first, last), last


@lru_cache(maxsize=256)
def _not_ahead(n: int, away: int) -> NDArray[np.bool_]:
    """Mark the pairs whose second place is not more than so far behind the first, shape (n, n)."""
    return np.tri(n, n, away, dtype=np.bool_)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Moves:
    """Places touched when a run that starts at i is moved so that it starts at k."""

    start: Order
    """Each i, as a column; k runs along rows."""
    later: NDArray[np.bool_]
    """True where the run moves towards the end."""
    left: Order
    """Place of the song that will stand before the run, counted before the move."""
    right: Order
    """Place of the song that will stand after it."""
    passed: Order
    """First place after the run at its new start, if it moves towards the end."""


@lru_cache(maxsize=256)
def _geometry(n: int, run: int) -> _Moves:
    starts = np.arange(n - run + 1)
    i, k = starts[:, None], starts[None, :]
    later = k > i
    passed = np.broadcast_to(k + run, later.shape)
    return _Moves(
        start=i,
        later=later,
        left=np.where(later, k + run - 1, k - 1),
        right=np.where(later, np.where(passed >= n, -1, passed), k),
        passed=passed,
    )


def _moves(moved: Matrix, joins: Matrix, run: int) -> Matrix:
    n = moved.shape[0]
    at = _geometry(n, run)
    starts = at.start[:, 0]
    last = starts + run - 1
    carried = sum(moved[k : k + starts.size, k : k + starts.size] for k in range(run))
    # Songs that the run passes shift by its length; running sums give any stretch of them.
    back = np.zeros(n + 1)
    back[run + 1 :] = np.cumsum(np.diag(moved, -run))
    forth = np.zeros(n + 1)
    forth[1 : n - run + 1] = np.cumsum(np.diag(moved, run))
    shifted = np.where(at.later, back[at.passed] - back[at.start + run],
                       forth[at.start] - forth[starts])  # fmt: skip
    after = np.append(np.arange(run, n), -1)
    closed = joins[starts - 1, after] - joins[starts - 1, starts] - joins[last, after]
    opened = joins[at.left, at.start] + joins[last[:, None], at.right] - joins[at.left, at.right]
    delta = np.full((n, n), np.inf)
    delta[: starts.size, : starts.size] = carried + shifted + closed[:, None] + opened
    np.fill_diagonal(delta, np.inf)
    return delta
