"""How well and how fast is a library searched? Run it: ``python -m benchmarks.searching``.

The songs are invented: half have titles of few and common words (`dj.testing.world`), half of words
drawn by Zipf's law from 200 000. Asked for are titles as they are, titles with one slip (a letter
lost, added, changed, or swapped with the next), titles not typed to their end, and title with
artist. Right is a song of that very title by anybody. Beside it, over the same rows in the same
run: SQL's LIKE '%words%', and rapidfuzz's best titles where that is installed (it is not needed
otherwise). CPU milliseconds; a search opens the index anew each time, as a command does.
"""

import argparse
import json
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np

from dj.library.search import search
from dj.library.store import FileRow, Stamp, Store
from dj.model.track import Track
from dj.testing.world.places import distinct_names, titles
from dj.units import TrackId

SIZES = (1_000, 20_000)
QUERIES = 2_000
_OTHERS = 0.02
"""Share of the queries that the slower ways are asked."""
_VOCABULARY = 200_000
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_SYLLABLES = tuple(
    c + v for c in "bdfghjklmnprstvwz" for v in ("a", "e", "i", "o", "u", "an", "er")
)


@dataclass(frozen=True, slots=True)
class Songs:
    """Names of songs, by number."""

    titles: tuple[str, ...]
    artists: tuple[str, ...]

    def track(self, number: int) -> Track:
        """Make a song of the library."""
        return Track(
            id=TrackId(f"{number * 2654435761 % 2**64:032x}"), path=Path(f"/music/{number}.flac"),
            title=self.titles[number], artist=self.artists[number],
            artists=(self.artists[number],), album=f"{self.titles[number - number % 10]} sessions",
            year=1950 + number % 75, genres=(("Latin Jazz", "Rock", "Fado", "Soul")[number % 4],),
            duration_s=200.0,
        )  # fmt: skip


def made_up(count: int, rng: np.random.Generator) -> Songs:
    """Make up the names of songs."""
    lengths = rng.integers(2, 5, _VOCABULARY)
    words = ["".join(_SYLLABLES[s] for s in rng.integers(0, len(_SYLLABLES), n)) for n in lengths]
    ranks = np.minimum(rng.zipf(1.2, (count, 4)) - 1, _VOCABULARY - 1)
    sizes = rng.integers(1, 5, count)
    drawn = [" ".join(words[r] for r in row[:n]) for row, n in zip(ranks, sizes, strict=True)]
    common = titles(rng, count)
    artists = distinct_names(rng, max(4, min(count // 10, 20_000)))
    by = rng.integers(0, len(artists), count)
    return Songs(
        tuple(common[n] if n % 2 else drawn[n] for n in range(count)),
        tuple(artists[n] for n in by),
    )


def slipped(title: str, rng: np.random.Generator) -> str:
    """Make one slip in a title, anywhere between its first and its last letter."""
    place, letter = int(rng.integers(0, len(title))), _LETTERS[int(rng.integers(0, 26))]
    kind = int(rng.integers(0, 4))
    if kind == 0 and len(title) > 1:
        return title[:place] + title[place + 1 :]
    if kind == 1:
        return title[:place] + letter + title[place:]
    if kind == 2 and place + 1 < len(title):
        return title[:place] + title[place + 1] + title[place] + title[place + 2 :]
    return title[:place] + letter + title[place + 1 :]


def asked(
    songs: Songs, queries: int, rng: np.random.Generator
) -> Iterator[tuple[str, str, str, int]]:
    """Yield kind, query, the right title, and within how many hits it must be."""
    for number in rng.integers(0, len(songs.titles), queries).tolist():
        title = songs.titles[number]
        yield "exact title", title, title, 1
        yield "one slip", slipped(title, rng), title, 5
        yield "not to the end", title[: max(3, len(title) * 2 // 3)], title, 10
        yield "title and artist", f"{songs.artists[number]} {title}", title, 1


def measured(count: int, queries: int, seed: int) -> dict[str, object]:
    rng = np.random.default_rng(seed)
    songs = made_up(count, rng)
    with tempfile.TemporaryDirectory() as name, Store.open(Path(name)) as store:
        stamp = Stamp(size=1, mtime_ns=1, reader=1)
        store.save_files(
            FileRow(path=f"/music/{n}.flac", stamp=stamp, outcome=songs.track(n))
            for n in range(count)
        )
        start = time.process_time()
        search(store, "x")
        built_s = time.process_time() - start
        size = (Path(name) / "search.db").stat().st_size
        ours = _ours(store, list(asked(songs, queries, rng)))
        others = {"LIKE": _like(songs), "rapidfuzz": _rapidfuzz(songs)}
        some = list(asked(songs, max(5, round(_OTHERS * queries)), rng))
        beside = {way: _timed(some, find) for way, find in others.items() if find}
    return {"songs": count, "build_s": round(built_s, 1), "bytes_a_song": size // count,
            "ours": ours, **beside}  # fmt: skip


def _ours(store: Store, queries: Sequence[tuple[str, str, str, int]]) -> dict[str, object]:
    def find(query: str, most: int) -> list[str]:
        return [hit.track.title for hit in search(store, query, limit=max(most, 20)).hits][:most]

    return _timed(queries, find)


def _timed(
    queries: Sequence[tuple[str, str, str, int]], find: Callable[[str, int], list[str]]
) -> dict[str, object]:
    found: dict[str, list[tuple[bool, float]]] = {}
    for kind, query, title, most in queries:
        start = time.process_time()
        right = title in find(query, most)
        found.setdefault(kind, []).append((right, (time.process_time() - start) * 1000.0))
    return {
        kind: {
            "right": round(float(np.mean([right for right, _ in rows])), 4),
            "p50_ms": round(float(np.percentile([ms for _, ms in rows], 50)), 1),
            "p95_ms": round(float(np.percentile([ms for _, ms in rows], 95)), 1),
        }
        for kind, rows in found.items()
    }


def _like(songs: Songs) -> Callable[[str, int], list[str]]:
    import sqlite3

    plain = sqlite3.connect(":memory:")
    plain.execute("CREATE TABLE songs (title TEXT, artist TEXT)")
    plain.executemany("INSERT INTO songs VALUES (?, ?)",
                      zip(songs.titles, songs.artists, strict=True))  # fmt: skip
    query = """SELECT title FROM songs WHERE artist || ' ' || title LIKE ?
               ORDER BY LENGTH(title) LIMIT ?"""
    return lambda words, most: [t for (t,) in plain.execute(query, (f"%{words}%", most))]


def _rapidfuzz(songs: Songs) -> Callable[[str, int], list[str]] | None:
    if find_spec("rapidfuzz") is None:
        return None
    from rapidfuzz import process

    return lambda words, most: [
        found[0] for found in process.extract(words, songs.titles, limit=most)
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    parser.add_argument("--queries", type=int, default=QUERIES, help="of each of the four kinds")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    rows = (measured(count, options.queries, options.seed) for count in options.sizes)
    if options.json:
        print(json.dumps(list(rows), indent=2))
        return
    for row in rows:
        _tell(row)


def _tell(row: Mapping[str, Any]) -> None:
    print(f"{row['songs']:,} songs: built in {row['build_s']} s, {row['bytes_a_song']} bytes each")
    for way in ("ours", "LIKE", "rapidfuzz"):
        for kind, told in row.get(way, {}).items():
            print(f"  {way:10} {kind:18}", *(f"{name} {value}" for name, value in told.items()),
                  flush=True)  # fmt: skip


if __name__ == "__main__":
    main()
