"""How fast is a plan, from a thousand tracks to a million, and where does the time go?

Run from the root: ``python -m benchmarks.lineup [--sizes 1000,20000] [--indexes annoy,lists]``,
with ``--json`` for all that was measured.
Times are CPU milliseconds of one process with one thread (set OPENBLAS_NUM_THREADS=1); libraries
are those of `benchmarks.large_library`, planned from a snapshot. ``--keep FOLDER`` keeps snapshots.
"""

import argparse
import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module, util
from pathlib import Path

import numpy as np

from benchmarks.large_library import catalogue, listener
from benchmarks.lineup_tables import tables
from dj.lineup import LIKELY, Stock, open_stock, plan, rank, write_snapshot
from dj.lineup.neighbours.exact import best
from tests.lineup.worlds import AT, SHOW, newcomer

SIZES = (1_000, 10_000, 20_000, 100_000, 1_000_000)
INDEXES = ("exact", "annoy", "lists", "voyager")
PLANS = 25
QUERIES = 40
PARTS = {
    "moment": "dj.lineup.plan:Moment.of",
    "playable": "dj.lineup.plan:stand",
    "neighbours": "dj.lineup.candidates:_near",
    "candidates": "dj.lineup.plan:gather",
    "costs": "dj.lineup.plan:Desk.of",
    "sequencer": "dj.lineup.plan:best_session",
    "reasons": "dj.lineup.plan:slots",
}
"""Part of a plan → the function that does it; candidates include the search for neighbours."""


def cpu_ms(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return (time.process_time() - start) * 1000.0


def spread(values: list[float]) -> dict[str, float]:
    ordered = sorted(values)
    return {"p50": round(statistics.median(ordered), 2),
            "p95": round(ordered[int(0.95 * (len(ordered) - 1) + 0.5)], 2)}  # fmt: skip


@contextmanager
def clocked() -> Iterator[dict[str, list[float]]]:
    """Count the CPU time that each part takes, for as long as the context lasts."""
    spent: dict[str, list[float]] = {}
    before: list[tuple[object, str, object]] = []
    for part, where in PARTS.items():
        module, _, name = where.partition(":")
        owner: object = import_module(module)
        *outer, last = name.split(".")
        for step in outer:
            owner = getattr(owner, step)
        before.append((owner, last, vars(owner)[last]))
        setattr(owner, last, timed(getattr(owner, last), spent.setdefault(part, [])))
    try:
        yield spent
    finally:
        for owner, last, function in before:
            setattr(owner, last, function)


def timed(function: Callable[..., object], spent: list[float]) -> Callable[..., object]:
    def work(*given: object, **named: object) -> object:
        start = time.process_time()
        try:
            return function(*given, **named)
        finally:
            spent.append((time.process_time() - start) * 1000.0)

    return work


def plans(ready: Stock) -> dict[str, object]:
    found: dict[str, object] = {}
    for name, taste in (("newcomer", newcomer()), ("listener", listener(ready.catalogue))):
        first = cpu_ms(lambda taste=taste: plan(ready, SHOW, taste, at=AT, seed=999))
        with clocked() as spent:
            times = [
                cpu_ms(lambda seed=seed, taste=taste: plan(ready, SHOW, taste, at=AT, seed=seed))
                for seed in range(PLANS)
            ]
        parts = {part: round(statistics.median(values), 2) for part, values in spent.items()}
        found[name] = {"first": round(first, 1), **spread(times), "parts": parts}
    return found


def ranked_ms(ready: Stock) -> float:
    """Rank the fifty likeliest songs; the fastest of five times."""
    taste = listener(ready.catalogue)
    return round(min(cpu_ms(lambda: rank(ready, LIKELY, taste, at=AT, seed=1, count=50))
                     for _ in range(5)), 1)  # fmt: skip


def searching(ready: Stock) -> dict[str, object]:
    """Recall against the truth, and time, of queries between two songs; a report of the build."""
    rng = np.random.default_rng(17)
    vectors, index = ready.catalogue.vectors, ready.shelf.index
    pairs = rng.integers(0, len(vectors), (QUERIES, 2))
    queries = vectors[pairs[:, 0]] + 0.5 * vectors[pairs[:, 1]]
    found: dict[str, object] = {"name": index.name}
    for count in (50, 500, 1_800):
        times, shares = [], []
        for query in queries:
            start = time.process_time()
            rows = index.query(query, count)[0]
            times.append((time.process_time() - start) * 1000.0)
            shares.append(np.isin(best(vectors @ query, count)[0], rows).mean())
        found[f"at_{count}"] = {"recall": round(float(np.mean(shares)), 4), **spread(times)}
    report = ready.report
    return {**found, "build_s": report.build_s, "bytes_per_track": report.bytes_per_track}


def memory_mb(snapshots: list[Path], processes: int = 3) -> list[dict[str, float]]:
    """Resident and proportional memory of processes that each plan from one snapshot."""
    code = "import sys; from benchmarks.lineup import settled; settled(sys.argv[1])"
    running = [subprocess.Popen([sys.executable, "-c", code, str(snapshots[0])], text=True,
                                stdin=subprocess.PIPE, stdout=subprocess.PIPE)
               for _ in range(processes)]  # fmt: skip
    for one in running:
        if one.stdout:
            one.stdout.readline()
    found = [smaps(one.pid) for one in running]
    for one in running:
        one.communicate("done\n")
    return found


def settled(snapshot: str) -> None:
    """Plan a few times from a snapshot, say so, and wait until somebody has looked."""
    ready = open_stock(Path(snapshot))
    taste = listener(ready.catalogue)
    for seed in range(5):
        plan(ready, SHOW, taste, at=AT, seed=seed)
    print("ready", flush=True)
    sys.stdin.readline()


def smaps(pid: int) -> dict[str, float]:
    rows = (row.split() for row in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines())
    return {row[0].rstrip(":"): round(int(row[1]) / 1024, 1)
            for row in rows if row[0] in ("Rss:", "Pss:")}  # fmt: skip


def measured(size: int, indexes: list[str], folder: Path) -> dict[str, object]:
    made = catalogue(size)
    report: dict[str, object] = {}
    snapshots: list[Path] = []
    for index in indexes:
        spent_ms = cpu_ms(lambda index=index: snapshots.append(
            write_snapshot(made, folder / str(size), index=index)))  # fmt: skip
        opened_ms = cpu_ms(lambda: open_stock(snapshots[-1]))
        ready = open_stock(snapshots[-1])
        report[index] = {
            "write_s": round(spent_ms / 1000, 1), "open_ms": round(opened_ms, 1),
            "search": searching(ready), "plan": plans(ready), "rank_ms": ranked_ms(ready),
            "memory_mb": memory_mb(snapshots[-1:]),
        }  # fmt: skip
        print(f"measured {size:,} tracks with {index}", file=sys.stderr, flush=True)
    report["peak_rss_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return report


def main() -> None:
    parser = argparse.ArgumentParser(description="Speed of plans by the size of the library.")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument("--sizes", default=",".join(map(str, SIZES)))
    parser.add_argument("--indexes", default=",".join(INDEXES))
    parser.add_argument("--keep", type=Path, help="folder for the snapshots")
    options = parser.parse_args()
    names = [name for name in options.indexes.split(",")
             if name != "voyager" or util.find_spec("voyager")]  # fmt: skip
    with tempfile.TemporaryDirectory() as scratch:
        folder = options.keep or Path(scratch)
        report = {size: measured(int(size), names, folder) for size in options.sizes.split(",")}
    print(json.dumps(report, indent=2) if options.json else "\n\n".join(tables(report)))


if __name__ == "__main__":
    main()
