"""Are two recordings copies of one another? Bit errors between fingerprints, shift by shift.

Copies of one recording differ in a sixth of the bits at most, another take or a version without
the voice in a quarter, strangers in almost half. Where long passages agree, they are one sound; how
much of each agrees tells copies from edits.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dj.library.duplicates.candidates import Words

MOST_ERRORS = 0.23
"""Share of bits in which two copies may differ over a passage; chance gives 0.5. From 0.21
up all of 230 pairs of real copies are found; from 0.24 up other takes begin to pass."""
_PASSAGE_WORDS = 128
"""Twenty-four seconds: over shorter passages, strangers and other takes agree now and then."""
LEAST_WORDS = 80
"""Fifteen seconds: shorter recordings are never compared."""
_NEAR_WORDS = range(-1, 5)
"""A shift is known to within a few words."""
_WHOLE = 0.9
"""Of both recordings: they are the same from end to end."""
_CONTAINED = 0.6
"""Of the shorter one: it is an edit of the longer."""
_LONGEST_RATIO = 3.0
"""A recording so much longer holds the other among others: a medley or a mix, no edit of it."""

_Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Likeness:
    """How two recordings agree."""

    errors: float
    """Share of bits that differ where they agree, 0 to `MOST_ERRORS`."""
    first: float
    """Share of the first recording that is in the second, 0 to 1."""
    second: float
    """Share of the second recording that is in the first, 0 to 1."""
    whole: bool
    """They are the same from end to end; otherwise one is an edit of the other."""


def compare(first: Words, second: Words, shifts: Iterable[int]) -> Likeness | None:
    """Compare two fingerprints at some shifts (see `Candidate`); None if they are not copies."""
    lengths = np.count_nonzero(first), np.count_nonzero(second)
    if min(lengths) < LEAST_WORDS or max(lengths) > _LONGEST_RATIO * min(lengths):
        return None
    agree_first, agree_second = np.zeros(len(first), bool), np.zeros(len(second), bool)
    wrong = compared = 0
    for shift in dict.fromkeys(_exact(first, second, shift) for shift in shifts):
        errors, audible, at = _errors(first, second, shift)
        agree = _passages(errors, audible) & ~agree_second[at[1] : at[1] + len(errors)]
        if agree.sum() < min(_PASSAGE_WORDS, _CONTAINED * min(lengths)):
            continue
        agree_first[at[0] : at[0] + len(errors)] |= agree
        agree_second[at[1] : at[1] + len(errors)] |= agree
        wrong, compared = wrong + int(errors[agree].sum()), compared + int(agree.sum())
    return _judged(agree_first.sum() / lengths[0], agree_second.sum() / lengths[1],
                   wrong / (32 * max(compared, 1)))  # fmt: skip


def _judged(first: float, second: float, errors: float) -> Likeness | None:
    if max(first, second) < _CONTAINED:
        return None
    whole = bool(min(first, second) >= _WHOLE)
    return Likeness(errors=errors, first=float(first), second=float(second), whole=whole)


def _exact(first: Words, second: Words, shift: int) -> int:
    """Find the shift near one with the fewest errors."""

    def share(near: int) -> float:
        errors, audible, _ = _errors(first, second, near)
        return float(errors.sum() / audible.sum()) if audible.sum() >= LEAST_WORDS // 2 else 32.0

    return min((shift + near for near in _NEAR_WORDS), key=share)


def _errors(
    first: Words, second: Words, shift: int
) -> tuple[NDArray[np.int64], _Mask, tuple[int, int]]:
    """Lay the second over the first: wrong bits, where both are audible, and where each starts."""
    at = max(shift, 0), max(-shift, 0)
    length = max(0, min(len(first) - at[0], len(second) - at[1]))
    one, other = first[at[0] : at[0] + length], second[at[1] : at[1] + length]
    audible = (one != 0) & (other != 0)
    return np.where(audible, np.bitwise_count(one ^ other), 0).astype(np.int64), audible, at


def _passages(errors: NDArray[np.int64], audible: _Mask) -> _Mask:
    """Mark the audible words round which passages agree."""
    wrong, heard = _sums(errors), _sums(audible.astype(np.int64))
    enough = heard >= _PASSAGE_WORDS // 2
    agrees = enough & (wrong <= 32 * MOST_ERRORS * np.maximum(heard, 1))
    return np.asarray(agrees & audible)


def _sums(values: NDArray[np.int64]) -> NDArray[np.int64]:
    """Sum over the passage round each place, cut off at the ends."""
    totals = np.concatenate([[0], values.cumsum()])
    places = np.arange(len(values))
    ends = np.minimum(places + _PASSAGE_WORDS // 2, len(values))
    return np.asarray(totals[ends] - totals[np.maximum(places - _PASSAGE_WORDS // 2, 0)])
