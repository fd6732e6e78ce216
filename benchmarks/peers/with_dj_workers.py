"""Ours as a scan runs it: `analyse_all` over many tracks. First argument: how many processes."""

import json
import sys
import time
from pathlib import Path

import soundfile

from dj.analysis import analyse_all
from dj.model.track import Skipped, Track
from dj.units import TrackId


def main() -> None:
    """Analyse the files and print wall seconds and how many failed."""
    processes, paths = int(sys.argv[1]), [Path(name) for name in sys.argv[2:]]
    tracks = [
        Track(
            id=TrackId(f"{number:032x}"), path=path, title=path.stem, artist="",
            duration_s=soundfile.info(path).duration,
        )
        for number, path in enumerate(paths)
    ]  # fmt: skip
    began = time.monotonic()
    found = [outcome for _, outcome in analyse_all(tracks, processes=processes)]
    failed = sum(isinstance(outcome, Skipped) for outcome in found)
    print(json.dumps({"wall_s": time.monotonic() - began, "failed": failed}))


if __name__ == "__main__":
    main()
