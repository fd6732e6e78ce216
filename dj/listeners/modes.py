"""A listener is not one average: up to three centres of taste in style space.

Spherical k-means (cosine) with weighted points, started by k-means++ from a fixed seed, best of a
few starts. Same points and weights, same centres, to the bit.
"""

import hashlib

import numpy as np
from numpy.typing import NDArray

MAX_MODES = 3
TRACKS_PER_MODE = 4
"""Fewer tracks than this do not make a taste of their own."""
LEAST_SHARE = 0.1
"""A mode must hold this much of the listener's liking."""
TOO_ALIKE = 0.95
"""Cosine between two centres above which they are one taste."""
_STARTS = 4
_ROUNDS = 50

Matrix = NDArray[np.float64]


def modes(vectors: Matrix, weights: Matrix) -> tuple[NDArray[np.float32], tuple[float, ...]]:
    """Find the centres of taste and the share of each, heaviest first.

    Args:
        vectors: Unit rows, shape (n, d), finite.
        weights: Liking of each row, shape (n,), not negative.

    Returns:
        Centres as float32 unit rows, shape (modes, d), and shares that sum to 1; both empty
        without any liking.
    """
    liked = weights > 0
    vectors, weights = vectors[liked], weights[liked]
    if len(vectors) == 0:
        return np.zeros((0, vectors.shape[1]), np.float32), ()
    for count in range(min(MAX_MODES, max(1, len(vectors) // TRACKS_PER_MODE)), 0, -1):
        centres, owner = _best(vectors, weights, count)
        shares = np.bincount(owner, weights, minlength=count) / weights.sum()
        if count == 1 or _distinct(centres, shares):
            break
    order = np.argsort(-shares, kind="stable")
    return centres[order].astype(np.float32), tuple(float(share) for share in shares[order])


def _distinct(centres: Matrix, shares: Matrix) -> bool:
    cosines = centres @ centres.T - 2 * np.eye(len(centres))
    return bool(shares.min() >= LEAST_SHARE and cosines.max() <= TOO_ALIKE)


def _best(vectors: Matrix, weights: Matrix, count: int) -> tuple[Matrix, NDArray[np.int64]]:
    digest = hashlib.sha256(vectors.tobytes() + weights.tobytes()).digest()
    rng = np.random.default_rng(int.from_bytes(digest[:8], "little"))
    found = [_k_means(vectors, weights, count, rng) for _ in range(_STARTS)]
    centres, owner, _ = max(found, key=lambda result: result[2])
    return centres, owner


def _k_means(
    vectors: Matrix, weights: Matrix, count: int, rng: np.random.Generator
) -> tuple[Matrix, NDArray[np.int64], float]:
    centres = _start(vectors, weights, count, rng)
    owner = np.argmax(vectors @ centres.T, axis=1)
    for _ in range(_ROUNDS):
        centres = _centres(vectors, weights, owner, centres)
        moved = np.argmax(vectors @ centres.T, axis=1)
        if np.array_equal(moved, owner):
            break
        owner = moved
    likeness = np.sum(vectors * centres[owner], axis=1)
    return centres, owner, float(weights @ likeness)


def _start(vectors: Matrix, weights: Matrix, count: int, rng: np.random.Generator) -> Matrix:
    """Draw starting centres by k-means++: far from those drawn before, heavy before light."""
    chosen = [int(rng.choice(len(vectors), p=weights / weights.sum()))]
    while len(chosen) < count:
        away = np.clip(1.0 - np.max(vectors @ vectors[chosen].T, axis=1), 0.0, None) * weights
        away = away if away.sum() > 0 else weights
        chosen.append(int(rng.choice(len(vectors), p=away / away.sum())))
    return vectors[chosen].copy()


def _centres(vectors: Matrix, weights: Matrix, owner: NDArray[np.int64], before: Matrix) -> Matrix:
    groups = [owner == group for group in range(len(before))]
    sums = np.array([weights[group] @ vectors[group] for group in groups])
    norms = np.linalg.norm(sums, axis=1, keepdims=True)
    # An empty or self-cancelling group keeps its centre.
    return np.where(norms > 1e-12, sums / np.maximum(norms, 1e-12), before)
