"""Who played what, as one sparse table: from rows to listeners × items, without anybody's name.

Users are hashed with a key that is thrown away, so that nothing of them but their number is left.
"""

import hashlib
import os
from array import array
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from dj.listeners.colisten.keys import mbid_key, name_key, track_key
from dj.listeners.colisten.rows import Refusal, Refusals, Row, Rows

Items = NDArray[np.int32]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Table:
    """Plays of listeners (rows) of artists or of tracks (columns)."""

    plays: sparse.csr_matrix
    """float32, shape (listeners, items)."""
    names: tuple[str, ...]
    """Of the items, as first written; of a track, the artist and the title on two lines."""
    keys: tuple[tuple[str, int], ...]
    """(key, item): how an item is found again; see `colisten.keys`."""


class Gathering:
    """Rows of any number of sources, counted up by listener and item."""

    def __init__(self) -> None:
        self.refusals = Refusals()
        self.rows = 0
        self._secret = os.urandom(16)
        self._listeners: dict[bytes, int] = {}
        self._artists = _Level()
        self._tracks = _Level()

    @property
    def listeners(self) -> int:
        """How many people the rows speak of."""
        return len(self._listeners)

    def take(self, source: str, rows: Rows) -> None:
        """Count all rows of a source; the same user name in two sources is two people."""
        for row in rows:
            self.rows += 1
            if isinstance(row, Refusal):
                self.refusals.add(row)
            else:
                self._count(self._listener(f"{source}\n{row.user}"), row)

    def _listener(self, name: str) -> int:
        token = hashlib.blake2b(
            name.encode("utf-8", "replace"), key=self._secret, digest_size=12
        ).digest()
        return self._listeners.setdefault(token, len(self._listeners))

    def _count(self, listener: int, row: Row) -> None:
        key = mbid_key(row.artist_mbid) if row.artist_mbid else name_key(row.artist)
        self._artists.add(listener, key, row.artist, row.plays)
        if row.title:
            key = track_key(row.artist, row.title)
            self._tracks.add(listener, key, f"{row.artist}\n{row.title}", row.plays)

    def artists(self) -> Table:
        """Return listeners × artists."""
        return self._artists.table(self.listeners)

    def tracks(self) -> Table:
        """Return listeners × tracks; without columns where no source knows titles."""
        return self._tracks.table(self.listeners)


class _Level:
    """Growing columns of one kind of item."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._names: list[str] = []
        self._listener = array("i")
        self._item = array("i")
        self._plays = array("f")

    def add(self, listener: int, key: str, name: str, plays: float) -> None:
        number = self._numbers.setdefault(key, len(self._names))
        if number == len(self._names):
            self._names.append(name)
        self._listener.append(listener)
        self._item.append(number)
        self._plays.append(plays)

    def table(self, listeners: int) -> Table:
        items = np.frombuffer(self._item, np.int32) if self._item else np.zeros(0, np.int32)
        stands = _one_each(tuple(self._numbers), self._names, items)
        where = (np.frombuffer(self._listener or b"", np.int32), stands[items])
        plays = sparse.csr_matrix(
            (np.frombuffer(self._plays or b"", np.float32), where),
            shape=(listeners, len(self._names)),
        )
        keys = tuple((key, int(stands[number])) for key, number in self._numbers.items())
        return Table(plays=plays, names=tuple(self._names),
                     keys=(*keys, *_by_name(keys, self._names, items)))  # fmt: skip


def _one_each(keys: Sequence[str], names: Sequence[str], items: NDArray[np.int32]) -> Items:
    """Map each item to the one it stands for: a bare name is the most met artist of that name."""
    stands = np.arange(len(names), dtype=np.int32)
    met = np.bincount(items, minlength=len(names))
    known: dict[str, list[int]] = defaultdict(list)
    for number, key in enumerate(keys):
        if key.startswith("m:"):
            known[name_key(names[number])].append(number)
    for number, key in enumerate(keys):
        if key in known:
            stands[number] = max(known[key], key=lambda other: (met[other], -other))
    return stands


def _by_name(
    keys: Sequence[tuple[str, int]], names: Sequence[str], items: NDArray[np.int32]
) -> list[tuple[str, int]]:
    """Let artists with an id be found by name too, where no bare name does it already."""
    met = np.bincount(items, minlength=len(names))
    taken = {key for key, _ in keys}
    found: dict[str, int] = {}
    for key, number in keys:
        name = name_key(names[number])
        if key.startswith("m:") and name not in taken:
            other = found.setdefault(name, number)
            found[name] = max(number, other, key=lambda n: (met[n], -n))
    return list(found.items())
