"""Chance of a session for each row of the catalogue, drawn where it is asked for.

A keyed permutation of the rows (an unbalanced Feistel network, walked until it falls inside; Black
and Rogaway, CT-RSA 2002) puts them in a random order of which any part can be had without the rest:
the place of a row, and the row of a place. All that is drawn from the generator is the key, or in a
small library the order itself.
"""

from typing import Any

import numpy as np
from numpy.lib.mixins import NDArrayOperatorsMixin
from numpy.typing import DTypeLike, NDArray

SHUFFLED = 32_768
"""Up to so many rows a permutation that is simply drawn costs less."""
_ROUNDS = 6
_MIX = (np.uint64(0xFF51AFD7ED558CCD), np.uint64(0xC4CEB9FE1A85EC53))
"""Odd constants whose products scatter bits well (the finaliser of MurmurHash3)."""
_SHIFT = np.uint64(33)

Whole = NDArray[np.uint64]


class Chance(NDArrayOperatorsMixin):
    """A value from 0 to 1 per row, evenly spread, no two alike."""

    __slots__ = ("_halves", "_keys", "_orders", "size")

    def __init__(self, rng: np.random.Generator, size: int) -> None:
        """Draw the key for so many rows."""
        bits = max(1, size - 1).bit_length()
        self.size = size
        self._halves = (np.uint64(bits // 2), np.uint64(bits - bits // 2))
        self._keys = rng.integers(0, 1 << 63, _ROUNDS, dtype=np.uint64)
        self._orders = _shuffled(rng, size) if size <= SHUFFLED else None

    def __len__(self) -> int:
        """Count the rows."""
        return self.size

    def __getitem__(self, rows: NDArray[np.int64]) -> NDArray[np.float64]:
        """Give the chance of rows, in their order; a mask works too."""
        asked = np.flatnonzero(rows) if rows.dtype == np.bool_ else rows
        places = self._walk(asked, forward=True)
        return 1.0 - (places + 0.5) / max(1, self.size)

    def first(self, count: int) -> NDArray[np.int64]:
        """Give the rows with the greatest chance, greatest first, at most `count`."""
        return self._walk(np.arange(min(count, self.size)), forward=False)

    def _walk(self, start: NDArray[np.int64], *, forward: bool) -> NDArray[np.int64]:
        if self._orders:
            return self._orders[0 if forward else 1][start]
        step = self._permuted if forward else self._back
        walked = step(start.astype(np.uint64))
        while (outside := np.flatnonzero(walked >= np.uint64(self.size))).size:
            walked[outside] = step(walked[outside])
        return walked.astype(np.int64)

    def _permuted(self, values: Whole) -> Whole:
        for turn in range(_ROUNDS):
            values = self._turned(values, turn)
        return values

    def _back(self, values: Whole) -> Whole:
        for turn in reversed(range(_ROUNDS)):
            values = self._turned(values, turn)
        return values

    def _turned(self, values: Whole, turn: int) -> Whole:
        """Change one half of the bits by the other: doing it twice changes nothing."""
        low, high = self._halves
        mask = (np.uint64(1) << low) - np.uint64(1)
        if turn % 2:
            scattered = _scattered(values >> low, self._keys[turn]) & mask
            return values ^ scattered
        top = (np.uint64(1) << high) - np.uint64(1)
        scattered = _scattered(values & mask, self._keys[turn]) & top
        return values ^ (scattered << low)

    def __array__(self, dtype: DTypeLike | None = None, copy: bool | None = None) -> NDArray[Any]:  # noqa: FBT001 - numpy's own signature
        """Let numpy take it for an array; always a copy."""
        del copy
        return self[np.arange(self.size)].astype(dtype or np.float64, copy=False)

    def __array_ufunc__(self, ufunc: np.ufunc, method: str, *inputs: Any, **options: Any) -> Any:
        """Do arithmetic on the whole column."""
        whole = (np.asarray(one) if isinstance(one, Chance) else one for one in inputs)
        return getattr(ufunc, method)(*whole, **options)


def _shuffled(rng: np.random.Generator, size: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Draw the place of each row, and find the row of each place."""
    places = rng.permutation(size)
    rows = np.empty(size, np.int64)
    rows[places] = np.arange(size)
    return places, rows


def _scattered(values: Whole, key: np.uint64) -> Whole:
    mixed = (values ^ key) * _MIX[0]
    mixed ^= mixed >> _SHIFT
    mixed *= _MIX[1]
    return mixed ^ (mixed >> _SHIFT)
