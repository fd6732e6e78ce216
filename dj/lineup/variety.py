"""Songs that are unlike each other: a few that are chosen one by one, each far from those before.

Maximal marginal relevance (Carbonell & Goldstein 1998): of all songs the next is the one with the
most of relevance − likeness to the nearest that was chosen.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dj.lineup.catalogue import Catalogue

CHOSEN = 40
"""So many songs are chosen: enough for two hours, few enough to be unlike."""
LIKENESS_WEIGHT = 2.0
"""Weight of likeness beside that of relevance."""
LIKENESS_PRICE = 2.0
"""What a mean cosine of 1 costs each song of a programme with all diversity."""

Values = NDArray[np.float64]


def unlike(features: NDArray[np.float32], relevance: Values) -> Values:
    """Value songs by their turn in being chosen: 1 for the first, falling to half; 0 if never.

    Args:
        features: Unit rows, or zeros where nothing is known, shape (songs, d).
        relevance: 0 to 1, shape (songs,).
    """
    values, nearest = np.zeros(len(relevance)), np.zeros(len(relevance))
    known: NDArray[np.bool_] = np.linalg.norm(features, axis=1) > 0
    for turn in range(min(CHOSEN, int(known.sum()))):
        merit = relevance - LIKENESS_WEIGHT * nearest
        best = int(np.where(known & (values == 0.0), merit, -np.inf).argmax())
        values[best] = 1.0 - 0.5 * turn / CHOSEN
        nearest = np.maximum(nearest, features @ features[best])
    return values


def features(catalogue: Catalogue, rows: NDArray[np.int64]) -> NDArray[np.float32]:
    """Describe songs for comparing: by sound, and by genres where no sound was measured."""
    genres = catalogue.genres
    place = np.full(len(catalogue), -1, np.int64)
    place[rows] = np.arange(rows.size)
    tagged = (place[genres.song] >= 0) & ~catalogue.has_vector[genres.song]
    table = np.zeros((rows.size, len(genres.names)), np.float32)
    table[place[genres.song[tagged]], genres.name[tagged]] = 1.0
    table /= np.maximum(np.linalg.norm(table, axis=1, keepdims=True), 1.0)
    return np.concatenate([catalogue.vectors[rows], table], axis=1)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Likeness:
    """A price on the mean likeness of all pairs of a programme, as a dial of diversity asks."""

    features: NDArray[np.float32]
    """Unit rows, or zeros where nothing is known, shape (songs, d)."""
    weight: float
    """Cost of a mean cosine of 1 for each song; below 0 likeness is what is wanted."""

    def replacing(self, order: NDArray[np.int64]) -> Values:
        """Change of the price if another song takes a place, shape (places, songs)."""
        chosen = self.features[order]
        others = (chosen.sum(axis=0)[None, :] - chosen).astype(np.float64)
        cosines = others @ self.features.T
        now = cosines[np.arange(order.size), order]
        change: Values = 2.0 * self.weight / max(1, order.size - 1) * (cosines - now[:, None])
        return change


def likeness(catalogue: Catalogue, rows: NDArray[np.int64], diversity: float) -> Likeness | None:
    """Price likeness as the dial of diversity asks, 0 to 1; None in its middle."""
    further = 2.0 * diversity - 1.0
    if not further:
        return None
    return Likeness(features=features(catalogue, rows), weight=LIKENESS_PRICE * further)
