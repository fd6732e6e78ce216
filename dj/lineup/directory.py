"""Numbers of names: the row of a track, the place of an artist; many at once, in memory or mapped.

Mapped from a snapshot, a directory is the hashes of the names, sorted, and the number of each: it
opens at once, is shared by processes and finds thousands of names in a millisecond.
"""

import hashlib
from abc import abstractmethod
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import repeat
from typing import Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.int64]
Name = TypeVar("Name", bound=str)
MOST_KEPT = 200_000
"""So many names that were asked for are remembered: those of one listener are asked for often."""


class Directory(Mapping[Name, int], Generic[Name]):
    """Name → number, 0 to n − 1."""

    @abstractmethod
    def find(self, names: Collection[Name]) -> Numbers:
        """Return the number of each name; n for those that are not here."""


class Listed(Directory[Name]):
    """A directory in memory: each name's number is its place in a list."""

    def __init__(self, names: Sequence[Name]) -> None:
        """Number names, which are all different."""
        self._number = {name: place for place, name in enumerate(names)}

    def __getitem__(self, name: Name) -> int:
        """Return one name's number."""
        return self._number[name]

    def __iter__(self) -> Iterator[Name]:
        """List the names by number."""
        return iter(self._number)

    def __len__(self) -> int:
        """Count the names."""
        return len(self._number)

    def find(self, names: Collection[Name]) -> Numbers:
        """Return the number of each name; n for those that are not here."""
        found = map(self._number.get, names, repeat(len(self._number)))
        return np.fromiter(found, np.int64, count=len(names))


class Hashed(Directory[Name]):
    """A directory over arrays: hashes, rising, and the number of the name behind each."""

    def __init__(self, names: Sequence[Name], hashes: NDArray[np.uint64], numbers: Numbers) -> None:
        """Keep the names by number and what `hashed` made of them."""
        self._names, self._hashes, self._numbers = names, hashes, numbers
        self._asked: dict[Name, int] = {}

    def __getitem__(self, name: Name) -> int:
        """Return one name's number."""
        number = int(self.find((name,))[0])
        if number == len(self):
            raise KeyError(name)
        return number

    def __iter__(self) -> Iterator[Name]:
        """List the names by number."""
        return iter(self._names)

    def __len__(self) -> int:
        """Count the names."""
        return len(self._names)

    def find(self, names: Collection[Name]) -> Numbers:
        """Return the number of each name; n for those that are not here."""
        found = np.fromiter(map(self._asked.get, names, repeat(-1)), np.int64, count=len(names))
        new = np.flatnonzero(found < 0)
        if new.size:
            listed = list(names)
            unknown = [listed[place] for place in new.tolist()]
            found[new] = self._searched(unknown)
            if len(self._asked) > MOST_KEPT:
                self._asked = {}
            self._asked.update(zip(unknown, found[new].tolist(), strict=True))
        return found

    def _searched(self, names: Sequence[Name]) -> Numbers:
        size = len(self)
        if not size:
            return np.zeros(len(names), np.int64)
        wanted = _hashes(names)
        place = np.minimum(np.searchsorted(self._hashes, wanted), size - 1)
        return np.where(self._hashes[place] == wanted, self._numbers[place], size)


def hashed(names: Sequence[str]) -> tuple[NDArray[np.uint64], Numbers]:
    """Make the arrays of a `Hashed` directory of names that are all different.

    Raises:
        ValueError: if two names have one hash, which chance brings about once in ten million
            libraries of a million tracks.
    """
    hashes = _hashes(names)
    order = np.argsort(hashes, kind="stable")
    hashes = hashes[order]
    if (hashes[1:] == hashes[:-1]).any():
        msg = "two names have the same hash"
        raise ValueError(msg)
    return hashes, order.astype(np.int64)


def _hashes(names: Collection[str]) -> NDArray[np.uint64]:
    digests = b"".join(
        hashlib.blake2b(name.encode("utf-8", "surrogatepass"), digest_size=8).digest()
        for name in names
    )
    return np.frombuffer(digests, "<u8")
