"""How far songs must lie from each other, and how the rules bend when a library is too small.

Two copies of one song play only where there are too few songs without them. Then album separation
shrinks step by step, then artist separation by one, and so on. Artists count wherever they are
credited, featured ones too. What bent is told in a sentence.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from dj.lineup.credits import album_of, credits_of, song_of
from dj.model.show import Rules
from dj.model.track import Track

Pairs = NDArray[np.bool_]

_MOST_SAID = 3
"""Pairs that are named one by one."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Kinship:
    """What songs have in common, each of shape (P, P), symmetric."""

    artist: Pairs
    album: Pairs
    song: Pairs

    @classmethod
    def of(cls, tracks: Sequence[Track]) -> "Kinship":
        """Compare all pairs of tracks."""
        return cls(
            artist=_shared([credits_of(track) for track in tracks]),
            album=_shared([_one(album_of(track)) for track in tracks]),
            song=_shared([_one(song_of(track)) for track in tracks]),
        )

    def distinct(self) -> int:
        """Count the songs, copies of one song as one."""
        first = np.where(self.song.any(axis=1), self.song.argmax(axis=1), np.arange(len(self.song)))
        return int(np.unique(first).size)

    def apart(self, level: "Level", songs: int, pins: Iterable[int]) -> NDArray[np.int16]:
        """Least distance in positions of each pair, shape (P, P), 1 to `songs`."""
        apart = np.ones(self.artist.shape, np.int16)
        apart[self.album] = min(level.album + 1, songs)
        apart[self.artist] = np.maximum(apart[self.artist], min(level.artist + 1, songs))
        if level.copies_once:
            apart[self.song] = songs
        pinned = list(pins)
        # Whoever pins two songs by one artist side by side means it.
        apart[np.ix_(pinned, pinned)] = 1
        np.fill_diagonal(apart, songs)
        return apart


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """How strict separation is, in songs between two kindred songs."""

    artist: int
    album: int
    copies_once: bool = True

    def relaxed(self, rules: Rules, songs: int) -> tuple[str, ...]:
        """Say what bent, in plain words; a separation longer than the session never bends."""
        said: list[str] = []
        if not self.copies_once:
            said.append("The library is so small that two copies of a song may both play.")
        if self.album < min(rules.album_separation, songs - 1):
            said.append(_shrunk("an album", self.album, rules.album_separation))
        if self.artist < min(rules.artist_separation, songs - 1):
            said.append(_shrunk("an artist", self.artist, rules.artist_separation))
        return tuple(said)


def levels(rules: Rules, kinship: Kinship, songs: int) -> Iterator[Level]:
    """List the levels from the strictest on; the last one lets any song follow any other."""
    once = kinship.distinct() >= songs
    for artist in range(min(rules.artist_separation, songs), -1, -1):
        for album in range(min(rules.album_separation, songs), -1, -1):
            yield Level(artist=artist, album=album, copies_once=once)


def bent_by_hand(kinship: Kinship, rules: Rules, pins: Mapping[int, int]) -> tuple[str, ...]:
    """Say which pinned songs lie nearer to each other than the rules ask, in plain words."""
    kinds = (
        (kinship.song, len(pins), "are copies of one song"),
        (kinship.artist, rules.artist_separation, "share an artist"),
        (kinship.album, rules.album_separation, "are of one album"),
    )
    said: list[str] = []
    for first, second in combinations(sorted(pins), 2):
        between = second - first - 1
        told = next((words for kin, least, words in kinds
                     if kin[pins[first], pins[second]] and between < least), None)  # fmt: skip
        if told:
            said.append(f"Songs {first + 1} and {second + 1} {told}, {_songs(between)} apart.")
    return (*said[:_MOST_SAID], *([f"So it is with {len(said) - _MOST_SAID} other pairs."]
                                  if len(said) > _MOST_SAID else []))  # fmt: skip


def _songs(count: int) -> str:
    return "one song" if count == 1 else f"{count} songs"


def _shrunk(what: str, songs: int, wanted: int) -> str:
    return f"Songs of {what} lie {songs} apart instead of {wanted}: the library has no other way."


def _one(name: str) -> tuple[str, ...]:
    return (name,) if name else ()


def _shared(names: Sequence[tuple[str, ...]]) -> Pairs:
    """Mark the pairs that share a name."""
    numbers: dict[str, list[int]] = {}
    for song, own in enumerate(names):
        for name in own:
            numbers.setdefault(name, []).append(song)
    shared = np.zeros((len(names), len(names)), np.bool_)
    for songs in numbers.values():
        if len(songs) > 1:
            shared[np.ix_(songs, songs)] = True
    return shared
