"""How fast does a library load? Run from the root: ``python -m benchmarks.store [--json]``.

`songs_ms` reads all tracks with their analyses, as each plan does; `rows_ms` only fetches the same
rows with the standard library's sqlite3, beside it in the same run. `listens_ms` stores ten listens
a song; `rescan_ms` scans as many unchanged files again. CPU milliseconds, medians; listens once.
"""

import argparse
import json
import sqlite3
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from dj.library.scan import scan
from dj.library.store import FileRow, Stamp, Store
from tests.library.store.conftest import make_analysis, make_listen, make_track

LIBRARIES = (200, 2_000, 20_000)
ROUNDS = 5
_ROWS = "SELECT * FROM files JOIN analyses USING (track_id)"


def cpu_ms(work: Callable[[], object], rounds: int = ROUNDS) -> float:
    times = []
    for _ in range(rounds):
        start = time.process_time()
        work()
        times.append((time.process_time() - start) * 1000.0)
    return round(median(times), 1)


def loaded(count: int, folder: Path) -> dict[str, object]:
    with Store.open(folder) as store:
        stamp = Stamp(size=1, mtime_ns=1, reader=1)
        tracks = [make_track(number) for number in range(count)]
        store.save_files(FileRow(path=str(t.path), stamp=stamp, outcome=t) for t in tracks)
        with store._db.writing():  # noqa: SLF001 - one transaction for all
            for number in range(count):
                store.save_analysis(make_analysis(number))
        songs_ms = cpu_ms(store.songs)
        listens = [make_listen(number) for number in range(10 * count)]
        listens_ms = cpu_ms(lambda: store.add_listens("me", listens), rounds=1)
    plain = sqlite3.connect(folder / "library.db")
    rows_ms = cpu_ms(lambda: plain.execute(_ROWS).fetchall())
    plain.close()
    return {"songs": count, "songs_ms": songs_ms, "rows_ms": rows_ms,
            "times_rows": round(songs_ms / max(rows_ms, 0.1), 1),
            "listens_ms": listens_ms, "rescan_ms": rescanned_ms(count, folder)}  # fmt: skip


def rescanned_ms(count: int, folder: Path) -> float:
    music = folder / "music"
    for number in range(count):
        path = music / f"{number % 100}" / f"{number}.mp3"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"words")
    with Store.open(folder / "scanned") as store:
        scan([music], store)
        return cpu_ms(lambda: scan([music], store))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    rows = []
    for count in LIBRARIES:
        with tempfile.TemporaryDirectory() as name:
            rows.append(loaded(count, Path(name)))
    if options.json:
        print(json.dumps(rows, indent=2))
        return
    print(*rows[0], sep="\t")
    for row in rows:
        print(*row.values(), sep="\t")


if __name__ == "__main__":
    main()
