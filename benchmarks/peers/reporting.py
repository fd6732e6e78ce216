"""What every contender tells of each file: one JSON object a line, on standard output.

Needs nothing but the standard library, since each peer runs it in an interpreter of its own. The
first file is analysed once before anything counts: imports, compilers and caches are not the work.
"""

import json
import resource
import sys
import time
from collections.abc import Callable, Mapping, Sequence


def cpu_s() -> float:
    """CPU seconds of this process and of all its children that have ended."""
    usages = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(usage.ru_utime + usage.ru_stime for usage in usages)


def report(analyse: Callable[[str], Mapping[str, object]], paths: Sequence[str]) -> None:
    """Analyse each file and print what was found and what it cost."""
    analyse(paths[0])
    for path in paths:
        began_cpu, began = cpu_s(), time.monotonic()
        try:
            found = dict(analyse(path))
        except Exception as error:  # noqa: BLE001 - a peer that fails is a figure, not a crash
            found = {"error": f"{type(error).__name__}: {error}"}
        cost = {"cpu_s": cpu_s() - began_cpu, "wall_s": time.monotonic() - began}
        print(json.dumps({"path": path, **found, **cost}), flush=True)


def main(analyse: Callable[[str], Mapping[str, object]]) -> None:
    """Analyse the files named on the command line."""
    report(analyse, sys.argv[1:])
