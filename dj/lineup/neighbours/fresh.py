"""A library changes a little every day; its index need not be built anew for that.

Rows are told apart by their values. Rows that an index does not know are fresh and searched one by
one; rows it knows and the library has lost are skipped in its answers.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

GONE = -1
"""Row of what the library has lost."""
_BLOCK = 65_536
"""Rows hashed at once: few enough to stay small in memory."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Alignment:
    """Which row of a matrix each row of an index is."""

    row_of: NDArray[np.int64]
    """Row of each row of the index, or `GONE`, shape (indexed,)."""
    fresh: NDArray[np.int64]
    """Rows that the index does not know, rising."""

    @property
    def gone(self) -> int:
        """Count the rows of the index that the library has lost."""
        return int((self.row_of == GONE).sum())

    @property
    def changed(self) -> float:
        """Rows fresh or gone, as a share of those indexed."""
        return (self.fresh.size + self.gone) / max(1, self.row_of.size)


def aligned(indexed: NDArray[np.uint64], keys: NDArray[np.uint64]) -> Alignment:
    """Match the keys of an index with those of a matrix; equal rows match one to one."""
    before, now = _numbered(indexed), _numbered(keys)
    order = np.lexsort((now[:, 1], now[:, 0]))
    place = _searched(now[order], before)
    row_of = np.full(indexed.size, GONE, np.int64)
    row_of[place >= 0] = order[place[place >= 0]]
    unknown = np.ones(keys.size, np.bool_)
    unknown[row_of[row_of >= 0]] = False
    return Alignment(row_of=row_of, fresh=np.flatnonzero(unknown))


def keys_of(rows: NDArray[np.float32]) -> NDArray[np.uint64]:
    """Hash the values of each row, shape (n,): a sum of the numbers' bits times odd constants."""
    seeds = np.random.default_rng(20_260_101).integers(1, 1 << 63, rows.shape[1], np.uint64)
    odd = seeds * np.uint64(2) + np.uint64(1)
    bits = np.ascontiguousarray(rows).view(np.uint32)
    parts = [
        (bits[start : start + _BLOCK].astype(np.uint64) * odd).sum(axis=1, dtype=np.uint64)
        for start in range(0, rows.shape[0], _BLOCK)
    ]
    return np.concatenate(parts) if parts else np.zeros(0, np.uint64)


def _numbered(keys: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Pair each key with how many equal ones stand before it, shape (n, 2)."""
    order = np.argsort(keys, kind="stable")
    ranked = keys[order]
    first = np.searchsorted(ranked, ranked)
    turn = np.empty(keys.size, np.uint64)
    turn[order] = np.arange(keys.size) - first
    return np.stack([keys, turn], axis=1)


def _searched(ranked: NDArray[np.uint64], wanted: NDArray[np.uint64]) -> NDArray[np.int64]:
    """Find pairs among pairs in rising order; −1 where there is none."""
    start = np.searchsorted(ranked[:, 0], wanted[:, 0])
    place = start + wanted[:, 1].astype(np.int64)
    inside = np.minimum(place, len(ranked) - 1)
    if not len(ranked):
        return np.full(len(wanted), GONE, np.int64)
    hit = (place < len(ranked)) & (ranked[inside] == wanted).all(axis=1)
    return np.where(hit, inside, GONE)
