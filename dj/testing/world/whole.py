"""The whole world: its catalogue, and each listener when they are asked for."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache

import numpy as np

from dj.model.analysis import Song
from dj.model.listening import Listen
from dj.testing.world.catalogue import Artists, Tracks, make_catalogue
from dj.testing.world.diary import Diary, Writer
from dj.testing.world.extent import Extent
from dj.testing.world.people import Person, make_person
from dj.testing.world.resonance import Ear, chance, make_ear
from dj.testing.world.rows import make_listens, make_songs, track_id
from dj.units import TrackId

_EARS = 8
"""Listeners that are kept in memory."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class World:
    """Artists and tracks, and listeners by number from 0; tracks are numbered too."""

    extent: Extent
    seed: int
    artists: Artists
    tracks: Tracks
    ids: tuple[TrackId, ...]
    """Identity of each track."""

    def person(self, listener: int) -> Person:
        """Return a listener's true taste and habits."""
        return self.ear(listener).person

    def ear(self, listener: int) -> Ear:
        """Return a listener before the catalogue: liking for every track."""
        if not 0 <= listener < self.extent.listeners:
            msg = f"listeners are numbered 0 to {self.extent.listeners - 1}, not {listener}"
            raise IndexError(msg)
        return _ear(self, listener)

    def diary(self, listener: int) -> Diary:
        """Write what a listener played, with what lies behind it."""
        chance_of_life = np.random.default_rng([self.seed, 2, listener])
        ear = self.ear(listener)
        return Writer(self.extent, self.artists, self.tracks, ear, chance_of_life).write()

    def listens(self, listener: int) -> tuple[Listen, ...]:
        """Return a listener's history as their player tells it, oldest first."""
        diary = self.diary(listener)
        played = np.unique(diary.track).tolist()
        songs = dict(zip(played, self.songs(played), strict=True))
        rows = [songs[number] for number in diary.track.tolist()]
        return tuple(make_listens(diary, rows, tells_length=self.person(listener).tells_length))

    def songs(self, tracks: Sequence[int] | None = None) -> tuple[Song, ...]:
        """Return tracks by number as songs that can be planned with; all of them by default."""
        wanted = range(len(self.ids)) if tracks is None else tracks
        return tuple(make_songs(self.ids, self.artists, self.tracks, wanted))

    def resonance(self, listener: int, track: int, at: datetime) -> float:
        """Return the true chance, 0 to 1, that a track pleases a listener at an aware moment.

        Weariness of what has just been heard is not in it.
        """
        return float(self.resonances(listener, [track], at)[0])

    def resonances(
        self, listener: int, tracks: Sequence[int], at: datetime
    ) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
        """Return the true chances that tracks please a listener at a moment, shape (tracks,)."""
        ear = self.ear(listener)
        first = self.extent.until - timedelta(days=self.extent.days)
        day = (at - first) / timedelta(days=1)
        odds = ear.log_odds(np.asarray(tracks, np.int64), at.astimezone(ear.person.zone), day)
        return chance(odds).reshape(len(tracks))


def make_world(extent: Extent | None = None, *, seed: int = 1) -> World:
    """Make a world; the catalogue at once, listeners when they are asked for."""
    extent = extent or Extent()
    artists, tracks = make_catalogue(extent, np.random.default_rng([seed, 0]))
    ids = tuple(track_id(seed, number) for number in range(extent.tracks))
    return World(extent=extent, seed=seed, artists=artists, tracks=tracks, ids=ids)


@lru_cache(maxsize=_EARS)
def _ear(world: World, listener: int) -> Ear:
    rng = np.random.default_rng([world.seed, 1, listener])
    person = make_person(listener, world.extent, world.artists, rng)
    return make_ear(person, world.artists, world.tracks, rng)
