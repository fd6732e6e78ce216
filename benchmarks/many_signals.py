"""What do 2,000 more signals cost a plan? ``python -m benchmarks.many_signals [--json]``.

A plug-in that brings them is laid beside the program, and a session is planned from 2,000 songs
without and with it, in turn, in processes of their own. `ratio` is the CPU time of one plan with
them over that without; less than 2 is asked for.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

import msgspec

ROOT = Path(__file__).parents[1]
COUNT = 2000
PLANS = 5
ROUNDS = 3
_PLUGIN = """
class Dummy:
    meaning, reads, privacy, default_weight, version = "x", "x", "none", 1e-5, 1
    asked = 0
    def __init__(self, name): self.name = name
    def values(self, scene, rows):
        Dummy.asked += 1
        return scene.energies[rows]
def __getattr__(name):
    if name.startswith("dummy"): return Dummy(name)
    raise AttributeError(name)
"""
_PLAN = f"""
import json, sys, time
from dj.lineup import SIGNALS, plan, stock
from tests.lineup.worlds import AT, SHOW, library, listener
songs = library(2000, 300)
ready, known = stock(songs), listener(songs)
spent = []
for _ in range({PLANS}):
    begun = time.process_time()
    found = plan(ready, SHOW, known, at=AT, seed=1)
    spent.append(time.process_time() - begun)
many = sys.modules.get("many")
print(json.dumps({{"signals": len(SIGNALS), "asked": many.Dummy.asked if many else 0,
                  "seconds": min(spent), "songs": [slot.track_id for slot in found.slots]}}))
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """A session that was planned a few times in a process of its own."""

    signals: int
    """Known to the program."""
    asked: int
    """How often the plug-in's signals gave values, in all plans together."""
    seconds: float
    """CPU time of the quickest plan."""
    songs: list[str]


def lay_plugin(folder: Path) -> None:
    """Write a plug-in with 2,000 signals into a folder, as if it were installed there."""
    about = folder / "many-1.0.dist-info"
    about.mkdir()
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: many\nVersion: 1.0\n")
    entries = "".join(f"dummy{n} = many:dummy{n}\n" for n in range(COUNT))
    (about / "entry_points.txt").write_text(f"[dj.signals]\n{entries}")
    (folder / "many.py").write_text(_PLUGIN)


def planned(*more: Path) -> Planned:
    """Plan in a new process that finds more packages in some folders."""
    path = os.pathsep.join(map(str, (ROOT, *more)))
    done = subprocess.run(
        [sys.executable, "-c", _PLAN], cwd=ROOT, check=True, capture_output=True,
        env={"PYTHONPATH": path, "PATH": "", "OPENBLAS_NUM_THREADS": "1"},
    )  # fmt: skip
    return msgspec.json.decode(done.stdout, type=Planned)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        lay_plugin(Path(folder))
        # In turn, and the best of each: a machine's speed drifts between processes.
        runs = [(planned(), planned(Path(folder))) for _ in range(ROUNDS)]
    few, many = (min(one.seconds for one in side) for side in zip(*runs, strict=True))
    found = {"few_s": round(few, 4), "many_s": round(many, 4), "ratio": round(many / few, 2)}
    print(json.dumps(found) if options.json else "\n".join(f"{k}\t{v}" for k, v in found.items()))


if __name__ == "__main__":
    main()
