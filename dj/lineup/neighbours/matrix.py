"""What every index asks of its vectors: unit rows, no zeros, no NaN."""

import hashlib

import numpy as np
from numpy.typing import NDArray

from dj.errors import LibraryError

_UNIT_WITHIN = 1e-3
"""Float32 rows scaled to 1 are well within this."""


def checked_rows(matrix: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return contiguous rows, or refuse the matrix.

    Raises:
        LibraryError: if a row is zero, not a number or not of length 1.
    """
    if matrix.ndim != 2:
        msg = f"style vectors must form a matrix, not an array of {matrix.ndim} dimensions"
        raise LibraryError(msg, where="neighbour index", hint="Analyse the library again.")
    rows = np.ascontiguousarray(matrix, np.float32)
    lengths = np.sqrt(np.einsum("ij,ij->i", rows, rows))
    bad = np.flatnonzero(~(np.abs(lengths - 1.0) <= _UNIT_WITHIN))
    if bad.size:
        raise LibraryError(
            f"{bad.size} style vectors are zero, not numbers or not of length 1; "
            f"the first is row {bad[0]}.",
            where="neighbour index",
            hint="Analyse these tracks again, or leave them out of the index.",
        )
    return rows


def checked_query(vector: NDArray[np.float32], size: int) -> NDArray[np.float32]:
    """Return a query as float32, or refuse it.

    Raises:
        LibraryError: if its shape is not (size,) or it holds NaN or infinity.
    """
    query = np.asarray(vector, np.float32)
    if query.shape != (size,) or not np.isfinite(query).all():
        raise LibraryError(
            f"a query must hold {size} finite numbers, not an array of shape {query.shape}.",
            where="neighbour index",
            hint="Make the taste again from the same analysis as the library.",
        )
    return query


def digest(matrix: NDArray[np.float32]) -> str:
    """SHA-256 of a matrix's shape and values, as hexadecimal."""
    content = hashlib.sha256(repr(matrix.shape).encode())
    content.update(np.ascontiguousarray(matrix).data)
    return content.hexdigest()
