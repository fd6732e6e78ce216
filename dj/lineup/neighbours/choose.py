"""Which index serves a library: the exact one while it is fast, Annoy above, or one by name."""

from pathlib import Path
from typing import cast

import numpy as np
from numpy.typing import NDArray

from dj.errors import LibraryError, PluginError
from dj.interfaces import INDEXES, IndexBuilder, NeighbourIndex
from dj.plugins import load

ANNOY_FROM = 8_000
"""Rows from which Annoy answers faster than an exact scan, at a recall of 0.95."""
SEED = 1
"""One seed for all builds: the index must not depend on the session."""


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
    if folder is None or matrix.shape[0] < ANNOY_FROM:
        return _builder("exact").build(matrix, None, SEED)
    try:
        return _builder("annoy").build(matrix, folder, SEED)
    except (LibraryError, PluginError) as error:
        index = _builder("exact").build(matrix, None, SEED)
        index.name = f"exact (not annoy: {error})"
        return index


def _builder(name: str) -> IndexBuilder:
    made = load(INDEXES, name)
    return cast(IndexBuilder, made() if isinstance(made, type) else made)
