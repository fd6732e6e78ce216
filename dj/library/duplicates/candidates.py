"""Which recordings might share sound, and where? An inverted index of fingerprint words, in parts.

Two copies of a recording share some words bit for bit, all at one shift; strangers share few, at
any. Each part of the index holds the words with one remainder of a hash, so that memory stays
bounded for any library and the fingerprints are streamed once or twice for each part.
"""

import math
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Words = NDArray[np.uint32]
Ints = NDArray[np.int64]
Read = Callable[[], Iterator[Words]]

KEY_BITS = np.uint32(0x03F3FFFF)
"""The 24 bits that seldom flip between copies: 18 of timbre, 6 of harmony."""
_HASH = np.uint32(0x9E3779B1)
_HASH_64 = np.uint64(0x9E3779B97F4A7C15)
"""Fibonacci hashing (Knuth 6.4): spreads keys that differ little."""
_PART_WORDS = 2_000_000
_MANY_WORDS = 8_000_000
"""In larger libraries only every second word is looked at, the same ones in every copy."""
_POPULAR = 4.0
"""Keys of music are so much more common than chance would have them."""
_CROWD = 48
"""A word in more places than this is a held chord or a hum, and tells nothing."""
_SHIFT_WORDS = 4
"""Shifts this near count together: copies may start between two words."""
LEAST_SHARED = 3
"""Words shared at one shift that make two recordings worth comparing."""
_SHIFTS_A_PAIR = 6
_NUMBER_BITS, _PLACE_BITS = 20, 17
"""A million recordings of 6 hours; what lies beyond is not looked at."""
_SKETCH_BITS = 25
"""A table of 32 MB counts roughly what is then counted exactly where it may be enough."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """Two recordings by number, and how far the second is shifted against the first."""

    first: int
    second: int
    shifts: tuple[int, ...]
    """In words, the most promising first: word ``k + shift`` of the first is word k of the second;
    exact to within a few words."""


def candidates(read: Read, fresh: Collection[int] | None = None) -> Iterator[Candidate]:
    """Yield the pairs worth comparing, by number, each once.

    Args:
        read: gives all fingerprints in one and the same order each time it is called.
        fresh: numbers of recordings; only pairs with one of them are wanted. None wants all.
    """
    index = _Index(read, fresh)
    if index.count > 1:
        codes, shared = index.meetings()
        keep = shared >= LEAST_SHARED
        yield from index.pairs(codes[keep], shared[keep])


class _Index:
    """The words of a library by key, built part by part."""

    def __init__(self, read: Read, fresh: Collection[int] | None) -> None:
        sizes = [len(words) for words in read()]
        total = sum(sizes)
        self.count = len(sizes)
        self._read = read
        self._bins = 2 * (max(sizes, default=0) // _SHIFT_WORDS + 2)
        self._fresh = np.ones(self.count, np.bool_)
        self._wanted = np.ones(0, np.bool_)
        if fresh is not None:
            self._fresh[:] = False
            self._fresh[list(fresh)] = True
            self._wanted = self._keys_of_fresh()
            total = round(total * min(1.0, _POPULAR * float(self._wanted.mean())))
        self._sample = 1 if total <= _MANY_WORDS else 2
        self._parts = max(1, math.ceil(total / self._sample / _PART_WORDS))

    def meetings(self) -> tuple[Ints, Ints]:
        """Return codes of pair and shift, and how many words are shared there."""
        if self._parts == 1:
            return self._part(0)
        sketch = np.zeros(1 << _SKETCH_BITS, np.uint8)
        for part in range(self._parts):
            codes, shared = self._part(part)
            cells = _cells(codes)
            sketch[cells] = np.minimum(sketch[cells] + shared, 255)
        kept = []
        for part in range(self._parts):
            codes, shared = self._part(part)
            often = sketch[_cells(codes)] >= LEAST_SHARED
            kept.append((codes[often], shared[often]))
        unique, where = np.unique(np.concatenate([c for c, _ in kept]), return_inverse=True)
        counts = np.bincount(where, np.concatenate([n for _, n in kept]), minlength=len(unique))
        return unique, counts.astype(np.int64)

    def pairs(self, codes: Ints, shared: Ints) -> Iterator[Candidate]:
        """Turn codes into candidates, each pair's shifts by how much is shared there."""
        pairs = codes // self._bins
        order = np.lexsort((codes, -shared, pairs))
        starts = np.flatnonzero(np.diff(pairs[order], prepend=-1))
        for group in np.split(order, starts[1:]) if len(order) else ():
            first, second = divmod(int(pairs[group[0]]), self.count)
            shifts = (codes[group[:_SHIFTS_A_PAIR]] % self._bins - self._bins // 2) * _SHIFT_WORDS
            yield Candidate(first, second, tuple(shifts.tolist()))

    def _keys_of_fresh(self) -> NDArray[np.bool_]:
        wanted = np.zeros(1 << 24, np.bool_)
        for number, words in enumerate(self._read()):
            if self._fresh[number]:
                wanted[_hashed(words)] = True
        return wanted

    def _part(self, part: int) -> tuple[Ints, Ints]:
        """Count the words that two recordings share, by code of pair and shift."""
        rows = np.sort(self._rows(part))
        starts = np.flatnonzero(np.diff(_key(rows), prepend=-1))
        sizes = np.diff(np.append(starts, len(rows)))
        rows = rows[np.repeat(sizes <= _CROWD, sizes)]
        keys, codes = _key(rows), [np.zeros(0, np.int64)]
        for apart in range(1, _CROWD):
            together = np.flatnonzero(keys[:-apart] == keys[apart:])
            if not len(together):
                break
            codes.append(self._codes(rows[together], rows[together + apart]))
        unique, counts = np.unique(np.concatenate(codes), return_counts=True)
        return unique, counts.astype(np.int64)

    def _rows(self, part: int) -> Ints:
        """Collect the words of one part: key, number of the recording and place in one number."""
        rows = [np.zeros(0, np.int64)]
        for number, whole in enumerate(self._read()):
            words = whole[: 1 << _PLACE_BITS]
            hashed = _hashed(words)
            chosen = (words != 0) & (hashed % np.uint32(self._sample * self._parts) == part)
            if len(self._wanted):
                chosen &= self._wanted[hashed]
            places = np.flatnonzero(chosen)
            keys = (words[places] & KEY_BITS).astype(np.int64)
            rows.append((((keys << _NUMBER_BITS) | number) << _PLACE_BITS) | places)
        return np.concatenate(rows)

    def _codes(self, first: Ints, second: Ints) -> Ints:
        one, other = _number(first), _number(second)
        meet = (one != other) & (self._fresh[one] | self._fresh[other])
        shift = (_place(first[meet]) - _place(second[meet])) // _SHIFT_WORDS + self._bins // 2
        return np.asarray((one[meet] * self.count + other[meet]) * self._bins + shift)


def _hashed(words: Words) -> Words:
    """Spread the reliable bits of words over 24 bits; equal words stay equal."""
    return ((words & KEY_BITS) * _HASH) >> np.uint32(8)


def _key(rows: Ints) -> Ints:
    return rows >> (_NUMBER_BITS + _PLACE_BITS)


def _number(rows: Ints) -> Ints:
    return (rows >> _PLACE_BITS) & ((1 << _NUMBER_BITS) - 1)


def _place(rows: Ints) -> Ints:
    return rows & ((1 << _PLACE_BITS) - 1)


def _cells(codes: Ints) -> Ints:
    return ((codes.astype(np.uint64) * _HASH_64) >> np.uint64(64 - _SKETCH_BITS)).astype(np.int64)
