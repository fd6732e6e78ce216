"""Ways to put songs in order, from chance to our own, all under the same hard rules."""

from collections.abc import Callable, Mapping

import numpy as np

from dj.lineup.sequencer import Problem, solve
from dj.lineup.sequencer.beam import fill
from dj.lineup.sequencer.problem import Matrix, Order
from dj.lineup.sequencer.search import improve

_PASSES = 200
_DRAWS = 50


def ours(problem: Problem) -> Order:
    """The planner's order."""
    solution = solve(problem)
    if solution is None:
        message = "the instance has no order that keeps its rules"
        raise SystemExit(message)
    return solution.order


def greedy(problem: Problem) -> Order:
    """Each time the song that costs least here, whatever comes later."""
    return _first(problem, problem.placed, problem.step)


def greedy_searched(problem: Problem) -> Order:
    """Greedy, then local search."""
    return improve(problem, greedy(problem), _PASSES)


def nearest(problem: Problem) -> Order:
    """Walk to the nearest song each time, as players do that know no listener and no hour."""
    placed = np.where(problem.allowed, 0.0, np.inf)
    placed[0] += problem.position[0]
    return _first(problem, placed, problem.step)


def chance(problem: Problem) -> Order:
    """Songs drawn by lot that keep the rules: the middle one of many draws."""
    rng = np.random.default_rng(1)
    placed = np.where(problem.allowed, 0.0, np.inf)
    rules = np.where(np.isinf(problem.step), np.inf, 0.0)
    drawn = [_first(problem, placed + rng.random(placed.shape), rules) for _ in range(_DRAWS)]
    return sorted(drawn, key=problem.cost)[_DRAWS // 2]


CONTENDERS: Mapping[str, Callable[[Problem], Order]] = {
    "ours": ours,
    "greedy and local search": greedy_searched,
    "greedy": greedy,
    "nearest walk": nearest,
    "chance": chance,
}


def _first(problem: Problem, placed: Matrix, step: Matrix) -> Order:
    """Go from song to song by the least cost of the next alone."""
    togo = np.zeros(placed.shape, np.float32)
    parts = step.astype(np.float32), placed.astype(np.float32)
    for width in (1, 10, 100):
        orders = fill(*parts, togo, problem.apart, width)
        if orders.size:
            return np.asarray(orders[0], np.int64)
    message = "the walk ran into a rule everywhere"
    raise SystemExit(message)
