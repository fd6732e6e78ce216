"""The least that the rest of a programme can cost, by dynamic programming from its end.

The relaxation forgets length, energy, quotas and all rules but those between neighbours. It counts
in float32, for half the memory is twice the speed; what rounding may add is taken off every bound.
"""

import numpy as np
from numpy.typing import NDArray

Single = NDArray[np.float32]

ROUNDING = 2.0**-22
"""What one place may add by rounding, relative to the sum: two additions in float32."""


def cost_to_go(step: Single, placed: Single) -> Single:
    """Least cost of everything after a place, by the song in that place.

    Args:
        step: Cost of each join, shape (P, P).
        placed: Cost of each song in each place, shape (N, P).

    Returns:
        Shape (N, P); infinite where no song can follow. O(N·P²).
    """
    # Whole rows are compared at once, which is faster than looking for the least of each row.
    return behind(np.ascontiguousarray(step.T), placed[::-1])[::-1]


def behind(step: Single, placed: Single) -> Single:
    """Least cost of everything before a place, by the song in that place, shape (N, P)."""
    cost = np.zeros(placed.shape, np.float32)
    scratch = np.empty_like(step)
    for place in range(1, placed.shape[0]):
        np.add(step, (cost[place - 1] + placed[place - 1])[:, None], out=scratch)
        np.minimum.reduce(scratch, axis=0, out=cost[place])
    return cost
