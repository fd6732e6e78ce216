"""The Annoy index: a forest of random splits, mapped from disk, for large libraries.

Only the angular metric is used: in the released library the trees of ``dot`` are not made for it.
One build thread and a fixed seed, since with more threads each build gives another file. Annoy's
answers are scored again from the matrix, so similarities are exact and only recall is approximate;
`search_k` is calibrated to the recall wanted.
"""

from functools import cache
from pathlib import Path
from typing import Final

import numpy as np
from annoy import AnnoyIndex as Forest
from numpy.typing import NDArray

from dj.errors import LibraryError
from dj.lineup.neighbours.exact import best
from dj.lineup.neighbours.generations import Sidecar, publish, reopen
from dj.lineup.neighbours.matrix import checked_query, checked_rows, digest

METRIC: Final = "angular"
TREES = 20
POOL = 500
"""Neighbours for which the recall is promised: what the sequencer's pool is filled from."""
RECALL = 0.95
"""Least share of the true neighbours found, on average over held-out queries."""
_QUERIES = 40
"""Held-out queries for the calibration."""
_BISECTIONS = 6


class AnnoyNeighbours:
    """A forest over the rows of a matrix; answers are scored from the matrix itself."""

    def __init__(self, forest: Forest, matrix: NDArray[np.float32], sidecar: Sidecar) -> None:
        """Keep an opened forest and the matrix that it was built from."""
        self.sidecar = sidecar
        self.name = f"annoy {sidecar.trees} trees, search_k {sidecar.search_k}"
        self._forest = forest
        self._matrix = matrix

    def query(
        self, vector: NDArray[np.float32], count: int, /
    ) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """Return row numbers, nearest first, and their exact cosine similarities."""
        query = checked_query(vector, self._matrix.shape[1])
        # The promise is for POOL neighbours; who asks for more must look in proportion further.
        search_k = self.sidecar.search_k * max(1, -(-count // POOL))
        found = np.sort(_ask(self._forest, query, count, search_k))
        places, similarities = best(self._matrix[found] @ query, count)
        return found[places], similarities


class AnnoyBuilder:
    """Entry point ``annoy`` of the group ``dj.indexes``."""

    def build(
        self, matrix: NDArray[np.float32], folder: Path | None, seed: int, /
    ) -> AnnoyNeighbours:
        """Reopen the folder's index of this very matrix, or build, calibrate and keep a new one.

        Raises:
            LibraryError: if rows are unusable or the installed Annoy answers wrongly.
        """
        self_test()
        rows = checked_rows(matrix)
        content = digest(rows)
        if folder is not None:
            kept = reopen(folder, matrix_sha256=content, seed=seed, trees=TREES)
            forest = kept and _load(folder / kept.file, rows)
            if kept and forest:
                return AnnoyNeighbours(forest, rows, kept)
        return _built(rows, content, folder, seed)


def _built(
    rows: NDArray[np.float32], content: str, folder: Path | None, seed: int
) -> AnnoyNeighbours:
    forest = _grown(rows, seed)
    search_k, recall = calibrated(forest, rows, seed)
    sidecar = Sidecar(dim=rows.shape[1], metric=METRIC, n=rows.shape[0], trees=TREES, seed=seed,
                      matrix_sha256=content, search_k=search_k, recall=recall)  # fmt: skip
    if folder is not None:
        sidecar = publish(folder, sidecar, lambda path: forest.save(str(path)))
    return AnnoyNeighbours(forest, rows, sidecar)


def calibrated(forest: Forest, rows: NDArray[np.float32], seed: int) -> tuple[int, float]:
    """Find by bisection the least `search_k` whose recall of the pool is high enough.

    Queries are held out: directions between two random rows, which are in no tree.

    Returns:
        `search_k` and the mean recall measured with it.
    """
    rng = np.random.default_rng(seed)
    pairs = rng.integers(0, rows.shape[0], (_QUERIES, 2))
    queries = rows[pairs[:, 0]] + 0.5 * rows[pairs[:, 1]]
    pool = min(POOL, rows.shape[0])
    truth = [best(rows @ query, pool)[0] for query in queries]

    def recall(search_k: int) -> float:
        asked = zip(queries, truth, strict=True)
        hits = [np.isin(true, _ask(forest, query, pool, search_k)).mean() for query, true in asked]
        return float(np.mean(hits))

    low, high = pool, 2 * TREES * rows.shape[0]
    while recall(min(4 * low, high)) < RECALL and 4 * low < high:
        low *= 4
    high = min(4 * low, high)
    for _ in range(_BISECTIONS):
        middle = (low + high) // 2
        low, high = (low, middle) if recall(middle) >= RECALL else (middle, high)
    return high, round(recall(high), 4)


@cache
def self_test() -> None:
    """Ask a tiny forest for what it must find.

    Some compilers' fast arithmetic makes Annoy return one neighbour for every query.

    Raises:
        LibraryError: if it does not find all true neighbours at full search.
    """
    rng = np.random.default_rng(0)
    rows = rng.standard_normal((200, 64)).astype(np.float32)
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    forest = _grown(rows, seed=1)
    for query in rows[:20]:
        found = _ask(forest, query, 10, 2 * TREES * 200)
        if sorted(found) != sorted(best(rows @ query, 10)[0]):
            raise LibraryError(
                "the installed Annoy does not find the nearest neighbours.",
                where="annoy",
                hint="Rebuild without -ffast-math: ANNOY_COMPILER_ARGS='-O3,-std=c++14,"
                "-DANNOYLIB_MULTITHREADED_BUILD' pip install --no-binary annoy "
                "--force-reinstall annoy",
            )


def _grown(rows: NDArray[np.float32], seed: int) -> Forest:
    forest = Forest(rows.shape[1], METRIC)
    forest.set_seed(seed % (1 << 31) or 1)
    for row, vector in enumerate(rows):
        forest.add_item(row, vector)
    forest.build(TREES, n_jobs=1)
    return forest


def _load(path: Path, rows: NDArray[np.float32]) -> Forest | None:
    forest = Forest(rows.shape[1], METRIC)
    try:
        forest.load(str(path))
    except OSError:
        return None
    return forest if forest.get_n_items() == rows.shape[0] else None


def _ask(
    forest: Forest, query: NDArray[np.float32], count: int, search_k: int
) -> NDArray[np.int64]:
    return np.array(forest.get_nns_by_vector(query, count, search_k=search_k), np.int64)
