"""The Voyager index: a navigable small world (Malkov & Yashunin 2018), for millions of tracks.

It answers many times faster than Annoy and takes three times as long to build. Its file is read
into the memory of each process, not mapped. One build thread and a fixed seed, as with Annoy.
"""

from pathlib import Path
from typing import Final

import numpy as np
import voyager
from numpy.typing import NDArray

from dj.lineup.neighbours.approximate import POOL, ApproximateIndex, opened, reopened
from dj.lineup.neighbours.generations import Sidecar

LINKS = 16
BUILD_EFFORT = 100


class Graph:
    """Voyager's graph over the rows of a matrix."""

    def __init__(self, graph: "voyager.Index") -> None:
        """Keep a graph that is built or opened."""
        self._graph = graph

    def nearest(
        self, query: NDArray[np.float32], count: int, query_ef: int, /
    ) -> NDArray[np.int64]:
        """Propose so many rows, keeping `query_ef` of them in view."""
        count = min(count, len(self._graph))
        if not count:
            return np.zeros(0, np.int64)
        found = self._graph.query(query, count, 1, max(query_ef, count))[0]
        return np.asarray(found, np.int64)

    def save(self, path: Path, /) -> None:
        """Write the graph."""
        self._graph.save(str(path))


class VoyagerEngine:
    """Voyager, as every index of this room uses it."""

    kind: Final = "voyager"
    metric: Final = "cosine"
    settings: Final = f"{LINKS} links"
    effort: Final = "query_ef"

    def grow(self, rows: NDArray[np.float32], seed: int, /) -> Graph:
        """Build the graph in one thread."""
        graph = voyager.Index(voyager.Space.Cosine, rows.shape[1], M=LINKS,
                              ef_construction=BUILD_EFFORT, random_seed=seed % (1 << 31),
                              max_elements=max(1, rows.shape[0]))  # fmt: skip
        if rows.shape[0]:
            graph.add_items(rows, num_threads=1)
        return Graph(graph)

    def load(self, path: Path, sidecar: Sidecar, /) -> Graph | None:
        """Read the graph."""
        try:
            graph = voyager.Index.load(str(path))
        except (RuntimeError, OSError, ValueError):
            return None
        usable = len(graph) == sidecar.n and graph.num_dimensions == sidecar.dim
        return Graph(graph) if usable else None

    def efforts(self, n: int, /) -> tuple[int, int]:
        """From a pool to all rows in view."""
        return min(POOL, n), n


class VoyagerBuilder:
    """Entry point ``voyager`` of the group ``dj.indexes``, with the extra ``voyager``."""

    def build(
        self, matrix: NDArray[np.float32], folder: Path | None, seed: int, /
    ) -> ApproximateIndex:
        """Reopen the folder's index, mended with what changed, or build and keep a new one.

        Raises:
            LibraryError: if rows are unusable.
        """
        return opened(VoyagerEngine(), matrix, folder, seed)

    def reopen(self, matrix: NDArray[np.float32], folder: Path, /) -> ApproximateIndex | None:
        """Open the folder's index of just this matrix, trusting that nothing has changed."""
        return reopened(VoyagerEngine(), matrix, folder, None)
