"""Names that are nearly the same: a slip of the pen, not another name.

The measure is the optimal string alignment distance (Damerau–Levenshtein with each pair swapped at
most once): letters added, lost, changed or swapped with the next.
"""

from collections.abc import Iterator
from functools import lru_cache

from dj.listeners.catalogue import (
    LENGTH_S,
    Catalogue,
    Wanted,
    artists_of,
    lengths_agree,
    pick,
)
from dj.listeners.titles import title_key
from dj.model.track import Track

MARGIN = 2
"""A second candidate must be this many slips further away, else neither is taken."""
_LONG = 160
"""Longer names are compared as they are: hostile ones would take seconds each."""
_CROWD = 2_000
"""An "artist" with more titles than this is a label for the unknown; nearness means nothing."""


def slips_allowed(length: int) -> int:
    """How many slips a name of so many letters may hold: none below 5, two from 10."""
    return 0 if length < 5 else 1 if length < 10 else 2


def slips(one: str, other: str) -> int:
    """Count the slips between two names.

    Example:
        >>> slips("beatles", "baetles")
        1
    """
    one, other = _unlike(one, other)
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        before, last, row = row, before, [i]
        for j, b in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                cost = min(cost, last[j - 2] + 1)
            row.append(cost)
    return row[-1]


def _unlike(one: str, other: str) -> tuple[str, str]:
    """Cut off what both have at the beginning and the end: it costs no slip."""
    start = _shared(one, other)
    one, other = one[start:], other[start:]
    end = _shared(one[::-1], other[::-1])
    return one[: len(one) - end], other[: len(other) - end]


def _shared(one: str, other: str) -> int:
    pairs = enumerate(zip(one, other, strict=False))
    return next((n for n, (a, b) in pairs if a != b), min(len(one), len(other)))


def nearly(catalogue: Catalogue, wanted: Wanted) -> Track | None:
    """Find the one track whose artist or title is a slip away while the other agrees."""
    best: dict[tuple[str, str], tuple[int, list[Track]]] = {}
    for distance, name, track in _candidates(catalogue, wanted):
        if lengths_agree(track, wanted, LENGTH_S, unknown=True):
            best.setdefault(name, (distance, []))[1].append(track)
    ranked = sorted(best.values(), key=lambda found: found[0])
    if not ranked or (len(ranked) > 1 and ranked[1][0] < ranked[0][0] + MARGIN):
        return None
    return pick(ranked[0][1], wanted)


def _candidates(
    catalogue: Catalogue, wanted: Wanted
) -> Iterator[tuple[int, tuple[str, str], Track]]:
    title = title_key(wanted.title)
    artists = dict.fromkeys(artists_of(wanted))
    for artist in artists:
        titles = catalogue.by_artist.get(artist, ())
        for other, track in titles if len(titles) <= _CROWD else ():
            alike = other.version == title.version and other.numbers == title.numbers
            distance = near(title.words, other.words) if alike else None
            if distance is not None:
                yield distance, (artist, other.words), track
    namesakes = catalogue.by_title.get(title, ())
    for artist in artists:
        for name, track in namesakes if len(namesakes) <= _CROWD else ():
            distance = near(artist, name)
            if distance is not None:
                yield distance, (name, title.words), track


def near(one: str, other: str) -> int | None:
    """Count the slips between two different names; None if it is more than a slip of the pen."""
    allowed = slips_allowed(min(len(one), len(other)))
    if max(len(one), len(other)) > _LONG:
        return None
    # Cheap refusals first: most pairs differ in length or in many letters.
    if not allowed or abs(len(one) - len(other)) > allowed:
        return None
    if (_letters(one) ^ _letters(other)).bit_count() > 2 * allowed:
        return None
    distance = slips(one, other)
    return distance if 0 < distance <= allowed else None


@lru_cache(maxsize=262_144)
def _letters(word: str) -> int:
    """Return a bit for each different letter; a few letters share one."""
    bits = 0
    for letter in word:
        bits |= 1 << (ord(letter) & 127)
    return bits
