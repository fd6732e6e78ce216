"""Which items are played by the same people? Item-kNN: cosine of BM25-weighted columns.

A play of something everybody plays says little, and so does the hundredth play of one thing; BM25
(Robertson and Zaragoza 2009) weighs both, a listener being the document and an item the word.
Items are compared by cosine and each keeps its nearest (Deshpande and Karypis 2004).
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from dj.interfaces import Progress

K1 = 1.2
"""How soon more plays stop counting."""
B = 0.75
"""How much a listener's total weighs against each of their plays, 0 to 1."""
NEAREST = 100
_BLOCK = 256
"""Items compared with all others at once: bounds the memory."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Neighbours:
    """The nearest other items of each item, in rows one after the other."""

    start: NDArray[np.int64]
    """Where the row of an item begins; one more at the end; shape (items + 1,)."""
    item: NDArray[np.int32]
    similarity: NDArray[np.float32]
    """Cosine, above 0 to 1, as long as `item`."""


def bm25(plays: sparse.csr_matrix) -> sparse.csr_matrix:
    """Weigh plays, shape (listeners, items): float64 of the same places, never below 0."""
    amount = plays.data.astype(np.float64)
    heard_by = np.bincount(plays.indices, minlength=plays.shape[1])
    rarity = np.log(plays.shape[0] + 1) - np.log1p(heard_by)
    total = np.asarray(plays.sum(axis=1, dtype=np.float64)).ravel()
    usual = total.mean() if total.any() else 1.0
    length = np.repeat(K1 * ((1 - B) + B * total / usual), np.diff(plays.indptr))
    amount *= (K1 + 1) / (length + amount)
    amount *= rarity[plays.indices]
    return sparse.csr_matrix((amount, plays.indices, plays.indptr), shape=plays.shape)


def nearest(weights: sparse.csr_matrix, progress: Progress | None = None) -> Neighbours:
    """Find the `NEAREST` most similar other items of each item."""
    size = np.sqrt(np.asarray(weights.multiply(weights).sum(axis=0)).ravel())
    unit = (weights @ sparse.diags(1 / np.maximum(size, 1e-12))).tocsr()
    items = unit.T.tocsr()
    counts, found, similar = [np.zeros(1, np.int64)], [], []
    for first in range(0, items.shape[0], _BLOCK):
        if progress is not None:
            progress(first, items.shape[0], "comparing")
        for row, (places, values) in enumerate(_rows(items[first : first + _BLOCK] @ unit)):
            keep = _best(places, values, itself=first + row)
            counts.append(np.array([len(keep)]))
            found.append(places[keep].astype(np.int32))
            similar.append(values[keep].astype(np.float32))
    return Neighbours(
        start=np.cumsum(np.concatenate(counts)),
        item=np.concatenate([np.zeros(0, np.int32), *found]),
        similarity=np.concatenate([np.zeros(0, np.float32), *similar]),
    )


def _rows(block: sparse.csr_matrix) -> list[tuple[NDArray[np.int32], NDArray[np.float64]]]:
    block.sort_indices()
    spans = zip(block.indptr[:-1], block.indptr[1:], strict=True)
    return [(block.indices[a:b], block.data[a:b]) for a, b in spans]


def _best(
    places: NDArray[np.int32], values: NDArray[np.float64], *, itself: int
) -> NDArray[np.int64]:
    others = np.flatnonzero((places != itself) & (values > 0))
    best: NDArray[np.int64] = others[np.argsort(-values[others], kind="stable")[:NEAREST]]
    return best


def scores(near: Neighbours, heard: NDArray[np.int64]) -> NDArray[np.float64]:
    """Add up how similar each item is to all that was heard; shape (items,)."""
    spans = [slice(near.start[item], near.start[item + 1]) for item in heard.tolist()]
    places = np.concatenate([np.zeros(0, np.int32), *(near.item[span] for span in spans)])
    values = np.concatenate([np.zeros(0, np.float32), *(near.similarity[span] for span in spans)])
    return np.asarray(np.bincount(places, values, minlength=len(near.start) - 1), np.float64)
