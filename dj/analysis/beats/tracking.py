"""Beat times by dynamic programming (Ellis 2007): on strong onsets, at an even pace.

The score of a beat depends only on frames at least half a period earlier, so a whole run of that
many frames is worked out at once.
"""

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

_TIGHTNESS = 400.0
_SHORTEST, _LONGEST = 0.6, 1.5
"""Allowed distance of two beats, in periods."""


def track(curve: NDArray[np.float32], period: float) -> NDArray[np.int64]:
    """Return the frames of beats, rising.

    Args:
        curve: onset strength, float32, shape (n,), of about unit variance.
        period: frames from beat to beat, 4 or more.
    """
    near, far = int(period * _SHORTEST), int(period * _LONGEST) + 1
    lags = np.arange(far, near - 1, -1)
    penalty = (-_TIGHTNESS * np.log(lags / period) ** 2).astype(np.float32)
    scores = np.zeros(far + len(curve), np.float32)
    links = np.full(len(curve), -1, np.int64)
    for start in range(0, len(curve), near):
        stop = min(start + near, len(curve))
        reach = scores[start : stop - 1 + far - near + 1]
        past = sliding_window_view(reach, len(lags)) + penalty
        best = past.argmax(axis=1)
        gain = past[np.arange(stop - start), best]
        scores[far + start : far + stop] = curve[start:stop] + np.maximum(gain, 0.0)
        came_from = np.arange(start, stop) - lags[best]
        links[start:stop] = np.where((gain > 0.0) & (came_from >= 0), came_from, -1)
    return _backwards(scores[far:], links, int(period))


def _backwards(
    scores: NDArray[np.float32], links: NDArray[np.int64], period: int
) -> NDArray[np.int64]:
    """Follow the links from the best beat near the end."""
    if not len(scores):
        return np.zeros(0, np.int64)
    tail = max(0, len(scores) - period)
    at = tail + int(scores[tail:].argmax())
    beats = []
    while at >= 0:
        beats.append(at)
        at = int(links[at])
    return np.array(beats[::-1], np.int64)
