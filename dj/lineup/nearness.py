"""How near are songs to some others? By their sound; by genre where a sound is not known."""

from collections import defaultdict
from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from dj.lineup.catalogue import Catalogue
from dj.lineup.labels import Values
from dj.model.names import fold
from dj.units import TrackId

Rows = NDArray[np.int64]

MIDDLE = 0.5
"""Part that the middle of the songs decides; the nearest of them decides the rest."""
OF_GENRE = 0.5
"""What the same genres say of a song whose sound is not known, where that of others is."""
_BLOCK = 65_536


def nearness(catalogue: Catalogue, seeds: Mapping[TrackId, float], rows: Rows) -> Values:
    """Tell how near songs are to others, shape (rows,), 0 to 1.

    Args:
        catalogue: The library.
        seeds: Songs to be near to → weight, above 0; those not in the catalogue say nothing.
        rows: Rows of the catalogue that are asked for.
    """
    known = {catalogue.row_of[seed]: weight for seed, weight in seeds.items()
             if seed in catalogue.row_of}  # fmt: skip
    if not known or not rows.size:
        return np.zeros(rows.size)
    sounding = {row: weight for row, weight in known.items() if catalogue.has_vector[row]}
    by_genre = _by_genre(catalogue, known, rows)
    if not sounding:
        return by_genre
    by_sound = _by_sound(catalogue, sounding, rows)
    return np.where(catalogue.has_vector[rows], by_sound, OF_GENRE * by_genre)


def to_middle(catalogue: Catalogue, seeds: Mapping[TrackId, float], rows: Rows) -> Values:
    """Cosine to the mean direction of some songs, shape (rows,), −1 to 1; 0 without a sound."""
    there = [seed for seed in seeds if seed in catalogue.row_of]
    own = [catalogue.row_of[seed] for seed in there]
    middle = _middle(catalogue.vectors[own], np.array([seeds[seed] for seed in there]))
    cosine: Values = (catalogue.vectors[rows] @ middle).astype(np.float64)
    return cosine


def _by_sound(catalogue: Catalogue, seeds: Mapping[int, float], rows: Rows) -> Values:
    own = catalogue.vectors[list(seeds)]
    middle = _middle(own, np.array(list(seeds.values())))
    value = np.empty(rows.size)
    for start in range(0, rows.size, _BLOCK):  # a million songs times all seeds would be too much
        songs = catalogue.vectors[rows[start : start + _BLOCK]]
        nearest = (songs @ own.T).max(axis=1)
        value[start : start + _BLOCK] = MIDDLE * (songs @ middle) + (1.0 - MIDDLE) * nearest
    return np.clip(value, 0.0, 1.0)


def _middle(vectors: NDArray[np.float32], weights: Values) -> NDArray[np.float32]:
    total = weights @ vectors
    length = float(np.linalg.norm(total))
    middle: NDArray[np.float32] = (total / length if length > 0 else total).astype(np.float32)
    return middle


def _by_genre(catalogue: Catalogue, seeds: Mapping[int, float], rows: Rows) -> Values:
    """Mean over a song's genres of the share of the seeds that have them."""
    carried: defaultdict[str, float] = defaultdict(float)
    for row, weight in seeds.items():
        for genre in {fold(name) for name in catalogue.songs[row].track.genres}:
            carried[genre] += weight
    if not carried:
        return np.zeros(rows.size)
    total = sum(seeds.values())
    return catalogue.genres.mean({genre: part / total for genre, part in carried.items()})[rows]
