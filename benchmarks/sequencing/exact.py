"""The proven optimum of a small instance, by a solver that knows nothing of ours (CP-SAT).

A path through a network of places and songs: one unit flows from each place to the next; its arcs
carry position and join costs. Rules between songs, length, mean energy and quotas stand beside it.
Arcs through which no path can be cheaper than an order that is known are left out: what is proven
stays proven. All costs are whole hundred-thousandths. The package `ortools` comes with the
dependency group `bench`.
"""

from dataclasses import dataclass
from itertools import product

import numpy as np
from numpy.typing import NDArray
from ortools.sat.python import cp_model

from dj.lineup.sequencer.problem import (
    LENGTH_FREE_S,
    LENGTH_S_PER_COST,
    MEAN_ENERGY_COST,
    MEAN_ENERGY_FREE,
    Order,
    Problem,
)

UNIT = 100_000
_LONG = 10**11


@dataclass(frozen=True, slots=True, kw_only=True)
class Proven:
    """What the solver found."""

    order: Order
    cost: float
    proven: bool
    """True if no order that keeps the rules costs less."""


def optimum(problem: Problem, seconds: float, *, hint: Order | None = None) -> Proven | None:
    """Return the best order within a time, None if there is none or none was found."""
    model = cp_model.CpModel()
    stands = _places(model, problem)
    _rules(model, problem, stands)
    useful = _useful(problem, np.inf if hint is None else problem.cost(hint))
    fixed = _fixed(model, problem, stands, useful)
    model.minimize(fixed + sum(_totals(model, problem, stands)))
    if hint is not None:
        for (place, song), var in stands.items():
            model.add_hint(var, int(hint[place] == song))
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = seconds
    solver.parameters.num_workers = 2
    solver.parameters.random_seed = 1
    status = solver.solve(model)
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return None
    found = sorted(key for key, var in stands.items() if solver.value(var))
    order = np.array([song for _, song in found], np.int64)
    return Proven(order=order, cost=problem.cost(order), proven=status == cp_model.OPTIMAL)


_Stands = dict[tuple[int, int], cp_model.IntVar]


def _places(model: cp_model.CpModel, problem: Problem) -> _Stands:
    places, songs = range(problem.songs), range(problem.pool)
    stands = {
        (place, song): model.new_bool_var(f"{place} {song}")
        for place, song in product(places, songs)
        if problem.allowed[place, song]
    }
    for place in places:
        model.add_exactly_one(stands[place, song] for song in songs if (place, song) in stands)
    for song in songs:
        model.add_at_most_one(stands[place, song] for place in places if (place, song) in stands)
    return stands


def _rules(model: cp_model.CpModel, problem: Problem, stands: _Stands) -> None:
    for (place, song), var in stands.items():
        for (later, other), second in stands.items():
            away = later - place
            if other != song and 0 < away < problem.apart[song, other]:
                model.add_bool_or(~var, ~second)


def _useful(problem: Problem, known: float) -> NDArray[np.bool_]:
    """Mark the arcs on a path whose position and join costs are no more than a known cost.

    Returns:
        Shape (places − 1, P, P): from the song in a place to the song in the next.
    """
    behind = np.zeros(problem.placed.shape)
    for place in range(problem.songs - 2, -1, -1):
        behind[place] = (problem.step + problem.placed[place + 1] + behind[place + 1]).min(axis=1)
    ahead = problem.placed.copy()
    for place in range(1, problem.songs):
        ahead[place] += (ahead[place - 1][:, None] + problem.step).min(axis=0)
    after = problem.placed[1:] + behind[1:]
    least = ahead[:-1, :, None] + problem.step[None] + after[:, None, :]
    marks: NDArray[np.bool_] = least <= known + 1e-3
    return marks


def _fixed(
    model: cp_model.CpModel, problem: Problem, stands: _Stands, useful: NDArray[np.bool_]
) -> cp_model.LinearExpr:
    costs = [_whole(problem.position[key]) * var for key, var in stands.items()]
    songs = range(problem.pool)
    for place in range(problem.songs - 1):
        flow = {
            (song, other): model.new_bool_var(f"{place} {song} {other}")
            for song, other in product(songs, songs)
            if useful[place, song, other]
            and (place, song) in stands
            and (place + 1, other) in stands
        }
        for song in songs:
            out = [var for (before, _), var in flow.items() if before == song]
            into = [var for (_, after), var in flow.items() if after == song]
            if (place, song) in stands:
                model.add(sum(out) == stands[place, song])
            if (place + 1, song) in stands:
                model.add(sum(into) == stands[place + 1, song])
        costs += [_whole(problem.join[pair]) * var for pair, var in flow.items()]
    return sum(costs)


def _totals(
    model: cp_model.CpModel, problem: Problem, stands: _Stands
) -> list[cp_model.LinearExpr]:
    def total(values: np.ndarray) -> cp_model.LinearExpr:
        return sum(_whole(values[song]) * var for (_, song), var in stands.items())

    songs = problem.songs
    energy = np.array([-1.0, 1.0]) * MEAN_ENERGY_FREE + problem.mean_energy
    costs = [_outside(model, total(problem.energy * MEAN_ENERGY_COST / songs),
                      *(MEAN_ENERGY_COST * energy))]  # fmt: skip
    if problem.length_s is not None:
        music_s = problem.length_s - problem.join_s * (songs - 1)
        costs.append(_outside(
            model, total(problem.play_s / LENGTH_S_PER_COST),
            (music_s - LENGTH_FREE_S) / LENGTH_S_PER_COST,
            (music_s + LENGTH_FREE_S) / LENGTH_S_PER_COST,
        ))  # fmt: skip
    costs += [
        _outside(model, total(quota.cost * quota.marks), quota.cost * quota.least,
                 quota.cost * quota.most)
        for quota in problem.quotas
    ]  # fmt: skip
    return costs


def _outside(
    model: cp_model.CpModel, total: cp_model.LinearExpr, low: float, high: float
) -> cp_model.IntVar:
    """How far a total lies outside a band."""
    off = model.new_int_var(0, _LONG, "")
    model.add(off >= _whole(low) - total)
    model.add(off >= total - _whole(high))
    return off


def _whole(value: float) -> int:
    return round(float(value) * UNIT)
