"""How fast are histories parsed? Run: ``python -m benchmarks.importing [--json] [--format NAME]``.

Every format is written by `benchmarks.importing_samples` with the same plays and read twice, each
in a process of its own: by its importer, down to what the other rooms get, and by the standard
library alone, which only parses. Thousand rows per CPU second, and the importer's peak memory.
"""

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from benchmarks.importing_more import SAMPLES
from benchmarks.importing_samples import plays
from dj.listeners.detecting import detect, load
from dj.model.track import Skipped

ROWS = 300_000
ROUNDS = 3


def best_of(work: Callable[[], object]) -> float:
    """CPU seconds of the quickest of a few rounds: what disturbs a machine only adds to them."""
    times = []
    for _ in range(ROUNDS):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return min(times)


def drain(found: Iterable[object]) -> int:
    refused = 0
    for row in found:
        refused += isinstance(row, Skipped)
    return refused


def read(name: str, path: Path) -> dict[str, object]:
    importer = load(name)
    if detect(path) != name or (refused := drain(importer.read(path))):
        sys.exit(f"{name}: the sample is not read as it was written")
    seconds = best_of(lambda: drain(importer.read(path)))
    peak_kb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return {"cpu_s": seconds, "refused": refused, "peak_mb": round(peak_kb / 1024)}


def peer(name: str, path: Path) -> dict[str, object]:
    return {"cpu_s": best_of(lambda: SAMPLES[name].peer(path))}


def apart(what: str, name: str, path: Path) -> dict[str, float]:
    """Run one reading in a process of its own, so that its memory is its own."""
    words = [sys.executable, "-m", "benchmarks.importing", what, name, str(path)]
    done = subprocess.run(words, check=True, capture_output=True, text=True)
    return json.loads(done.stdout)  # type: ignore[no-any-return]


def measured(name: str, rows: int, folder: Path) -> dict[str, object]:
    path = folder / "sample"
    with path.open("w", encoding="utf-8", newline="") as stream:
        SAMPLES[name].write(stream, plays(rows))
    ours, theirs = apart("read", name, path), apart("peer", name, path)
    return {
        "format": name,
        "megabytes": round(path.stat().st_size / 1e6),
        "krows_per_s": round(rows / ours["cpu_s"] / 1000),
        "peak_mb": round(ours["peak_mb"]),
        "peer": SAMPLES[name].peer_name,
        "peer_krows_per_s": round(rows / theirs["cpu_s"] / 1000),
        "times_peer": round(ours["cpu_s"] / theirs["cpu_s"], 2),
    }


def main() -> None:
    if sys.argv[1:2] in (["read"], ["peer"]):
        what, name, path = sys.argv[1:4]
        print(json.dumps({"read": read, "peer": peer}[what](name, Path(path))))
        return
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--rows", type=int, default=ROWS)
    parser.add_argument("--format", choices=SAMPLES, action="append")
    options = parser.parse_args()
    table = []
    for name in options.format or SAMPLES:
        with tempfile.TemporaryDirectory() as folder:
            table.append(measured(name, options.rows, Path(folder)))
        if not options.json:
            if len(table) == 1:
                print(*table[0], sep="\t")
            print(*table[-1].values(), sep="\t", flush=True)
    if options.json:
        print(json.dumps(table, indent=2))


if __name__ == "__main__":
    main()
