"""What listeners and items have in common: implicit alternating least squares.

Hu, Koren and Volinsky 2008: a listener u and an item v are vectors; what was played should give
u·v = 1 with confidence `ALPHA`, all else 0 with confidence 1. With the items fixed each listener
is one small system of equations, and the other way round. A listener who comes later is folded in
by solving the same equations once: nothing is trained again.

All sums are made of pieces so small that no library shares them among threads, whose number would
change the last digits.
"""

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from dj.interfaces import Progress

SIZE = 64
"""Length of the vectors."""
ALPHA = 4.0
"""Confidence in a play; in its absence it is 1."""
RIDGE = 5.0
"""Pull towards zero."""
ROUNDS = 15
_PIECE = 64
_FEW = (4, 16, 32, 64)
"""Rows are solved together with those of about the same number of entries, up to so many."""
_CELLS = 16_384
"""Entries solved at once, padding included: bounds the memory."""
_AT_ONCE = 256
"""Pieces summed at once: bounds the memory."""

Floats = NDArray[np.float64]


def train(
    plays: sparse.csr_matrix, *, seed: int, progress: Progress | None = None
) -> NDArray[np.float32]:
    """Learn the vectors of the items from a table of listeners × items; shape (items, 64)."""
    rng = np.random.default_rng(seed)
    items: Floats = rng.normal(0.0, 0.01, (plays.shape[1], SIZE))
    by_item = plays.T.tocsr()
    for done in range(ROUNDS):
        if progress is not None:
            progress(done, ROUNDS, "learning")
        items = _solved(by_item, _solved(plays, items))
    return items.astype(np.float32)


def _solved(table: sparse.csr_matrix, others: Floats) -> Floats:
    """Solve for every row of a table with the vectors of its columns fixed."""
    whole = gram(others)
    counts = np.diff(table.indptr)
    solved = np.zeros((table.shape[0], SIZE))
    few = _Few(others, whole)
    least = 0
    for most in _FEW:
        rows = np.flatnonzero((counts > least) & (counts <= most))
        for part in np.array_split(rows, max(1, -(-len(rows) * most // _CELLS))):
            solved[part] = few.solve(_padded(table, part, most, len(others)))
        least = most
    for row in np.flatnonzero(counts > least):
        played = table.indices[table.indptr[row] : table.indptr[row + 1]]
        solved[row] = fold_in(others[played], whole)
    return solved


def _padded(
    table: sparse.csr_matrix, rows: NDArray[np.int64], width: int, nobody: int
) -> NDArray[np.int64]:
    """Give the columns of rows, shape (rows, width), filled up with the number `nobody`."""
    places = table.indptr[rows, None] + np.arange(width)
    real = places < table.indptr[rows + 1, None]
    return np.where(real, table.indices[np.where(real, places, 0)], nobody)


class _Few:
    """The same equations for rows with few entries, which are smaller the other way round.

    With W = (VᵀV + λI)⁻¹ the answer is α W Pᵀ1 − W Pᵀ y, where (I ÷ (α − 1) + P W Pᵀ) y =
    α P W Pᵀ1 (Woodbury): n equations for n entries in the place of 64.
    """

    def __init__(self, others: Floats, whole: Floats) -> None:
        inverse = np.linalg.inv(whole + RIDGE * np.eye(SIZE))
        self._plain = np.concatenate([others, np.zeros((1, SIZE))])
        pieces = -(-len(self._plain) // _PIECE)
        filled = np.zeros((pieces * _PIECE, SIZE))
        filled[: len(self._plain)] = self._plain
        self._turned = (filled.reshape(pieces, _PIECE, SIZE) @ inverse).reshape(-1, SIZE)

    def solve(self, played: NDArray[np.int64]) -> Floats:
        """Solve for rows whose entries are `played`, shape (rows, n); the last item is none."""
        plain, turned = self._plain[played], self._turned[played]
        mixed = turned @ plain.transpose(0, 2, 1)
        first = ALPHA * turned.sum(axis=1)
        system = mixed + np.eye(played.shape[1]) / (ALPHA - 1)
        less = np.linalg.solve(system, ALPHA * mixed.sum(axis=1)[..., None])
        answer: Floats = first - (turned * less).sum(axis=1)
        return answer


def gram(vectors: NDArray[np.floating]) -> Floats:
    """Return VᵀV, shape (64, 64), whatever the number of threads."""
    if len(vectors) <= _PIECE:
        few: Floats = np.asarray(vectors, np.float64)
        return few.T @ few
    total = np.zeros((SIZE, SIZE))
    step = _PIECE * _AT_ONCE
    for first in range(0, len(vectors), step):
        part = np.asarray(vectors[first : first + step], np.float64)
        whole = len(part) // _PIECE * _PIECE
        pieces = part[:whole].reshape(-1, _PIECE, SIZE)
        total += (pieces.transpose(0, 2, 1) @ pieces).sum(axis=0)
        total += part[whole:].T @ part[whole:]
    return total


def fold_in(played: NDArray[np.floating], whole: Floats) -> Floats:
    """Give the vector of a listener: (VᵀV + (α − 1) PᵀP + λI)⁻¹ α Pᵀ1.

    Args:
        played: P, the vectors of what they played, shape (n, 64).
        whole: VᵀV of all items, see `gram`.
    """
    system = whole + (ALPHA - 1) * gram(played) + RIDGE * np.eye(SIZE)
    vector: Floats = np.linalg.solve(system, ALPHA * played.sum(axis=0, dtype=np.float64))
    return vector
