"""Fingerprints by construction: songs, copies of them with some bits wrong, and strangers."""

import numpy as np
from numpy.typing import NDArray

Words = NDArray[np.uint32]


def fingerprint(seed: int, length: int = 1000) -> Words:
    """Words that change slowly, as those of music do: about every third bit of a word a second."""
    rng = np.random.default_rng(seed)
    words = rng.integers(1, 2**32, size=length, dtype=np.uint32)
    keep = rng.random(length) < 0.5
    for place in np.flatnonzero(keep[1:]) + 1:
        words[place] = words[place - 1]
    return words


def copy(words: Words, errors: float, seed: int = 99) -> Words:
    """The same with a share of all bits flipped."""
    rng = np.random.default_rng(seed)
    wrong = rng.random((len(words), 32)) < errors
    masks = (wrong * np.left_shift(np.uint32(1), np.arange(32, dtype=np.uint32))).sum(axis=1)
    return np.asarray(np.maximum(words ^ masks.astype(np.uint32), 1), np.uint32)
