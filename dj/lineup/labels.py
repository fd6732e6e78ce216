"""Names that songs carry, artists or genres, as a sparse table: likings of names become columns."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

Values = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Labels:
    """Which songs carry which names; entries in the order of the songs."""

    names: tuple[str, ...]
    """Folded, sorted."""
    song: NDArray[np.int64]
    """Catalogue row of each entry, shape (entries,)."""
    name: NDArray[np.int64]
    """Index into `names` of each entry."""
    size: int
    """Songs in the catalogue."""

    @classmethod
    def of(cls, carried: Sequence[Sequence[str]]) -> Self:
        """Lay out the folded names of each song."""
        names = sorted({name for own in carried for name in own})
        number = {name: place for place, name in enumerate(names)}
        return cls(
            names=tuple(names),
            song=np.repeat(np.arange(len(carried)), [len(own) for own in carried]),
            name=np.array([number[name] for own in carried for name in own], np.int64),
            size=len(carried),
        )

    def best(self, liking: Mapping[str, float]) -> Values:
        """Give each song the greatest liking among its names, shape (songs,), 0 to 1."""
        column = np.zeros(self.size)
        np.maximum.at(column, self.song, self._of_names(liking)[self.name])
        return column

    def mean(self, liking: Mapping[str, float]) -> Values:
        """Give each song the mean liking of its names, shape (songs,), 0 to 1."""
        total = np.bincount(
            self.song, self._of_names(liking)[self.name], minlength=self.size
        ).astype(np.float64)
        number = np.bincount(self.song, minlength=self.size)
        return np.divide(total, number, out=np.zeros(self.size), where=number > 0)

    def _of_names(self, liking: Mapping[str, float]) -> Values:
        values = np.array([liking.get(name, 0.0) for name in self.names], np.float64)
        return np.clip(np.nan_to_num(values, posinf=0.0), 0.0, 1.0)
