"""Where to cut a recording so that each part resembles itself.

The best cut minimises, over all cuts, the spread inside the parts plus a price for each part: the
kernel change-point method (Harchaoui & Cappé 2007) on a self-similarity matrix (Foote 2000), solved
exactly by dynamic programming. Parts of whole phrases of four and eight bars are cheaper, as in
Sargent, Bimbot & Vincent (2017).
"""

import numpy as np
from numpy.typing import NDArray

Likeness = NDArray[np.float64]
"""Self-similarity, float64, shape (steps, steps), 0 to 1."""

_SHARE_OF_MEDIAN = 0.3
"""Width of the kernel: this share of the median squared distance in the recording…"""
_LEAST_WIDTH = 0.3**2
"""…but no less: differences that nobody hears stay small, so that a loop stays whole."""
_PRICE = 4.0
"""What a part costs, in steps that resemble nothing."""
_ODD_PRICE = 2.0
"""Further price of a part that is not made of phrases."""
_UNKNOWN_PRICE = 1.0
"""The same where no bars are known."""
_FREE_BARS, _CHEAP_BARS, _EVEN_BARS = 8, 4, 2
_NEARBY = 8
"""Steps nearer than this resemble each other by being smoothed together."""


def likeness(texture: NDArray[np.float32]) -> Likeness:
    """Compare each step with each other: 1 for equal, near 0 for as different as this song gets."""
    squares = np.einsum("sc,sc->s", texture, texture)
    distances = np.maximum(squares[:, None] + squares - 2.0 * texture @ texture.T, 0.0)
    far = distances[np.triu_indices(len(distances), _NEARBY)]
    width = max(_LEAST_WIDTH, _SHARE_OF_MEDIAN * float(np.median(far)) if len(far) else 0.0)
    return np.asarray(np.exp(distances.astype(np.float64) / (-2.0 * width)))


def cut(alike: Likeness, shortest: int, bar: float | None) -> tuple[int, ...]:
    """Return the steps at which parts begin, from 0, and the number of steps as the last.

    Args:
        alike: from `likeness`.
        shortest: fewest steps of a part.
        bar: steps in a bar, None where the grid cannot be trusted.
    """
    steps = len(alike)
    area = np.zeros((steps + 1, steps + 1))
    area[1:, 1:] = alike.cumsum(axis=0).cumsum(axis=1)
    corner = np.diagonal(area)
    prices = _PRICE + _odd_prices(steps, bar)
    best, came_from = np.full(steps + 1, np.inf), np.zeros(steps + 1, np.int64)
    best[0] = 0.0
    for end in range(min(shortest, steps), steps + 1):
        start = np.arange(0, max(1, end - shortest + 1))
        length = end - start
        inside = corner[end] - area[start, end] - area[end, start] + corner[start]
        price = prices[length] if end < steps else _PRICE
        totals = best[start] + length - inside / length + price
        best[end], came_from[end] = totals.min(), start[totals.argmin()]
    cuts = [steps]
    while cuts[-1]:
        cuts.append(int(came_from[cuts[-1]]))
    return tuple(reversed(cuts))


def _odd_prices(steps: int, bar: float | None) -> NDArray[np.float64]:
    """Further price of a part of each length in steps, shape (steps + 1,)."""
    if bar is None:
        return np.full(steps + 1, _UNKNOWN_PRICE)
    bars = np.arange(steps + 1) / bar
    share = np.ones(steps + 1)
    for unit, price in ((_EVEN_BARS, 0.5), (_CHEAP_BARS, 0.25), (_FREE_BARS, 0.0)):
        off = np.abs(bars - unit * np.rint(bars / unit)) * bar
        share[(off <= 1.0) & (bars > unit / 2)] = price
    return _ODD_PRICE * share
