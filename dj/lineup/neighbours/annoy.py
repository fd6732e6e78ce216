"""The Annoy index: a forest of random splits, mapped from disk, for large libraries.

Only the angular metric is used: in the released library the trees of ``dot`` are not made for it.
One build thread and a fixed seed, since with more threads each build gives another file.
"""

from functools import cache
from pathlib import Path
from typing import Final

import numpy as np
from annoy import AnnoyIndex as Library
from numpy.typing import NDArray

from dj.errors import LibraryError
from dj.lineup.neighbours.approximate import POOL, ApproximateIndex, opened, reopened
from dj.lineup.neighbours.exact import best
from dj.lineup.neighbours.generations import Sidecar

TREES = 20


class Forest:
    """Annoy's trees over the rows of a matrix."""

    def __init__(self, trees: Library) -> None:
        """Keep trees that are built or opened."""
        self._trees = trees

    def nearest(
        self, query: NDArray[np.float32], count: int, search_k: int, /
    ) -> NDArray[np.int64]:
        """Propose so many rows, looking at `search_k` nodes."""
        found = self._trees.get_nns_by_vector(query, count, search_k=search_k)
        return np.array(found, np.int64)

    def save(self, path: Path, /) -> None:
        """Write the trees."""
        self._trees.save(str(path))


class AnnoyEngine:
    """Annoy, as every index of this room uses it."""

    kind: Final = "annoy"
    metric: Final = "angular"
    settings: Final = f"{TREES} trees"
    effort: Final = "search_k"

    def grow(self, rows: NDArray[np.float32], seed: int, /) -> Forest:
        """Build the trees in one thread."""
        trees = Library(rows.shape[1], self.metric)
        trees.set_seed(seed % (1 << 31) or 1)
        for row, vector in enumerate(rows):
            trees.add_item(row, vector)
        trees.build(TREES, n_jobs=1)
        return Forest(trees)

    def load(self, path: Path, sidecar: Sidecar, /) -> Forest | None:
        """Map the trees."""
        trees = Library(sidecar.dim, self.metric)
        try:
            trees.load(str(path))
        except OSError:
            return None
        return Forest(trees) if trees.get_n_items() == sidecar.n else None

    def efforts(self, n: int, /) -> tuple[int, int]:
        """From a pool to all nodes of all trees."""
        return min(POOL, n), 2 * TREES * n


class AnnoyBuilder:
    """Entry point ``annoy`` of the group ``dj.indexes``."""

    def build(
        self, matrix: NDArray[np.float32], folder: Path | None, seed: int, /
    ) -> ApproximateIndex:
        """Reopen the folder's index, mended with what changed, or build and keep a new one.

        Raises:
            LibraryError: if rows are unusable or the installed Annoy answers wrongly.
        """
        self_test()
        return opened(AnnoyEngine(), matrix, folder, seed)

    def reopen(self, matrix: NDArray[np.float32], folder: Path, /) -> ApproximateIndex | None:
        """Open the folder's index of just this matrix, trusting that nothing has changed."""
        self_test()
        return reopened(AnnoyEngine(), matrix, folder, None)


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
    forest = AnnoyEngine().grow(rows, 1)
    for query in rows[:20]:
        found = forest.nearest(query, 10, 2 * TREES * 200)
        if sorted(found) != sorted(best(rows @ query, 10)[0]):
            raise LibraryError(
                "the installed Annoy does not find the nearest neighbours.",
                where="annoy",
                hint="Rebuild without -ffast-math: ANNOY_COMPILER_ARGS='-O3,-std=c++14,"
                "-DANNOYLIB_MULTITHREADED_BUILD' pip install --no-binary annoy "
                "--force-reinstall annoy",
            )
