"""What one listener plays, song by song: repeats, news, phases, albums, skips."""

from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from dj.testing.world.catalogue import Artists, Tracks
from dj.testing.world.extent import Extent
from dj.testing.world.people import Person
from dj.testing.world.resonance import Ear, chance
from dj.testing.world.sittings import Sitting, sittings

KNOWN_BEFORE = 600
"""Plays that a listener remembers from before the history begins."""
_COPIES = 24
"""Earlier plays that come to mind when something is to be heard again."""
_LOOKS = 12
"""Unheard songs that are met for one that is chosen."""
_LONG_AGO = 0.03
"""Share of repeats that come from anywhere in the past, however long ago."""
_SATED_S = 30 * 3600.0
"""Weariness: a song heard t ago is taken up again with 1 − exp(−t ÷ this) of its usual chance."""
_KNOWN_ARTIST = 0.5
"""Share of news that is by an artist known already."""
_HONEYMOON = 5.0
"""A new song that pleases comes to mind up to so many times as readily as one heard before."""
_PAUSE_S = 3.0

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


class Why(IntEnum):
    """How a play came about; known to tests, never to a product."""

    REPEAT = 0
    NEWS = 1
    PHASE = 2
    ALBUM = 3
    OTHERS = 4


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Diary:
    """All plays of one listener, oldest first; columns of length n."""

    started_s: Floats
    """Epoch seconds, whole, rising."""
    track: Ints
    played_ms: Ints
    """How long it was played."""
    skipped: NDArray[np.bool_]
    """Left because it did not please."""
    why: Ints
    """A `Why` each."""


