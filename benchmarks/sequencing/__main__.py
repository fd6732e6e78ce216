"""Run the measurement; ``--help`` tells the options."""

import argparse
import json
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.sequencing import sets
from benchmarks.sequencing.annealing import annealed
from benchmarks.sequencing.contenders import CONTENDERS
from dj.lineup.sequencer import Effort, Problem, solve
from dj.lineup.sequencer.problem import Order
from tests.lineup.sequencer.instances import instance

GREAT = Effort(steps=60, width=300, starts=12, passes=200, sweeps=8)
HEATS = (0.3, 0.1, 0.03)
"""Of the three annealings: from greedy, from greedy with local search, and from ours."""


def contest(songs: int, options: argparse.Namespace) -> dict[str, Any]:
    """Compare all ways on instances of one length."""
    problems = [instance(options.pool, songs, seed, pins={3: 7, 5: 9})
                for seed in range(options.instances)]  # fmt: skip
    rows = [_row(problem, options.moves) for problem in problems]
    report: dict[str, Any] = {"songs": songs, "pool": options.pool}
    for name in CONTENDERS:
        gaps = [100 * (row[name][0] / row["best"] - 1) for row in rows]
        report[name] = {"gap %": round(sum(gaps) / len(gaps), 2), "worst %": round(max(gaps), 2),
                        "CPU ms": round(median(row[name][1] for row in rows), 1)}  # fmt: skip
    certified = [100 * (row["ours"][0] - row["bound"]) / row["ours"][0] for row in rows]
    report["certified gap %"] = round(sum(certified) / len(certified), 1)
    return report


def _row(problem: Problem, moves: int) -> dict[str, Any]:
    _ = problem.allowed, problem.step, problem.distance
    found = {name: _timed(lambda way=way: way(problem)) for name, way in CONTENDERS.items()}
    row: dict[str, Any] = {name: (problem.cost(order), ms) for name, (order, ms) in found.items()}
    great = solve(problem, GREAT)
    starts = (found["greedy"][0], found["greedy and local search"][0], found["ours"][0])
    judges = [
        problem.cost(annealed(problem, start, moves, heat=heat, seed=1))
        for start, heat in zip(starts, HEATS, strict=True)
    ]
    costs = [cost for cost, _ in row.values()]
    row["best"] = min([*costs, *judges, *([great.cost] if great else [])])
    row["bound"] = max((one.lower_bound for one in (solve(problem),) if one), default=0.0)
    return row


def _timed(work: Callable[[], Order]) -> tuple[Order, float]:
    start = time.process_time()
    order = work()
    return order, 1000.0 * (time.process_time() - start)


def proven(pool: int, songs: int, options: argparse.Namespace) -> dict[str, Any]:
    """Compare ours with the proven optimum."""
    from benchmarks.sequencing.exact import optimum

    gaps: list[float] = []
    for seed in range(options.instances):
        problem = instance(pool, songs, seed, artists=12)
        order, _ = _timed(lambda problem=problem: CONTENDERS["ours"](problem))
        best = optimum(problem, options.seconds, hint=order)
        if best is not None and best.proven:
            gaps.append(100 * (problem.cost(order) / best.cost - 1))
    return {"songs": songs, "pool": pool, "proven": len(gaps), "gap %": gaps}


def main() -> None:
    """Print what was asked for."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.sequencing", description=__doc__)
    parser.add_argument("--songs", type=int, nargs="+", default=[15, 17, 30, 60])
    parser.add_argument("--pool", type=int, default=500)
    parser.add_argument("--instances", type=int, default=4)
    parser.add_argument("--moves", type=int, default=1_000_000, help="of each annealing")
    parser.add_argument(
        "--exact", action="store_true", help="against the optimum proved by SCIP (group bench)"
    )
    parser.add_argument("--seconds", type=float, default=60.0, help="for the solver, each instance")
    parser.add_argument("--sets", type=Path, help=sets.__doc__)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    if options.sets:
        _print([sets.compared(options.sets)], as_json=options.json)
    elif options.exact:
        _print([proven(20, 6, options), proven(30, 8, options)], as_json=options.json)
    else:
        _print((contest(songs, options) for songs in options.songs), as_json=options.json)


def _print(rows: Iterable[dict[str, Any]], *, as_json: bool) -> None:
    if as_json:
        print(json.dumps(list(rows), indent=2))
        return
    for row in rows:
        for name, value in row.items():
            print(f"{name:26s}{value}")
        print(flush=True)


if __name__ == "__main__":
    main()
