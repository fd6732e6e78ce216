"""A signal that comes through the door for plug-ins, as anybody's would: start a new one from it.

It is off until a show weighs it, such as ``weights: {tempo: 0.5}`` for a running hour.
"""

from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from dj.model.scene import Scene

WITHIN_OCTAVES = 0.25
"""Spread of what counts as a like tempo: a fifth faster or slower says little."""
FAVOURITES = 40
"""So many best-liked songs tell which tempos are liked."""


class TempoSignal:
    """How near its tempo is to those of the best-liked songs."""

    name: ClassVar[str] = "tempo"
    meaning: ClassVar[str] = "its tempo is like that of your favourites"
    reads: ClassVar[str] = "tempos of the songs you like best"
    privacy: ClassVar[str] = "history"
    default_weight: ClassVar[float] = 0.0
    version: ClassVar[int] = 1

    def values(self, scene: Scene, rows: NDArray[np.int64], /) -> NDArray[np.float64]:
        """Mean nearness to each favourite, by a bell over octaves; 0 without pulse or history."""
        octaves = np.log2(scene.tempos_bpm)
        best = np.argsort(-scene.liking, kind="stable")[:FAVOURITES]
        best = best[(scene.liking[best] > 0) & np.isfinite(octaves[best])]
        if not best.size:
            return np.zeros(rows.size)
        away = (octaves[rows][:, None] - octaves[best][None, :]) / WITHIN_OCTAVES
        near: NDArray[np.float64] = np.exp(-0.5 * away**2).mean(axis=1)
        return np.nan_to_num(near)