class Writer:
    """Writes one diary; the state is what the listener has heard so far."""

    def __init__(
        self, extent: Extent, artists: Artists, tracks: Tracks, ear: Ear, rng: np.random.Generator
    ) -> None:
        self._extent, self._artists, self._tracks, self._ear = extent, artists, tracks, ear
        self._rng = rng
        self._reach = _reach(ear.person, artists)
        self._within = np.cumsum(tracks.weight)  # rises by 1 over each artist's tracks
        size = tracks.artist.size
        self._last_s = np.full(size, -np.inf)
        self._memory = np.zeros(4096, np.int64)
        self._count = 0
        self._remember(self._news(KNOWN_BEFORE // 2, -np.inf).repeat(2))

    def write(self) -> Diary:
        """Write the diary from the first day to the last."""
        rows: list[tuple[Floats, Ints, Ints, NDArray[np.bool_], Ints]] = []
        free_s = -np.inf
        for sitting in sittings(self._ear.person, self._extent, self._rng):
            start_s = max(sitting.local.timestamp(), free_s + 60.0)
            chosen, why = self._choose(sitting, start_s)
            starts, played, skipped = self._play(sitting, chosen, start_s)
            kept = starts < self._extent.until.timestamp()
            rows.append((starts[kept], chosen[kept], played[kept], skipped[kept], why[kept]))
            free_s = starts[-1] + played[-1] / 1000.0
            self._last_s[chosen] = starts
            self._remember(chosen[~skipped])
            self._remember(self._taken_to(sitting, chosen[~skipped & (why == Why.NEWS)]))
        return _joined(rows)

    def _choose(self, sitting: Sitting, at_s: float) -> tuple[Ints, Ints]:
        rng, person = self._rng, self._ear.person
        if rng.random() < person.album_habit:
            tracks = self._album(at_s)[: max(3, sitting.plays)]
            return tracks, np.full(tracks.size, Why.ALBUM)
        phases = person.phases_on(sitting.day)
        shares = np.array([share for _, share in phases])
        crowd = min(1.0, 0.7 / shares.sum()) if shares.size else 1.0
        limits = np.cumsum([person.others, person.discovery, *(crowd * shares)])
        kind = np.searchsorted(limits, rng.random(sitting.plays))
        tracks = self._again(sitting, at_s)
        why = np.full(sitting.plays, Why.REPEAT)
        for place in np.flatnonzero(kind < limits.size).tolist():
            tracks[place], why[place] = self._other(int(kind[place]), phases, sitting, at_s)
        kept = np.sort(np.unique(tracks, return_index=True)[1])
        return tracks[kept], why[kept]

    def _other(
        self, kind: int, phases: list[tuple[int, float]], sitting: Sitting, at_s: float
    ) -> tuple[int, Why]:
        """Choose one play that is no plain repeat."""
        rng = self._rng
        if kind == 0:
            artist = np.searchsorted(np.cumsum(self._artists.popularity), rng.random(1) * 0.999)
            return int(self._of_artists(artist, at_s)[0]), Why.OTHERS
        if kind == 1:
            met = self._news(_LOOKS, at_s)
            odds = chance(self._ear.log_odds(met, sitting.local, sitting.day)) ** 2
            return int(met[_pick(rng, odds)]), Why.NEWS
        artist = np.array([phases[kind - 2][0]])
        return int(self._of_artists(artist, at_s)[0]), Why.PHASE

    def _again(self, sitting: Sitting, at_s: float) -> Ints:
        """Copy earlier plays: one x plays back comes to mind as 1 ÷ (x + memory).

        Taste and weariness choose among those that come to mind.
        """
        rng, plays, n = self._rng, sitting.plays, self._count
        offset = self._ear.person.memory
        back = offset * ((n + offset) / offset) ** rng.random((plays, _COPIES)) - offset + 1.0
        anywhere = rng.random(plays) < _LONG_AGO
        back[anywhere] = 1.0 + rng.random((int(anywhere.sum()), _COPIES)) * n
        thought = self._memory[n - np.minimum(back.astype(np.int64), n)]
        odds = np.exp(0.5 * self._ear.log_odds(thought.ravel(), sitting.local, sitting.day))
        odds = odds.reshape(thought.shape)
        odds *= -np.expm1(-np.maximum(at_s - self._last_s[thought], 60.0) / _SATED_S)
        limits = np.cumsum(odds, axis=1)
        chosen = (limits < rng.random((plays, 1)) * limits[:, -1:]).sum(axis=1)
        again: Ints = thought[np.arange(plays), np.minimum(chosen, _COPIES - 1)]
        return again

    def _news(self, count: int, at_s: float) -> Ints:
        """Meet unheard songs, of known artists and others; a known one stays if none is found."""
        rng = self._rng
        artists = np.searchsorted(self._reach, rng.random(count) * self._reach[-1])
        if self._count:
            known = rng.random(count) < _KNOWN_ARTIST
            recalled = self._memory[rng.integers(0, self._count, int(known.sum()))]
            artists[known] = self._tracks.artist[recalled]
        tracks = self._of_artists(artists, at_s)
        fresh = tracks[~np.isfinite(self._last_s[tracks])]
        return fresh if fresh.size else tracks

    def _of_artists(self, artists: Ints, at_s: float) -> Ints:
        """Draw a song of each artist by its popularity; what is not out yet gives way to a hit."""
        first, after = self._artists.first[artists], self._artists.first[artists + 1]
        drawn = np.searchsorted(self._within, artists + self._rng.random(artists.size))
        drawn = np.clip(drawn, first, after - 1)
        unreleased = self._tracks.released_s[drawn] > max(at_s, self._start_s)
        return np.where(unreleased, first, drawn)

    @property
    def _start_s(self) -> float:
        return self._extent.until.timestamp() - self._extent.days * 86_400.0

    def _album(self, at_s: float) -> Ints:
        """Take the album of an earlier play, or a new one, in its order."""
        rng = self._rng
        again = rng.random() < 0.7
        start = self._memory[rng.integers(0, self._count)] if again else self._news(1, at_s)[0]
        artist = self._tracks.artist[start]
        shelf = np.arange(self._artists.first[artist], self._artists.first[artist + 1])
        album: Ints = shelf[self._tracks.album[shelf] == self._tracks.album[start]]
        return album

    def _play(
        self, sitting: Sitting, chosen: Ints, start_s: float
    ) -> tuple[Floats, Ints, NDArray[np.bool_]]:
        """Let songs run, or be left where they do not please; most of those within 30 seconds."""
        rng, length_s = self._rng, self._tracks.length_s[chosen]
        pleases = chance(self._ear.log_odds(chosen, sitting.local, sitting.day) + 0.7)
        skipped = rng.random(chosen.size) > pleases
        early = rng.random(chosen.size) < 0.65
        left_s = np.where(early, 2.0 + 26.0 * rng.random(chosen.size),
                          30.0 + rng.random(chosen.size) * (0.7 * length_s - 30.0))  # fmt: skip
        played_s = np.where(skipped, left_s, length_s)
        starts = start_s + np.concatenate([[0.0], np.cumsum(played_s + _PAUSE_S)[:-1]])
        return np.floor(starts), np.round(played_s * 1000.0).astype(np.int64), skipped

    def _taken_to(self, sitting: Sitting, news: Ints) -> Ints:
        """Repeat new songs in memory, the more they please."""
        pleases = chance(self._ear.log_odds(news, sitting.local, sitting.day))
        return np.repeat(news, self._rng.poisson(_HONEYMOON * pleases**2))

    def _remember(self, tracks: Ints) -> None:
        while self._count + tracks.size > self._memory.size:
            self._memory = np.concatenate([self._memory, np.zeros_like(self._memory)])
        self._memory[self._count : self._count + tracks.size] = tracks
        self._count += tracks.size


def _reach(person: Person, artists: Artists) -> Floats:
    """Cumulated odds of meeting each artist: near a taste, known to many, near home."""
    near = sum(
        (mode.weight * np.exp(mode.sharpness * (artists.style @ mode.centre - 1.0))
         for mode in person.modes),
        start=np.full(len(artists.names), 0.002),
    )  # fmt: skip
    home = np.exp(person.home * (artists.country == person.country))
    return np.cumsum(near * artists.popularity**person.mainstream * home)


def _pick(rng: np.random.Generator, odds: Floats) -> int:
    limits = np.cumsum(odds)
    return min(int(np.searchsorted(limits, rng.random() * limits[-1])), odds.size - 1)


def _joined(rows: list[tuple[Floats, Ints, Ints, NDArray[np.bool_], Ints]]) -> Diary:
    empty = (np.zeros(0), *(np.zeros(0, np.int64),) * 2, np.zeros(0, np.bool_),
             np.zeros(0, np.int64))  # fmt: skip
    columns = [np.concatenate(column) for column in zip(*(rows or [empty]), strict=True)]
    started_s, track, played_ms, skipped, why = columns
    return Diary(started_s=started_s, track=track, played_ms=played_ms, skipped=skipped, why=why)
