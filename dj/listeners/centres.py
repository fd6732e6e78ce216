"""Where a listener's taste lies in the space of sounds, and how much of it belongs to the hour."""

from collections.abc import Iterable, Mapping

import numpy as np
from numpy.typing import NDArray

from dj.listeners.modes import modes
from dj.listeners.pieces import Floats, Pieces
from dj.model.analysis import Song
from dj.model.style import style_rows
from dj.units import TrackId


def centres_of(
    found: Pieces, values: Floats, by_hour: Floats, library: Mapping[TrackId, Song]
) -> tuple[NDArray[np.float32], tuple[float, ...], tuple[float, ...]]:
    """Find the centres of taste, their shares, and their shares near the moment.

    Args:
        found: The pieces.
        values: Liking of each piece, 0 or more, shape (pieces,).
        by_hour: The same near the moment.
        library: Songs by id; their style rows are laid out together.
    """
    rows_of = dict(zip(library, style_rows([s.analysis for s in library.values()]), strict=True))
    liked = np.flatnonzero(values[: len(found.songs)] > 0)
    vectors, usable = _unit_rows([rows_of[found.songs[row].id] for row in liked.tolist()])
    chosen = liked[usable]
    weight = np.sqrt(values[chosen] / values.max(initial=1e-300))
    centres, shares = modes(vectors, weight)
    if len(centres) < 2:
        return centres, shares, shares
    owner = np.argmax(vectors @ centres.T.astype(np.float64), axis=1)
    near = np.bincount(owner, np.sqrt(by_hour[chosen]), minlength=len(centres))
    return centres, shares, tuple((near / near.sum()).tolist()) if near.sum() > 0 else ()


def _unit_rows(
    rows: Iterable[NDArray[np.float32]],
) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """Bring style rows to unit length; returns them and the places of those that can be used."""
    found = [(place, row) for place, row in enumerate(rows)
             if row.ndim == 1 and row.size and np.isfinite(row).all()]  # fmt: skip
    # A library analysed by two versions has vectors of two sizes: they cannot be compared.
    size = max((row.size for _, row in found), default=0)
    alike = [(place, row.astype(np.float64)) for place, row in found if row.size == size]
    units = [(place, row / n) for place, row in alike if (n := np.linalg.norm(row)) > 0]
    vectors = np.array([row for _, row in units], np.float64).reshape(len(units), size)
    return vectors, np.array([place for place, _ in units], np.int64)
