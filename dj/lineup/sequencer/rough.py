"""The cheapest way through a programme, counted in small whole numbers: nearly right, but fast.

Prices are found by asking for that way again and again. Sixteen bits are half of float32 and so
twice the speed; what they round away changes no price that matters, and a bound never rests on it.
"""

from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from dj.lineup.sequencer.bound import Single
from dj.lineup.sequencer.problem import Order

_Small = NDArray[np.int16]

_TOP = 16_000
"""Stands for every cost so far above the least that it never pays; twice this is a small number."""
_NEVER = 16_383
"""Stands for a join that may not be; above `_TOP`, and both together are a small number."""
_SPAN = 4.0
"""Songs dearer by so many of the dearest joins than the cheapest song of a place never pay."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Rough:
    """Joins in whole numbers."""

    step: _Small
    """Cost of each join, shape (S, S), row = before."""
    turned: _Small
    """The same, row = after."""
    unit: float
    """What cost 1 is in whole numbers."""

    @classmethod
    def of(cls, step: Single) -> Self:
        """Count joins, infinite where they may not be, shape (S, S)."""
        top = float(step.max(initial=0.0, where=np.isfinite(step)))
        unit = _TOP / (_SPAN * max(top, 1.0))
        small = np.minimum(np.rint(step * unit), _NEVER).astype(np.int16)
        return cls(step=small, turned=np.ascontiguousarray(small.T), unit=unit)

    def answer(self, placed: Single) -> tuple[float, Order]:
        """Find the cheapest way, whichever rules it breaks between songs that are not neighbours.

        Args:
            placed: Cost and price of a song in a place, shape (N, S), infinite where it may not be.

        Returns:
            What it costs, about, and the song of each place.
        """
        least = placed.min(axis=1)
        here = np.minimum(np.rint((placed - least[:, None]) * self.unit), _TOP).astype(np.int16)
        rest = np.empty_like(here)
        rest[-1] = here[-1]
        scratch = np.empty_like(self.turned)
        total = 0
        for place in range(len(here) - 2, -1, -1):
            np.add(self.turned, rest[place + 1][:, None], out=scratch)
            togo = np.minimum.reduce(scratch, axis=0)
            total += int(first := togo.min())
            togo -= first
            np.add(here[place], np.minimum(togo, _TOP, out=togo), out=rest[place])
            np.minimum(rest[place], _TOP, out=rest[place])
        path = [int(rest[0].argmin())]
        for after in rest[1:]:
            path.append(int((self.step[path[-1]] + after).argmin()))
        cost = float(least.sum()) + (total + int(rest[0, path[0]])) / self.unit
        return cost, np.array(path, np.int64)
