"""Which index serves a library: exact while it is fast, Annoy, then lists, or one by name."""

from pathlib import Path
from typing import Protocol, cast, runtime_checkable

import numpy as np
from numpy.typing import NDArray

from dj.errors import LibraryError, PluginError
from dj.interfaces import INDEXES, IndexBuilder, NeighbourIndex
from dj.plugins import load

ANNOY_FROM = 8_000
"""Rows from which Annoy finds the nearest 50 faster than an exact scan, at a recall of 0.95."""
LISTS_FROM = 50_000
"""Rows from which lists find a pool of 500 ten times faster than Annoy, and faster than a scan."""
SEED = 1
"""One seed for all builds: the index must not depend on the session."""


@runtime_checkable
class Reopening(Protocol):
    """A builder that can open what it kept without looking at every row again."""

    def reopen(self, matrix: NDArray[np.float32], folder: Path, /) -> NeighbourIndex | None:
        """Open the folder's index of just this matrix; None if it is not there."""
        ...


def open_index(
    matrix: NDArray[np.float32], folder: Path | None = None, *, name: str = ""
) -> NeighbourIndex:
    """Open the index of a matrix, building it if the folder does not hold it.

    Args:
        matrix: Unit rows, float32, shape (n, d).
        folder: Where index files are kept. Without one, and without a name, the exact index
            serves: a forest that cannot be kept costs more to build than it saves.
        name: An index registered in the group ``dj.indexes``; empty chooses by size.

    Raises:
        LibraryError: if rows are unusable, or the index asked for by name does not work.
    """
    if name:
        return _builder(name).build(matrix, folder, SEED)
    chosen = usual(matrix.shape[0]) if folder else "exact"
    try:
        return _builder(chosen).build(matrix, folder, SEED)
    except (LibraryError, PluginError) as error:
        index = _builder("exact").build(matrix, None, SEED)
        index.name = f"exact (not {chosen}: {error})"
        return index


def usual(rows: int) -> str:
    """Name the index that serves so many rows where nobody asks for another."""
    if rows < ANNOY_FROM:
        return "exact"
    return "annoy" if rows < LISTS_FROM else "lists"


def keep_index(matrix: NDArray[np.float32], folder: Path, *, name: str = "") -> str:
    """Build the index that belongs to a matrix in a folder of its own.

    Returns:
        Its name in the group ``dj.indexes``, for `kept_index`.
    """
    chosen = name or usual(matrix.shape[0])
    try:
        _builder(chosen).build(matrix, folder, SEED)
    except (LibraryError, PluginError):
        if name:
            raise
        return "exact"
    return chosen


def kept_index(matrix: NDArray[np.float32], folder: Path, *, name: str) -> NeighbourIndex:
    """Open what `keep_index` has built, which nothing has changed since."""
    builder = _builder(name)
    found = builder.reopen(matrix, folder) if isinstance(builder, Reopening) else None
    return found or builder.build(matrix, None, SEED)


def _builder(name: str) -> IndexBuilder:
    made = load(INDEXES, name)
    return cast(IndexBuilder, made() if isinstance(made, type) else made)
