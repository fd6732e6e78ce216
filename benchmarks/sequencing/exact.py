"""The proven optimum of a small instance, by a solver that knows nothing of ours (SCIP).

A path through a network of places and songs: one unit flows from each place to the next; its arcs
carry position and join costs. A song that stands in one place rules out, in each later place, all
songs that are too near to it: one row for all of them, which is what makes the bound strong. Arcs
through which no path can be cheaper than an order that is known are left out: what is proven stays
proven. SCIP comes in the package `ortools`, dependency group `bench`. (CP-SAT from the same package
stays at a third of the optimum for minutes on the same model.)
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations, product

import numpy as np
from numpy.typing import NDArray
from ortools.linear_solver import pywraplp

from dj.lineup.sequencer.problem import (
    LENGTH_FREE_S,
    LENGTH_S_PER_COST,
    MEAN_ENERGY_COST,
    MEAN_ENERGY_FREE,
    Order,
    Problem,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Proven:
    """What the solver found."""

    order: Order
    cost: float
    proven: bool
    """True if no order that keeps the rules costs less."""


_Stands = dict[tuple[int, int], pywraplp.Variable]


def optimum(problem: Problem, seconds: float, *, hint: Order | None = None) -> Proven | None:
    """Return the best order within a time, None if there is none or none was found."""
    model = pywraplp.Solver.CreateSolver("SCIP")
    model.SetTimeLimit(round(1000 * seconds))
    stands = _places(model, problem)
    for row in _rules(problem, stands):
        model.Add(sum(row) <= 1)
    useful = _useful(problem, np.inf if hint is None else problem.cost(hint))
    costs = [float(problem.position[key]) * var for key, var in stands.items()]
    costs += _flow(model, problem, stands, useful)
    model.Minimize(sum(costs) + sum(_totals(model, problem, stands)))
    if hint is not None:
        model.SetHint([*stands.values()], [float(hint[place] == song) for place, song in stands])
    status = model.Solve()
    if status not in (pywraplp.Solver.OPTIMAL, pywraplp.Solver.FEASIBLE):
        return None
    found = sorted(key for key, var in stands.items() if var.solution_value() > 0.5)
    order = np.array([song for _, song in found], np.int64)
    return Proven(order=order, cost=problem.cost(order),
                  proven=status == pywraplp.Solver.OPTIMAL)  # fmt: skip


def _places(model: pywraplp.Solver, problem: Problem) -> _Stands:
    places, songs = range(problem.songs), range(problem.pool)
    stands = {
        (place, song): model.BoolVar(f"{place} {song}")
        for place, song in product(places, songs)
        if problem.allowed[place, song]
    }
    for place in places:
        model.Add(sum(stands[place, song] for song in songs if (place, song) in stands) == 1)
    return stands


def _rules(problem: Problem, stands: _Stands) -> Iterator[list[pywraplp.Variable]]:
    """Give variables of which at most one is 1: a song here, or one too near to it there."""
    for place, later in combinations(range(problem.songs), 2):
        for song in range(problem.pool):
            near = np.flatnonzero(problem.apart[song] > later - place).tolist()
            if (place, song) in stands:
                there = [stands[later, other] for other in near if (later, other) in stands]
                yield [stands[place, song], *there]


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


def _flow(
    model: pywraplp.Solver, problem: Problem, stands: _Stands, useful: NDArray[np.bool_]
) -> list[pywraplp.LinearExpr]:
    """Let one unit flow from place to place, and give what its joins cost."""
    costs = []
    for place in range(problem.songs - 1):
        arcs = {
            (song, other): model.NumVar(0.0, 1.0, f"{place} {song} {other}")
            for song, other in np.argwhere(useful[place]).tolist()
            if (place, song) in stands and (place + 1, other) in stands
        }
        for song in range(problem.pool):
            out = [var for (before, _), var in arcs.items() if before == song]
            into = [var for (_, after), var in arcs.items() if after == song]
            if (place, song) in stands:
                model.Add(sum(out) == stands[place, song])
            if (place + 1, song) in stands:
                model.Add(sum(into) == stands[place + 1, song])
        costs += [float(problem.join[pair]) * var for pair, var in arcs.items()]
    return costs


def _totals(model: pywraplp.Solver, problem: Problem, stands: _Stands) -> list[pywraplp.LinearExpr]:
    """Give what length, mean energy and quotas cost."""
    songs = problem.songs
    energy = np.array([-1.0, 1.0]) * MEAN_ENERGY_FREE + problem.mean_energy
    bands = [(problem.energy * MEAN_ENERGY_COST / songs, *(MEAN_ENERGY_COST * energy))]
    if problem.length_s is not None:
        music_s = problem.length_s - problem.join_s * (songs - 1)
        bands.append((
            problem.play_s / LENGTH_S_PER_COST, (music_s - LENGTH_FREE_S) / LENGTH_S_PER_COST,
            (music_s + LENGTH_FREE_S) / LENGTH_S_PER_COST,
        ))  # fmt: skip
    bands += [(quota.cost * quota.marks, quota.cost * quota.least, quota.cost * quota.most)
              for quota in problem.quotas]  # fmt: skip
    costs = []
    for values, low, high in bands:
        total = sum(float(values[song]) * var for (_, song), var in stands.items())
        outside = model.NumVar(0.0, model.infinity(), "")
        model.Add(outside >= float(low) - total)
        model.Add(outside >= total - float(high))
        costs.append(outside)
    return costs
