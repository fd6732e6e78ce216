"""The core of a kind of music: songs that suit a listener and sound alike."""

import numpy as np

from dj.lineup.catalogue import Catalogue, unit
from dj.lineup.labels import Values
from dj.lineup.nearness import Rows

LEADERS = 12
"""The core forms around so many songs, those that suit the listener best."""
ALIKE = 0.3
"""Part of a song's place in the core that its sound decides; how it suits the rest."""
CLOSER = 0.8
"""Mean distance in a core, at most, as a share of the library's."""


def distance(catalogue: Catalogue, rows: Rows) -> float:
    """Mean of 1 − cosine over all pairs of songs with a known sound; 0 for fewer than two.

    The vectors are unit rows, so the sum over pairs follows from the length of their sum.
    """
    own = rows[catalogue.has_vector[rows]]
    if own.size < 2:
        return 0.0
    total = catalogue.vectors[own].sum(axis=0, dtype=np.float64)
    pairs = own.size * (own.size - 1.0)
    return float(1.0 - (float(total @ total) - own.size) / pairs)


def core(catalogue: Catalogue, rows: Rows, suits: Values, most: int) -> Rows:
    """Choose songs that suit and sound alike, best first.

    Args:
        catalogue: The library.
        rows: Songs of one kind.
        suits: How each suits the listener, shape (rows,), any range.
        most: Most songs.
    """
    order = np.argsort(-suits, kind="stable")
    leaders = rows[order[:LEADERS]]
    middle = unit(catalogue.vectors[leaders].sum(axis=0, dtype=np.float64))
    alike = _placed((catalogue.vectors[rows] @ middle).astype(np.float64))
    value = ALIKE * alike + (1.0 - ALIKE) * _placed(suits)
    chosen: Rows = rows[np.argsort(-value, kind="stable")[:most]]
    return chosen


def denser(catalogue: Catalogue, rows: Rows, usual: float, least: int) -> Rows:
    """Drop the songs farthest from the middle until the rest is denser than usual, or too few.

    Args:
        catalogue: The library.
        rows: A core.
        usual: Mean distance in the library; 0 if no sound is known, and then nothing is dropped.
        least: Fewest songs.
    """
    while usual > 0 and rows.size >= least and distance(catalogue, rows) > CLOSER * usual:
        middle = unit(catalogue.vectors[rows].sum(axis=0, dtype=np.float64))
        rows = np.delete(rows, int(np.argmin(catalogue.vectors[rows] @ middle)))
    return rows


def _placed(values: Values) -> Values:
    """Turn values into their places, 0 for the least and 1 for the greatest."""
    places = np.empty(values.size)
    places[np.argsort(values, kind="stable")] = np.arange(values.size)
    return places / max(1, values.size - 1)
