"""How energetic is what somebody plays, on the whole and by hour of their day?"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dj.listeners.history import Floats, History

LEAST_SD = 0.05
"""Energies closer together than this are one song on repeat, not a habit."""
NEIGHBOUR_HOURS = 1
"""An hour's value stands at half past; plays within ±1.5 h are those of it and its neighbours."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Energies:
    """Energy of a listener's plays; fields as in `dj.model.listening.Taste`."""

    mean: float = 0.5
    sd: float = 0.2
    hour_deviation: tuple[float, ...] = ()
    """In units of `sd`, by local hour 0–23; 0 where nothing was played. Empty without plays."""
    hour_plays: tuple[float, ...] = ()
    """Effective number of plays within ±1.5 h: (Σw)² ÷ Σw² (Kish 1965). Empty without plays."""


def read_energies(history: History, weights: Floats) -> Energies:
    """Measure the energies of the library tracks somebody played; skips are left out.

    Args:
        history: The plays.
        weights: Weight of each play, shape (n,); only positive ones count.
    """
    counts = history.matched & (weights > 0)
    if not counts.any():
        return Energies()
    energy_of = np.array([song.analysis.energy for song in history.pieces.songs], np.float64)
    energy, weight = energy_of[history.piece[counts]], weights[counts]
    mean = float(np.average(energy, weights=weight))
    spread = float(np.sqrt(np.average((energy - mean) ** 2, weights=weight)))
    sd = max(LEAST_SD, spread)
    hour = history.hour[counts].astype(np.int64) % 24
    near, total, squares = (_near(hour, x) for x in (weight, weight * energy, weight**2))
    own = np.divide(total, near, out=np.full(24, mean), where=near > 0)
    plays = np.divide(near**2, squares, out=np.zeros(24), where=squares > 0)
    return Energies(
        mean=mean,
        sd=sd,
        hour_deviation=tuple(float(value) for value in (own - mean) / sd),
        hour_plays=tuple(float(value) for value in plays),
    )


def _near(hour: NDArray[np.int64], values: Floats) -> Floats:
    """Sum values by hour, and add to each hour its neighbours round the clock; shape (24,)."""
    sums = np.zeros(24)
    for step in range(-NEIGHBOUR_HOURS, NEIGHBOUR_HOURS + 1):
        sums += np.bincount((hour + step) % 24, values, minlength=24)
    return sums
