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

_STEADY_BITS = np.uint32(0x03F3FFFF)
"""The 24 bits that seldom flip between copies: 18 of timbre, 6 of harmony."""
_ALL_BITS = np.uint32(0xFFFFFFFF)
_MANY_WORDS, _VERY_MANY_WORDS = 8_000_000, 16_000_000
"""In larger libraries only every second word is looked at, the same ones in every copy. In the
largest every one is, but whole words must be equal, for there strangers share too many parts of
words; of 108 pairs of real copies, each shares eight whole words or more."""
_HASH = np.uint32(0x9E3779B1)
_HASH_64 = np.uint64(0x9E3779B97F4A7C15)
"""Fibonacci hashing (Knuth 6.4): spreads keys that differ little; different ones stay so."""
_PART_WORDS, _PART_WHOLE_WORDS = 2_000_000, 8_000_000
_BLOCK_WORDS = 500_000
"""So many words are sifted at once."""
_POPULAR = 4.0
"""Keys of music are so much more common than chance would have them."""
_CROWD = 48
"""A word in more places than this is a held chord or a hum, and tells nothing."""
_SHIFT_WORDS = 4
"""Shifts this near count together: copies may start between two words."""
LEAST_SHARED = 3
"""Words shared at one shift that make two recordings worth comparing."""
_SHIFTS_A_PAIR = 6
_LONGEST_WORDS = 1 << 17
"""Six hours; what lies beyond is not looked at."""
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
        sizes = [min(len(words), _LONGEST_WORDS) for words in read()]
        total, longest = sum(sizes), max(sizes, default=0)
        self.count = len(sizes)
        self._read = read
        self._bins = 2 * (longest // _SHIFT_WORDS + 2)
        self._place_bits = longest.bit_length()
        self._number_bits = self.count.bit_length()
        self._key_bits = min(32, 63 - self._place_bits - self._number_bits)
        self._mask = _STEADY_BITS if total <= _VERY_MANY_WORDS else _ALL_BITS
        self._sample = 2 if _MANY_WORDS < total <= _VERY_MANY_WORDS else 1
        self._fresh = np.ones(self.count, np.bool_)
        self._wanted = np.ones(0, np.bool_)
        if fresh is not None:
            self._fresh[:] = False
            self._fresh[list(fresh)] = True
            self._wanted = self._keys_of_fresh()
            total = round(total * min(1.0, _POPULAR * float(self._wanted.mean())))
        most = _PART_WORDS if self._mask == _STEADY_BITS else _PART_WHOLE_WORDS
        self._parts = max(1, math.ceil(total / self._sample / most))

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
                wanted[self._hashed(words) >> np.uint32(8)] = True
        return wanted

    def _part(self, part: int) -> tuple[Ints, Ints]:
        """Count the words that two recordings share, by code of pair and shift."""
        rows = self._shared(self._rows(part))
        keys = self._key(rows)
        starts = np.flatnonzero(np.diff(keys, prepend=-1))
        sizes = np.diff(np.append(starts, len(rows)))
        telling = np.repeat(sizes <= _CROWD, sizes)
        rows, keys, codes = rows[telling], keys[telling], [np.zeros(0, np.int64)]
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
        for number, words, starts in _blocks(self._read()):
            hashed = self._hashed(words)
            chosen = words != 0
            chosen &= (hashed >> np.uint32(8)) % np.uint32(self._sample * self._parts) == part
            if len(self._wanted):
                chosen &= self._wanted[hashed >> np.uint32(8)]
            at = np.flatnonzero(chosen)
            within = np.searchsorted(starts, at, side="right") - 1
            keys = hashed[at].astype(np.int64) >> (32 - self._key_bits)
            numbered = (keys << self._number_bits) | (number + within)
            rows.append((numbered << self._place_bits) | (at - starts[within]))
        return np.concatenate(rows)

    def _shared(self, rows: Ints) -> Ints:
        """Sort rows, and keep those whose key comes more than once."""
        rows.sort()
        again = np.diff(self._key(rows)) == 0
        return rows[np.append(again, False) | np.append(False, again)] if len(rows) else rows

    def _hashed(self, words: Words) -> Words:
        """Spread what must be equal in words over 32 bits, each value to another one."""
        return (words & self._mask) * _HASH

    def _codes(self, first: Ints, second: Ints) -> Ints:
        one, other = self._number(first), self._number(second)
        meet = (one != other) & (self._fresh[one] | self._fresh[other])
        apart = self._place(first[meet]) - self._place(second[meet])
        shift = apart // _SHIFT_WORDS + self._bins // 2
        return np.asarray((one[meet] * self.count + other[meet]) * self._bins + shift)

    def _key(self, rows: Ints) -> Ints:
        return rows >> (self._number_bits + self._place_bits)

    def _number(self, rows: Ints) -> Ints:
        return (rows >> self._place_bits) & ((1 << self._number_bits) - 1)

    def _place(self, rows: Ints) -> Ints:
        return rows & ((1 << self._place_bits) - 1)


def _blocks(fingerprints: Iterator[Words]) -> Iterator[tuple[int, Words, Ints]]:
    """Yield many fingerprints end to end: number of the first, the words, where each starts."""
    number = size = 0
    block: list[Words] = []
    for words in fingerprints:
        block.append(words[:_LONGEST_WORDS])
        size += len(block[-1])
        if size >= _BLOCK_WORDS:
            yield number, *_joined(block)
            number, size, block = number + len(block), 0, []
    if block:
        yield number, *_joined(block)


def _joined(block: list[Words]) -> tuple[Words, Ints]:
    sizes = np.array([len(words) for words in block], np.int64)
    return np.concatenate(block), sizes.cumsum() - sizes


def _cells(codes: Ints) -> Ints:
    return ((codes.astype(np.uint64) * _HASH_64) >> np.uint64(64 - _SKETCH_BITS)).astype(np.int64)
