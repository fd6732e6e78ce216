"""How far songs must lie from each other, and how the rules bend when a library is too small.

Two copies of one song play only where there are too few songs without them. Then album separation
shrinks step by step, then artist separation by one, and so on. Artists count wherever they are
credited, featured ones too; songs with one title, such as a song and its cover, keep the distance
of an artist. Songs that played just before count with their artists. What bent is told.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from dj.lineup.catalogue import NO_GROUP, Catalogue
from dj.model.show import Rules

Pairs = NDArray[np.bool_]

_MOST_SAID = 3
"""Pairs that are named one by one."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Kinship:
    """What songs have in common, each of shape (P, P), symmetric."""

    artist: Pairs
    album: Pairs
    song: Pairs
    title: Pairs
    owner: NDArray[np.int64]
    """Number of the main artist of each song, shape (P,); who credits nobody has a number alone."""

    @classmethod
    def of(cls, catalogue: Catalogue, rows: NDArray[np.int64]) -> "Kinship":
        """Compare all pairs of songs of a catalogue."""
        names, song = catalogue.artists.carried(rows)
        return cls(
            artist=_shared(names, song, rows.size),
            album=_alike(catalogue.albums[rows]),
            song=_alike(catalogue.copies[rows]),
            title=_alike(catalogue.titles[rows]),
            owner=_first(names, song, rows.size),
        )

    def within(self, songs: int) -> "Kinship":
        """Keep the first so many songs."""
        part = slice(songs)
        return Kinship(
            artist=self.artist[part, part],
            album=self.album[part, part],
            song=self.song[part, part],
            title=self.title[part, part],
            owner=self.owner[part],
        )

    def room(self, artist: int, songs: int) -> int:
        """At most so many songs fit into `songs` places with so many between two by an artist."""
        _, each = np.unique(self.owner, return_counts=True)
        return int(np.minimum(each, -(-songs // (artist + 1))).sum())

    def distinct(self) -> int:
        """Count the songs, copies of one song as one."""
        first = np.where(self.song.any(axis=1), self.song.argmax(axis=1), np.arange(len(self.song)))
        return int(np.unique(first).size)

    def clear_of(self, before: Sequence[int], level: "Level", songs: int) -> Pairs:
        """Tell which songs may stand where after others that have just played.

        Args:
            before: Songs that have played, the last one last.
            level: How strict to be.
            songs: Places to fill.

        Returns:
            Shape (`songs`, P), for all P songs, those of `before` included.
        """
        clear = np.ones((songs, len(self.song)), np.bool_)
        for back, song in enumerate(reversed(before), start=1):
            least = np.where(self.artist[song] | self.title[song], level.artist + 1, 1)
            least = np.maximum(least, np.where(self.album[song], level.album + 1, 1))
            if level.copies_once:
                least[self.song[song]] = songs + len(before)
            clear &= least[None, :] <= back + np.arange(songs)[:, None]
        return clear

    def apart(self, level: "Level", songs: int, pins: Iterable[int]) -> NDArray[np.int16]:
        """Least distance in positions of each pair, shape (P, P), 1 to `songs`."""
        apart = np.ones(self.artist.shape, np.int16)
        apart[self.album] = min(level.album + 1, songs)
        near = self.artist | self.title
        apart[near] = np.maximum(apart[near], min(level.artist + 1, songs))
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


def levels(rules: Rules, distinct: int, songs: int, most: int | None = None) -> Iterator[Level]:
    """List the levels from the strictest on; the last one lets any song follow any other.

    Args:
        rules: The show's.
        distinct: Songs to choose from, copies of one song as one.
        songs: Places to fill.
        most: No more songs between two by one artist than this, because it is known to be too much.
    """
    once = distinct >= songs
    strictest = rules.artist_separation if most is None else min(most, rules.artist_separation)
    for artist in range(min(strictest, songs), -1, -1):
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


def _alike(groups: NDArray[np.int64]) -> Pairs:
    """Mark the pairs of one group; who is in none has nobody."""
    alike: Pairs = (groups[:, None] == groups[None, :]) & (groups != NO_GROUP)
    return alike


def _first(names: NDArray[np.int64], owner: NDArray[np.int64], songs: int) -> NDArray[np.int64]:
    """First name of each song, or a number of its own below 0."""
    first = -1 - np.arange(songs)
    first[owner[::-1]] = names[::-1]
    return first


def _shared(names: NDArray[np.int64], owner: NDArray[np.int64], songs: int) -> Pairs:
    """Mark the pairs that share a name, which each entry gives to a song."""
    there, number = np.unique(names, return_inverse=True)
    carries = np.zeros((songs, there.size), np.float32)
    carries[owner, number] = 1.0
    shared: Pairs = carries @ carries.T > 0
    return shared
