"""Names that songs carry, artists or genres, as a sparse table: likings of names become columns."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from dj.lineup.directory import Directory, Listed
from dj.lineup.sparse import Sparse

Values = NDArray[np.float64]
Numbers = NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Labels:
    """Which songs carry which names; entries in the order of the songs."""

    names: Sequence[str]
    """Folded, sorted."""
    number_of: Directory[str]
    """Name → its place in `names`."""
    song: Numbers
    """Catalogue row of each entry, shape (entries,)."""
    name: Numbers
    """Index into `names` of each entry."""
    start: Numbers
    """First entry of each song, and the number of entries, shape (songs + 1,)."""
    holders: Numbers
    """Rows that carry the first name, then those of the second, and so on, shape (entries,)."""
    holders_start: Numbers
    """First place of each name in `holders`, and the number of entries, shape (names + 1,)."""

    @classmethod
    def of(cls, carried: Sequence[Sequence[str]]) -> Self:
        """Lay out the folded names of each song."""
        names = sorted({name for own in carried for name in own})
        number_of = Listed(names)
        lengths = np.array([len(own) for own in carried], np.int64)
        name = number_of.find([name for own in carried for name in own])
        song = np.repeat(np.arange(len(carried)), lengths)
        return cls(
            names=tuple(names),
            number_of=number_of,
            song=song,
            name=name,
            start=_starts(lengths),
            holders=song[np.argsort(name, kind="stable")],
            holders_start=_starts(np.bincount(name, minlength=len(names))),
        )

    @property
    def size(self) -> int:
        """Songs in the catalogue."""
        return self.start.size - 1

    def carried(self, rows: Numbers) -> tuple[Numbers, Numbers]:
        """Return the names of some songs.

        Returns:
            For each entry the number of its name, and the place of its song in `rows`.
        """
        entries, owner = _runs(self.start, rows)
        return self.name[entries], owner

    def holding(self, name: str) -> Numbers:
        """Return the rows that carry a name, rising; none if nobody does."""
        number = int(self.number_of.find((name,))[0])
        if number == len(self.names):
            return np.zeros(0, np.int64)
        return self.holders[self.holders_start[number] : self.holders_start[number + 1]]

    def best(self, liking: Mapping[str, float], rows: Numbers | None = None) -> Values:
        """Give each song the greatest liking among its names, 0 to 1, shape (rows,) or (songs,)."""
        if rows is None:
            return self.liked(liking).dense()
        column = np.zeros(rows.size)
        if not liking:
            return column
        names, owner = self.carried(rows)
        np.maximum.at(column, owner, self._of_names(liking)[names])
        return column

    def mean(self, liking: Mapping[str, float], rows: Numbers | None = None) -> Values:
        """Give each song the mean liking of its names, 0 to 1, shape (rows,) or (songs,)."""
        rows = np.arange(self.size) if rows is None else rows
        if not liking:
            return np.zeros(rows.size)
        names, owner = self.carried(rows)
        total = np.bincount(owner, self._of_names(liking)[names], minlength=rows.size)
        number = np.bincount(owner, minlength=rows.size)
        return np.divide(total, number, out=np.zeros(rows.size), where=number > 0)

    def liked(self, liking: Mapping[str, float]) -> Sparse:
        """Give the songs that carry a liked name the greatest liking among theirs, others 0."""
        if not liking:
            return Sparse(np.zeros(0, np.int64), np.zeros(0), 0.0, self.size)
        values = self._of_names(liking)
        numbers = np.flatnonzero(values > 0)
        places, owner = _runs(self.holders_start, numbers)
        rows, where = np.unique(self.holders[places], return_inverse=True)
        column = np.zeros(rows.size)
        np.maximum.at(column, where, values[numbers[owner]])
        return Sparse(rows, column, 0.0, self.size)

    def marked(self, names: Collection[str]) -> NDArray[np.bool_]:
        """Mark names, shape (names,); those that nobody carries are left out."""
        marks = np.zeros(len(self.names) + 1, np.bool_)
        marks[self.number_of.find(names)] = True
        return marks[:-1]

    def _of_names(self, liking: Mapping[str, float]) -> Values:
        found = np.fromiter(liking.values(), np.float64, count=len(liking))
        values = np.zeros(len(self.names) + 1)
        values[self.number_of.find(liking.keys())] = np.clip(
            np.nan_to_num(found, posinf=0.0), 0.0, 1.0
        )
        return values[:-1]


def _starts(lengths: Numbers) -> Numbers:
    return np.concatenate([np.zeros(1, np.int64), np.cumsum(lengths, dtype=np.int64)])


def _runs(start: Numbers, which: Numbers) -> tuple[Numbers, Numbers]:
    """List the places of some runs one after the other, and which run each belongs to."""
    lengths = start[which + 1] - start[which]
    owner = np.repeat(np.arange(which.size), lengths)
    skipped = np.cumsum(lengths) - lengths
    return np.arange(owner.size) + (start[which] - skipped)[owner], owner
