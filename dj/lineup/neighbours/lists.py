"""The index of lists: rows sorted into cells by their nearest centre, cells looked through whole.

Known as an inverted file with flat lists (Sivic & Zisserman 2003; Jégou, Douze & Schmid 2011). The
centres are those of spherical k-means on a sample. A cell lies in one piece, so that to look it
through is one product at the speed of memory; the file is mapped and shared by processes.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from dj.lineup.neighbours.approximate import POOL, ApproximateIndex, opened, reopened
from dj.lineup.neighbours.exact import best
from dj.lineup.neighbours.generations import Sidecar

CELLS = 2.0
"""Cells for each square root of a row: few enough that choosing among them costs little."""
_SAMPLE = 40
"""Rows of the sample for each centre."""
_ROUNDS = 8
_BLOCK = 8_192
"""Rows compared with all centres at once."""

Rows = NDArray[np.float32]
Numbers = NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Cells:
    """Centres, and the rows of each cell side by side."""

    centres: Rows
    """Unit rows, shape (cells, d)."""
    start: Numbers
    """First place of each cell, and the number of rows, shape (cells + 1,)."""
    row: Numbers
    """Row of the matrix at each place, rising within a cell, shape (n,)."""
    vectors: Rows
    """Vector at each place, shape (n, d)."""

    def nearest(self, query: Rows, count: int, cells: int, /) -> Numbers:
        """Propose so many rows from the cells nearest to the query."""
        # The promise is for POOL neighbours; who asks for more must look in proportion further.
        cells = max(cells, -(-cells * count // POOL))
        chosen = np.sort(best(self.centres @ query, cells)[0]).tolist()
        spans = [(int(self.start[one]), int(self.start[one + 1])) for one in chosen]
        if not spans:
            return np.zeros(0, np.int64)
        likeness = np.concatenate([self.vectors[a:b] @ query for a, b in spans])
        places = np.concatenate([np.arange(a, b) for a, b in spans])
        rows: Numbers = self.row[places[best(likeness, count)[0]]]
        return rows

    def save(self, path: Path, /) -> None:
        """Write centres, starts, rows and vectors one after the other."""
        with path.open("wb") as file:
            np.array([len(self.centres), *self.vectors.shape], "<i8").tofile(file)
            for part, kind in ((self.start, "<i8"), (self.row, "<i8"), (self.centres, "<f4"),
                               (self.vectors, "<f4")):  # fmt: skip
                part.astype(kind, copy=False).tofile(file)


class ListsEngine:
    """Cells, as every index of this room uses them."""

    kind: Final = "lists"
    metric: Final = "cosine"
    settings: Final = f"{CELLS:g}√n cells"
    effort: Final = "cells"

    def grow(self, rows: Rows, seed: int, /) -> Cells:
        """Find the centres on a sample, then sort all rows into their cells."""
        rng = np.random.default_rng(seed)
        number = min(len(rows), max(1, round(CELLS * len(rows) ** 0.5)))
        centres = _centres(rows, number, rng) if len(rows) else rows
        cell = _cells(rows, centres)
        order = np.argsort(cell, kind="stable")
        start = np.searchsorted(cell[order], np.arange(number + 1 if len(rows) else 1))
        return Cells(centres=centres, start=start, row=order, vectors=rows[order])

    def load(self, path: Path, sidecar: Sidecar, /) -> Cells | None:
        """Map the file."""
        raw = np.memmap(path, np.uint8, mode="r").view(np.ndarray)
        cells, n, dim = raw[:24].view("<i8").tolist()
        if (n, dim) != (sidecar.n, sidecar.dim):
            return None
        ends = np.cumsum([24, 8 * (cells + 1), 8 * n, 4 * cells * dim, 4 * n * dim]).tolist()
        if ends[-1] != raw.size:
            return None
        start, row, centres, vectors = (
            raw[a:b].view(kind)
            for a, b, kind in zip(ends, ends[1:], ("<i8", "<i8", "<f4", "<f4"), strict=False)
        )
        return Cells(start=start, row=row, centres=centres.reshape(cells, dim),
                     vectors=vectors.reshape(n, dim))  # fmt: skip

    def efforts(self, n: int, /) -> tuple[int, int]:
        """From one cell to all."""
        return 1, max(1, round(CELLS * n**0.5))


class ListsBuilder:
    """Entry point ``lists`` of the group ``dj.indexes``."""

    def build(self, matrix: Rows, folder: Path | None, seed: int, /) -> ApproximateIndex:
        """Reopen the folder's index, mended with what changed, or build and keep a new one.

        Raises:
            LibraryError: if rows are unusable.
        """
        return opened(ListsEngine(), matrix, folder, seed)

    def reopen(self, matrix: Rows, folder: Path, /) -> ApproximateIndex | None:
        """Open the folder's index of just this matrix, trusting that nothing has changed."""
        return reopened(ListsEngine(), matrix, folder, None)


def _centres(rows: Rows, number: int, rng: np.random.Generator) -> Rows:
    """Spherical k-means (Dhillon & Modha 2001) on a sample; a centre nobody is near to stays."""
    size = min(len(rows), _SAMPLE * number)
    sample = rows[np.sort(rng.choice(len(rows), size, replace=False))]
    centres = sample[np.sort(rng.choice(size, number, replace=False))].copy()
    for _ in range(_ROUNDS):
        cell = _cells(sample, centres)
        order = np.argsort(cell, kind="stable")
        held, first = np.unique(cell[order], return_index=True)
        means = np.add.reduceat(sample[order], first, axis=0, dtype=np.float64)
        lengths = np.linalg.norm(means, axis=1, keepdims=True)
        whole = lengths[:, 0] > 1e-9
        centres[held[whole]] = (means[whole] / lengths[whole]).astype(np.float32)
    return centres


def _cells(rows: Rows, centres: Rows) -> Numbers:
    """Return the nearest centre of each row."""
    blocks = (rows[start : start + _BLOCK] for start in range(0, len(rows), _BLOCK))
    found = [(block @ centres.T).argmax(axis=1) for block in blocks]
    return np.concatenate(found) if found else np.zeros(0, np.int64)
