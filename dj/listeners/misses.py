"""What came nearest to a recording that matched nothing, and why was it not taken?"""

import heapq
from collections.abc import Iterator
from dataclasses import dataclass

from dj.listeners.catalogue import (
    LENGTH_S,
    Catalogue,
    Wanted,
    artists_of,
    contradicts,
    lengths_agree,
)
from dj.listeners.nearly import near
from dj.listeners.titles import TitleKey, artist_key, leading, title_key
from dj.model.slips import slips, slips_allowed
from dj.model.track import Track

_FAR = 0.35
"""Slips for each letter of a title beyond which it is another title, not a near one."""
_LONG = 60
"""Letters that are compared."""
_CROWD = 300
"""Tracks that are looked at under one name; more of them tell nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Miss:
    """A track that was not taken."""

    track: Track
    reason: str
    """Why not, in a few words."""


def misses(catalogue: Catalogue, wanted: Wanted, count: int = 3) -> tuple[Miss, ...]:
    """Return the nearest tracks, nearest first, each with the reason that spoke against it."""
    title = title_key(wanted.title)
    found: dict[str, tuple[float, str, Track]] = {}
    candidates = [*_by_artist(catalogue, wanted, title), *_by_title(catalogue, wanted, title)]
    candidates = candidates or list(_by_sight(catalogue, wanted, title))
    for far, reason, track in candidates:
        if track.id not in found or far < found[track.id][0]:
            found[track.id] = far, reason, track
    nearest = heapq.nsmallest(count, found.items(), key=lambda item: (item[1][0], item[0]))
    return tuple(Miss(track=track, reason=reason) for _, (_, reason, track) in nearest)


def _by_artist(
    catalogue: Catalogue, wanted: Wanted, title: TitleKey
) -> Iterator[tuple[float, str, Track]]:
    heads = (artist_key(name) for name in leading(wanted.artist))
    for artist in dict.fromkeys((*artists_of(wanted), *heads)):
        for known, track in catalogue.by_artist.get(artist, ())[:_CROWD]:
            distance = _apart(title.words, known.words)
            if distance <= _FAR * max(len(title.words), len(known.words)):
                yield distance + 0.5, _against(track, known, wanted, title), track


def _by_title(
    catalogue: Catalogue, wanted: Wanted, title: TitleKey
) -> Iterator[tuple[float, str, Track]]:
    own = artist_key(wanted.artist)
    for name, track in catalogue.by_title.get(title, ())[:_CROWD]:
        if name != own:
            yield 1.0 + _apart(own, name), f"is by {track.artist or 'nobody named'}", track


def _by_sight(
    catalogue: Catalogue, wanted: Wanted, title: TitleKey
) -> Iterator[tuple[float, str, Track]]:
    """Go through the whole library for a title a slip away, whoever it is by."""
    own = artist_key(wanted.artist)
    for known, tracks in catalogue.by_title.items():
        distance = near(title.words, known.words)
        for name, track in tracks[:_CROWD] if distance is not None else ():
            far = 2.0 * (distance or 0) + _apart(own, name) + (known.version != title.version)
            yield far, "differs in artist and title", track


def _apart(one: str, other: str) -> int:
    """Count slips in the beginning of two names: the rest of a long one tells nothing new."""
    return slips(one[:_LONG], other[:_LONG])


def _against(track: Track, known: TitleKey, wanted: Wanted, title: TitleKey) -> str:
    """Say what spoke against a track of the same artist."""
    if known.version != title.version:
        return "is another version" if known.words == title.words else "is another song, or version"
    if known.numbers != title.numbers:
        return "has another number"
    if why := contradicts(track, wanted):
        return why
    if not lengths_agree(track, wanted, LENGTH_S, unknown=True):
        differ_s = track.duration_s - (wanted.duration_ms or 0) / 1000
        return f"is {abs(differ_s):.0f} s {'longer' if differ_s > 0 else 'shorter'}"
    distance = _apart(title.words, known.words)
    if distance > slips_allowed(min(len(title.words), len(known.words))):
        return f"differs in {distance} letter{'s'[: distance != 1]}"
    return "is one of several that it could be"
