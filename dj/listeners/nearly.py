"""Names that are nearly the same: a slip of the pen, not another name."""

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
from dj.model.slips import slips, slips_allowed
from dj.model.track import Track

MARGIN = 2
"""A second candidate must be this many slips further away, else neither is taken."""
_LONG = 160
"""Longer names are compared as they are: hostile ones would take seconds each."""
_CROWD = 2_000
"""An "artist" with more titles than this is a label for the unknown; nearness means nothing."""


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
