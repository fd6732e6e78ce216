"""What all approximate indexes share: kept on disk, calibrated, mended with what is new.

An engine proposes rows; they are scored again from the matrix, so that similarities are exact and
only recall is approximate. How far it searches is calibrated at build to the recall wanted.
"""

import time
from dataclasses import replace
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from dj.lineup.neighbours.exact import best
from dj.lineup.neighbours.fresh import GONE, Alignment, aligned, keys_of
from dj.lineup.neighbours.generations import Sidecar, publish, reopen
from dj.lineup.neighbours.matrix import checked_query, checked_rows, digest

POOL = 500
"""Neighbours for which the recall is promised: what the sequencer's pool is filled from."""
RECALL = 0.95
"""Least share of the true neighbours found, on average over held-out queries, less its error."""
REBUILD_FROM = 0.2
"""Share of rows fresh or gone from which an index is built anew; until then recall does not fall,
and comparing the fresh ones costs less than what the index saves."""
_QUERIES = (20, 100)
"""Least and most held-out queries for the calibration: one for ten rows."""
_BISECTIONS = 5

Rows = NDArray[np.float32]


class Grown(Protocol):
    """An engine's own index over the rows of a matrix."""

    def nearest(self, query: Rows, count: int, effort: int, /) -> NDArray[np.int64]:
        """Propose about so many rows near a query, in any order."""
        ...

    def save(self, path: Path, /) -> None:
        """Write it to a file."""
        ...


class Engine(Protocol):
    """A way to search approximately."""

    @property
    def kind(self) -> str:
        """Name in the group ``dj.indexes``."""

    @property
    def metric(self) -> str:
        """How it compares rows."""

    @property
    def settings(self) -> str:
        """What else shapes the index, for people."""

    @property
    def effort(self) -> str:
        """What the library calls how far to search."""

    def grow(self, rows: Rows, seed: int, /) -> Grown:
        """Build; the same rows and seed give the same file."""
        ...

    def load(self, path: Path, sidecar: Sidecar, /) -> Grown | None:
        """Open a file; None if it is not one of this engine, or of other rows."""
        ...

    def efforts(self, n: int, /) -> tuple[int, int]:
        """Least effort worth trying, and that at which every row is looked at."""
        ...


