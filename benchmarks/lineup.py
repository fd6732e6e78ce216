"""How fast and how good are plans? Run from the root: ``python -m benchmarks.lineup [--json]``.

Times are CPU milliseconds of one process. ``gap_*`` compare costs: how much dearer (in percent)
than the best order that anybody found for the same instance.
"""

import argparse
import json
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from statistics import median

import numpy as np

from dj.lineup import plan, stock
from dj.lineup.sequencer import Effort, Problem, solve
from dj.lineup.sequencer.beam import beam
from dj.lineup.sequencer.problem import Order
from dj.lineup.sequencer.search import improve
from tests.lineup.sequencer.instances import instance
from tests.lineup.worlds import AT, SHOW, library, listener, newcomer

LIBRARIES = (41, 1_000, 10_000, 20_000, 100_000)
SONGS = (15, 17, 30, 60)
INSTANCES = 3
MOVES = 60_000


def cpu_ms(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return (time.process_time() - start) * 1000.0


def plans(tracks: int) -> dict[str, object]:
    songs = library(tracks, max(8, tracks // 8))
    known = listener(songs, heard=min(0.6, 3000 / tracks))
    with tempfile.TemporaryDirectory() as folder:
        first = cpu_ms(lambda: stock(songs, Path(folder)))
        ready = stock(songs, Path(folder))
        again = cpu_ms(lambda: stock(songs, Path(folder)))
        result: dict[str, object] = {
            "index": ready.shelf.index.name,
            "stock_first_ms": first,
            "stock_again_ms": again,
        }
        for name, taste in (("newcomer", newcomer()), ("listener", known)):
            times = [
                cpu_ms(partial(plan, ready, SHOW, taste, at=AT, seed=seed)) for seed in range(9)
            ]
            result[f"plan_{name}_ms"] = median(times)
            result[f"plan_{name}_worst_ms"] = max(times)
    return result


def sequencing(songs: int) -> dict[str, float]:
    rows = [contest(instance(500, songs, seed, pins={3: 7, 5: 9})) for seed in range(INSTANCES)]
    return {name: median(row[name] for row in rows) for name in rows[0]}


def contest(problem: Problem) -> dict[str, float]:
    start = time.process_time()
    usual = solved(problem, Effort())
    spent = (time.process_time() - start) * 1000.0
    greedy = beam(problem, np.zeros_like(problem.position), 1)[0]
    found = {
        "greedy": problem.cost(greedy),
        "greedy_searched": problem.cost(improve(problem, greedy, 100)),
        "usual": problem.cost(usual),
        "annealed": problem.cost(annealed(problem, greedy, MOVES)),
        "annealed_usual": problem.cost(annealed(problem, usual, MOVES)),
        "great_effort": problem.cost(solved(problem, Effort(width=400, starts=40, passes=300))),
    }
    best = min(found.values())
    gaps = {f"gap_{name}_percent": 100 * (cost / best - 1) for name, cost in found.items()}
    bound = solve(problem)
    certificate = (bound.cost - bound.lower_bound) / bound.cost if bound else 0.0
    return {"usual_ms": spent, **gaps, "certified_gap_percent": 100 * certificate}


def solved(problem: Problem, effort: Effort) -> Order:
    solution = solve(problem, effort)
    if solution is None:
        message = "the instance has no order that keeps its rules"
        raise SystemExit(message)
    return solution.order


def annealed(problem: Problem, order: Order, moves: int) -> Order:
    """Long annealing, then local search: slow, and a judge that shares little with the beam."""
    rng = np.random.default_rng(1)
    now, cost = order, problem.cost(order)
    best, least = now, cost
    for move in range(moves):
        heat = 0.3 * 0.01 ** (move / moves)
        candidate = changed(problem, now, rng)
        change = problem.cost(candidate) - cost
        if change < -heat * np.log(rng.random()) and problem.keeps_rules(candidate):
            now, cost = candidate, cost + change
            if cost < least:
                best, least = now, cost
    return improve(problem, best, 200)


def changed(problem: Problem, order: Order, rng: np.random.Generator) -> Order:
    result = order.copy()
    first, last = sorted(rng.integers(0, order.size, 2))
    match rng.integers(3):
        case 0:
            result[first] = rng.integers(problem.position.shape[1])
        case 1:
            result[[first, last]] = order[[last, first]]
        case _:
            result[first : last + 1] = order[first : last + 1][::-1]
    return result


def main() -> None:
    parser = argparse.ArgumentParser(description="Speed and quality of lineups.")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument("--quick", action="store_true", help="leave out 100,000 tracks, annealing")
    options = parser.parse_args()
    sizes = LIBRARIES[:-1] if options.quick else LIBRARIES
    report: dict[str, object] = {f"plan_{size}": plans(size) for size in sizes}
    if not options.quick:
        report |= {f"sequence_{songs}_of_500": sequencing(songs) for songs in SONGS}
    if options.json:
        print(json.dumps(report, indent=2))
        return
    for name, values in report.items():
        print(name, values)


if __name__ == "__main__":
    main()
