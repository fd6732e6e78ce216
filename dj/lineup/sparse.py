"""Columns over the catalogue of which most rows hold one and the same value, such as a history.

A listener knows a few thousand songs of a million. What is said of those costs by what is said.
"""

from collections.abc import Iterable
from typing import Any

import numpy as np
from numpy.lib.mixins import NDArrayOperatorsMixin
from numpy.typing import DTypeLike, NDArray

_FEW = 64
"""One in so many rows is where looking each up begins to cost more than the whole column."""


class Sparse(NDArrayOperatorsMixin):
    """One value per row. Asking for rows costs by the rows; arithmetic makes the whole array."""

    __slots__ = ("_column", "rows", "size", "usual", "values")

    def __init__(
        self, rows: NDArray[np.int64], values: NDArray[Any], usual: float, size: int
    ) -> None:
        """Keep values of rows, which rise, and the value of all others, `usual`."""
        self.rows, self.values, self.usual, self.size = rows, values, usual, size
        self._column: NDArray[Any] | None = None

    @classmethod
    def of(
        cls, rows: NDArray[np.int64], values: Iterable[float], usual: float, size: int
    ) -> "Sparse":
        """Lay out values of different rows in any order; rows from `size` on are left out."""
        found = np.fromiter(values, np.float64, count=rows.size)
        inside = np.flatnonzero(rows < size)
        inside = inside[np.argsort(rows[inside])]
        return cls(rows[inside], found[inside], usual, size)

    def __len__(self) -> int:
        """Count the rows of the whole column."""
        return self.size

    def __getitem__(self, rows: NDArray[np.int64]) -> NDArray[Any]:
        """Give the values of rows, in their order; a mask works too."""
        if rows is self.rows:
            return self.values.copy()
        if self._column is not None or rows.dtype == np.bool_ or rows.size * _FEW > self.size:
            return self._whole()[rows]
        found = np.full(rows.shape, self.usual, self.values.dtype)
        if self.rows.size:
            place = np.minimum(np.searchsorted(self.rows, rows), self.rows.size - 1)
            hit = self.rows[place] == rows
            found[hit] = self.values[place[hit]]
        return found

    def with_values(self, values: NDArray[Any], usual: float) -> "Sparse":
        """Give other values to the same rows."""
        return Sparse(self.rows, values, usual, self.size)

    def _whole(self) -> NDArray[Any]:
        """Keep the column: who asked for many rows asks again."""
        if self._column is None:
            self._column = self.dense()
        return self._column

    def dense(self) -> NDArray[Any]:
        """Make the whole column, shape (size,)."""
        column = np.full(self.size, self.usual, self.values.dtype)
        column[self.rows] = self.values
        return column

    def __array__(self, dtype: DTypeLike | None = None, copy: bool | None = None) -> NDArray[Any]:  # noqa: FBT001 - numpy's own signature
        """Let numpy take it for an array; always a copy."""
        del copy
        return self.dense().astype(dtype or self.values.dtype, copy=False)

    def __array_ufunc__(self, ufunc: np.ufunc, method: str, *inputs: Any, **options: Any) -> Any:
        """Do arithmetic on the whole column."""
        whole = (one.dense() if isinstance(one, Sparse) else one for one in inputs)
        return getattr(ufunc, method)(*whole, **options)


def union(*rows: NDArray[np.int64]) -> NDArray[np.int64]:
    """Put rows of several columns together, rising, each once."""
    every = np.sort(np.concatenate(rows), kind="stable")  # which is quick to merge what rises
    first = np.ones(every.size, np.bool_)
    np.not_equal(every[1:], every[:-1], out=first[1:])
    return every[first]
