"""What was learned about artists, or about tracks: plain arrays that can be mapped from disk."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dj.interfaces import Progress
from dj.listeners.colisten.factors import SIZE, gram, train
from dj.listeners.colisten.neighbours import Neighbours, bm25, nearest
from dj.listeners.colisten.table import Table


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Level:
    """Items of one kind; the row of an item is its number in all arrays."""

    vectors: NDArray[np.float32]
    """Shape (items, 64)."""
    lengths: NDArray[np.float32]
    """Of the vectors, never 0; shape (items,)."""
    gram: NDArray[np.float64]
    """VᵀV of the vectors, shape (64, 64)."""
    near: Neighbours
    listeners: NDArray[np.int32]
    """How many people played the item, shape (items,)."""
    hashes: NDArray[np.uint64]
    """Of the keys by which items are found, ascending."""
    items: NDArray[np.int32]
    """The item of each hash."""
    letters: NDArray[np.uint8]
    """All names in UTF-8, one after the other."""
    letters_start: NDArray[np.int64]
    """Where the name of an item begins; one more at the end."""

    @property
    def size(self) -> int:
        """Number of items."""
        return len(self.listeners)

    def name(self, item: int) -> str:
        """Return the name of an item as the data wrote it; see `Table.names`."""
        span = slice(self.letters_start[item], self.letters_start[item + 1])
        return self.letters[span].tobytes().decode("utf-8", "replace")

    def find(self, keys: Iterable[str]) -> NDArray[np.int64]:
        """Return the item of each key, −1 where there is none."""
        wanted = np.array([_hash(key) for key in keys], np.uint64)
        if not len(self.hashes):
            return np.full(len(wanted), -1)
        places = np.minimum(np.searchsorted(self.hashes, wanted), len(self.hashes) - 1)
        return np.where(self.hashes[places] == wanted, self.items[places], -1).astype(np.int64)


def _hash(key: str) -> int:
    content = key.encode("utf-8", "replace")
    return int.from_bytes(hashlib.blake2b(content, digest_size=8).digest(), "little")


def learn(table: Table, *, seed: int, progress: Progress | None = None) -> Level:
    """Learn what belongs together; same table and seed, same arrays."""
    vectors = train(table.plays, seed=seed, progress=progress)
    names = [name.encode("utf-8", "replace") for name in table.names]
    known = {_hash(key): item for key, item in table.keys}
    hashes = np.array(sorted(known), np.uint64)
    return Level(
        vectors=vectors,
        lengths=np.maximum(np.sqrt(np.einsum("ij,ij->i", vectors, vectors)), np.float32(1e-9)),
        gram=gram(vectors),
        near=nearest(bm25(table.plays), progress),
        listeners=table.plays.getnnz(axis=0).astype(np.int32),
        hashes=hashes,
        items=np.array([known[int(value)] for value in hashes], np.int32),
        letters=np.frombuffer(b"".join(names), np.uint8),
        letters_start=np.cumsum([0, *map(len, names)], dtype=np.int64),
    )


def arrays(level: Level) -> dict[str, NDArray[np.generic]]:
    """Take a level apart into named arrays."""
    near = {"start": level.near.start, "item": level.near.item, "similarity": level.near.similarity}
    plain = (name for name in Level.__slots__ if name != "near")
    return {name: getattr(level, name) for name in plain} | {
        f"near_{n}": a for n, a in near.items()
    }


def from_arrays(found: Mapping[str, NDArray[np.generic]]) -> Level:
    """Put a level together again.

    Raises:
        ValueError: if arrays are missing or do not belong together.
    """
    near = {name.removeprefix("near_"): a for name, a in found.items() if name.startswith("near_")}
    plain = {name: array for name, array in found.items() if not name.startswith("near_")}
    try:
        level = Level(near=Neighbours(**near), **plain)  # type: ignore[arg-type]
    except TypeError as error:
        raise ValueError(str(error)) from error
    _check(level)
    return level


def _check(level: Level) -> None:
    count = len(level.listeners)
    whole = (
        level.vectors.shape == (count, SIZE), level.lengths.shape == (count,),
        level.gram.shape == (SIZE, SIZE), level.hashes.shape == level.items.shape,
        level.near.start.shape == level.letters_start.shape == (count + 1,),
        level.near.item.shape == level.near.similarity.shape == (level.near.start[-1],),
        level.letters.shape == (level.letters_start[-1],),
    )  # fmt: skip
    if not (all(whole) and _within(level.near.item, count) and _within(level.items, count)):
        msg = "the arrays of the co-listening data do not belong together"
        raise ValueError(msg)


def _within(items: NDArray[np.int32], count: int) -> bool:
    return not len(items) or (int(items.min()) >= 0 and int(items.max()) < count)
