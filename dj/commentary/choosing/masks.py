"""Which sentences are nearly the same? Frames compared, with what their slots said left out.

A comparison of two frames costs a fifth of a millisecond, and a session would need tens of
thousands. How many characters two texts share at most, wherever they stand, is known for all frames
at once from counts of characters; few pass that and are compared in full.
"""

from collections.abc import Iterable
from difflib import SequenceMatcher
from functools import lru_cache

import numpy as np

ALIKE = 0.9
"""Similarity of two frames from which they count as one; 0 to 1, as of `SequenceMatcher.ratio`."""
_FIRST = 64
_BINS = 64
"""Characters are counted in so many bins; those that share one only weaken the bound."""


class Frames:
    """A set of frames that grows."""

    def __init__(self, frames: Iterable[str] = ()) -> None:
        """Begin with some frames."""
        self._frames: list[str] = []
        self._counts = np.zeros((_FIRST, _BINS), np.int32)
        """One row a frame, and room for more."""
        for frame in dict.fromkeys(frames):
            self.add(frame)

    def add(self, frame: str) -> None:
        """Take in one more."""
        number = len(self._frames)
        if number == len(self._counts):
            self._counts = np.concatenate([self._counts, np.zeros_like(self._counts)])
        self._counts[number] = _counts(frame)
        self._frames.append(frame)

    def like(self, frame: str) -> bool:
        """Tell whether a frame is nearly one of these."""
        return any(is_alike(frame, self._frames[index]) for index in self._near(frame))

    def _near(self, frame: str) -> list[int]:
        """List those that share enough characters to be alike."""
        own, known = _counts(frame), self._counts[: len(self._frames)]
        shared = np.minimum(known, own).sum(axis=1)
        lengths = known.sum(axis=1) + own.sum()
        return [int(index) for index in np.flatnonzero(2 * shared >= ALIKE * lengths)]


@lru_cache(maxsize=65_536)
def is_alike(one: str, two: str) -> bool:
    """Tell whether two frames are nearly the same sentence."""
    if one == two:
        return True
    if 2 * min(len(one), len(two)) < ALIKE * (len(one) + len(two)):
        return False
    matcher = SequenceMatcher(None, one, two, autojunk=False)
    return matcher.quick_ratio() >= ALIKE and matcher.ratio() >= ALIKE


@lru_cache(maxsize=16_384)
def _counts(frame: str) -> np.ndarray:
    points = np.fromiter(map(ord, frame), np.int32, len(frame))
    return np.bincount(points % _BINS, minlength=_BINS).astype(np.int32)