class ApproximateIndex:
    """Rows proposed by an engine, mended with what is new and scored from the matrix."""

    def __init__(
        self,
        engine: Engine,
        grown: Grown,
        sidecar: Sidecar,
        matrix: Rows,
        alignment: Alignment | None = None,
    ) -> None:
        """Keep an index and the matrix whose rows it is about, or that came from those."""
        self.sidecar = sidecar
        self.fresh = alignment.fresh.size if alignment else 0
        self.gone = alignment.gone if alignment else 0
        self.name = f"{sidecar.kind} {sidecar.settings}, {engine.effort} {sidecar.effort}"
        if self.fresh or self.gone:
            self.name += f", {self.fresh} fresh, {self.gone} gone"
        self._grown = grown
        self._matrix = matrix
        self._alignment = alignment
        self._fresh = matrix[alignment.fresh] if alignment else matrix[:0]

    def query(self, vector: Rows, count: int, /) -> tuple[NDArray[np.int64], Rows]:
        """Return row numbers, nearest first, and their exact cosine similarities.

        The recall is promised for `POOL` neighbours, and for the nearest of a longer answer.
        """
        query = checked_query(vector, self._matrix.shape[1])
        spare = -(-2 * count * self.gone // max(1, self.sidecar.n))
        rows = self._grown.nearest(query, count + spare, self.sidecar.effort)
        rows = np.sort(self._mended(rows, query, count))
        places, similarities = best(self._matrix[rows] @ query, count)
        return rows[places], similarities

    def _mended(self, items: NDArray[np.int64], query: Rows, count: int) -> NDArray[np.int64]:
        """Skip what is gone, and add what is fresh and near."""
        if not self._alignment:
            return items
        known = self._alignment.row_of[items]
        near = self._alignment.fresh[best(self._fresh @ query, count)[0]]
        return np.concatenate([known[known != GONE], near])


def opened(engine: Engine, matrix: Rows, folder: Path | None, seed: int) -> ApproximateIndex:
    """Reopen the folder's index, mended, or build, calibrate and keep a new one.

    Raises:
        LibraryError: if rows are unusable.
        OutputError: if the folder cannot be written.
    """
    rows = checked_rows(matrix)
    made = Sidecar(kind=engine.kind, dim=rows.shape[1], metric=engine.metric, n=rows.shape[0],
                   settings=engine.settings, seed=seed, matrix_sha256=digest(rows), effort=0,
                   recall=0.0, recall_50=0.0, queries=0, build_s=0.0)  # fmt: skip
    found = reopened(engine, rows, folder, made) if folder else None
    return found or _built(engine, rows, folder, made)


def reopened(
    engine: Engine, rows: Rows, folder: Path, wanted: Sidecar | None
) -> ApproximateIndex | None:
    """Open the folder's index if it was made as is wanted, of nearly these rows.

    Args:
        engine: The engine that made it.
        rows: The matrix it is to serve.
        folder: Where it is kept.
        wanted: How it must have been made; None trusts that it is the index of just these rows.
    """
    kept = reopen(folder, check=wanted is not None)
    if kept is None or kept[0].kind != engine.kind or (wanted and not kept[0].fits(wanted)):
        return None
    sidecar, keys = kept
    same = wanted is None or wanted.matrix_sha256 == sidecar.matrix_sha256
    if same and sidecar.n != rows.shape[0]:
        return None
    alignment = None if same else aligned(keys, keys_of(rows))
    if alignment and alignment.changed > REBUILD_FROM:
        return None
    grown = engine.load(folder / sidecar.file, sidecar)
    return ApproximateIndex(engine, grown, sidecar, rows, alignment) if grown else None


def _built(engine: Engine, rows: Rows, folder: Path | None, made: Sidecar) -> ApproximateIndex:
    begun = time.process_time()
    grown = engine.grow(rows, made.seed)
    spent = round(time.process_time() - begun, 1)
    sidecar = replace(made, effort=1, recall=1.0, recall_50=1.0)
    if rows.size:
        sidecar = calibrated(engine, grown, rows, made)
    sidecar = replace(sidecar, build_s=spent)
    if folder is not None:
        sidecar = publish(folder, sidecar, keys_of(rows), grown.save)
    return ApproximateIndex(engine, grown, sidecar, rows)


def calibrated(engine: Engine, grown: Grown, rows: Rows, made: Sidecar) -> Sidecar:
    """Find by bisection the least effort whose recall of the pool is high enough.

    Queries are held out: directions between two random rows, which are in no index.
    """
    rng = np.random.default_rng(made.seed)
    number = int(np.clip(rows.shape[0] // 10, *_QUERIES))
    pairs = rng.integers(0, rows.shape[0], (number, 2))
    queries = rows[pairs[:, 0]] + 0.5 * rows[pairs[:, 1]]
    truth = [best(rows @ query, min(POOL, rows.shape[0]))[0] for query in queries]

    def recalls(effort: int, count: int = POOL) -> NDArray[np.float64]:
        return np.array([
            np.isin(true[:count], grown.nearest(query, min(count, true.size), effort)).mean()
            for query, true in zip(queries, truth, strict=True)
        ])  # fmt: skip

    def enough(effort: int) -> bool:
        shares = recalls(effort)
        return bool(shares.mean() - shares.std() / number**0.5 >= RECALL)

    low, high = engine.efforts(rows.shape[0])
    while 4 * low < high and not enough(4 * low):
        low *= 4
    high = min(4 * low, high)
    for _ in range(_BISECTIONS):
        middle = (low + high) // 2
        low, high = (low, middle) if enough(middle) else (middle, high)
    found, nearest = (round(float(recalls(high, count).mean()), 4) for count in (POOL, 50))
    return replace(made, effort=high, recall=found, recall_50=nearest, queries=number)
