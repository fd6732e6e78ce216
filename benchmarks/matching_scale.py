"""A million listens stored and matched: ``python -m benchmarks.matching_scale [--json]``.

Run from the root. The listens are of 30,000 different recordings, half of the plays of a tenth of
them, spoiled as in `benchmarks.matching_corpus`. Each step is timed in this process: wall and CPU
seconds, and the most memory the process ever used until then, in MB.
"""

import argparse
import json
import random
import resource
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from benchmarks.matching_corpus import AT, BLIND_SEED, Corpus, corpus
from dj import matching
from dj.library.store import FileRow, Stamp, Store
from dj.model.listening import Listen
from dj.units import TrackId

LISTENS, RECORDINGS, TRACKS = 1_000_000, 30_000, 100_000
_STAMP = Stamp(size=1, mtime_ns=1, reader=1)


def history(found: Corpus, count: int, seed: int = 5) -> Iterator[Listen]:
    """Yield plays, three minutes apart, of the corpus's rows: the first of them most often."""
    roll = random.Random(seed)
    rows = [case.listen for case in found.cases]
    weights = [1.0 / (place + 20) ** 0.8 for place in range(len(rows))]
    for number, row in enumerate(roll.choices(rows, weights, k=count)):
        played = roll.choice((row.duration_ms, None, 20_000, 215_000))
        yield Listen(
            started_at=AT + timedelta(seconds=190 * number), artist=row.artist, title=row.title,
            album=row.album, played_ms=played, duration_ms=row.duration_ms,
            skipped=played == 20_000, ids=row.ids, source="made up",
        )  # fmt: skip


def timed(steps: list[dict[str, object]], name: str, work: Callable[[], object]) -> None:
    """Do one step and note what it took."""
    wall, cpu = time.monotonic(), time.process_time()
    told = work()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    steps.append({"step": name, "wall_s": round(time.monotonic() - wall, 1),
                  "cpu_s": round(time.process_time() - cpu, 1), "peak_mb": peak,
                  "result": told})  # fmt: skip


def measured(folder: Path, listens: int, recordings: int, tracks: int) -> list[dict[str, object]]:
    """Fill a library and import into it, again and again."""
    found = corpus(BLIND_SEED, tracks, recordings)
    steps: list[dict[str, object]] = []
    with Store.open(folder) as store:
        store.save_files(FileRow(path=str(t.path), stamp=_STAMP, outcome=t) for t in found.tracks)

        def bring() -> object:
            rows = matching.matcher(store).listens(history(found, listens))
            return store.add_listens("me", rows)

        def new_track() -> object:
            path, before = Path("/music/new.flac"), store.track_marks()
            track = replace(found.tracks[-1], id=TrackId("f" * 32), title="Quite New", path=path)
            store.save_files([FileRow(path=str(path), stamp=_STAMP, outcome=track)])
            return matching.catch_up(store, before)

        timed(steps, "rows made, nothing else", lambda: sum(1 for _ in history(found, listens)))
        timed(steps, "matched and stored", bring)
        timed(steps, "the same once more", bring)
        plain = history(found, listens)
        timed(steps, "once more, not matched first", lambda: store.add_listens("me", plain))
        timed(steps, "all matched again", lambda: matching.catch_up(store, {}))
        timed(steps, "matched again, a new track", new_track)
        marks = store.track_marks()
        timed(steps, "matched again, nothing new", lambda: matching.catch_up(store, marks))
        timed(steps, "read as columns", lambda: len(store.plays("me").recording))
        timed(steps, "read as listens", lambda: len(store.listens("me")))
        size = (folder / "library.db").stat().st_size
        timed(steps, "forgotten", lambda: store.forget_listener("me"))
        steps.append({"step": "library.db, MB", "result": size >> 20})
    return steps


def main() -> None:
    """Print one line for each step."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--listens", type=int, default=LISTENS)
    parser.add_argument("--recordings", type=int, default=RECORDINGS)
    parser.add_argument("--tracks", type=int, default=TRACKS)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        steps = measured(Path(name), options.listens, options.recordings, options.tracks)
    if options.json:
        print(json.dumps(steps, indent=2))
        return
    for step in steps:
        print(*step.values(), sep="\t")


if __name__ == "__main__":
    main()
