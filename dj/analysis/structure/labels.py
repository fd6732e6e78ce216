"""Which parts of a recording sound alike: average linkage on the similarity between parts."""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from scipy.cluster.hierarchy import fcluster, linkage

from dj.analysis.structure.cutting import Likeness

_SAME = 0.12
"""Parts less than this apart get one name: 0 is equal, 1 as different as this song gets."""


def groups(alike: Likeness, cuts: Sequence[int]) -> tuple[int, ...]:
    """Number the group of each part, from 0 in the order of first appearance."""
    if len(cuts) <= 2:
        return (0,) * (len(cuts) - 1)
    apart = 1.0 - _between(alike, cuts)
    pairs = apart[np.triu_indices(len(apart), 1)]
    found = fcluster(linkage(pairs, "average"), _SAME, "distance").tolist()
    order = {group: place for place, group in enumerate(dict.fromkeys(found))}
    return tuple(order[group] for group in found)


def name(group: int) -> str:
    """Return A to Z, then AA, AB …, as columns of a sheet are named."""
    first, last = divmod(group, 26)
    return (name(first - 1) if first else "") + chr(ord("A") + last)


def _between(alike: Likeness, cuts: Sequence[int]) -> NDArray[np.float64]:
    """Mean likeness of two parts relative to the likeness inside each, at most 1."""
    means = np.array(
        [[alike[a:b, c:d].mean() for c, d in pairwise(cuts)] for a, b in pairwise(cuts)]
    )
    inside = np.sqrt(np.diagonal(means))
    return np.asarray(np.minimum(means / (inside[:, None] * inside), 1.0))
