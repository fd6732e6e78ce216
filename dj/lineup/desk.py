"""Lay out all that is the same however many songs a session gets, and pose the problem for each.

What is asked for is a `Problem` with a price: pins, ends, works and separation are hard; relevance,
theme, energy, joins, discoveries and what must play are weighed against each other.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Self

import numpy as np
from numpy.typing import NDArray

from dj.lineup.asks import Asks
from dj.lineup.candidates import Candidates
from dj.lineup.moment import Moment
from dj.lineup.programme import Place
from dj.lineup.quotas import quotas
from dj.lineup.separation import Kinship, Level
from dj.lineup.sequencer import Problem, Sounds
from dj.lineup.signals import Values
from dj.lineup.standing import Standing
from dj.lineup.works import taken_apart
from dj.model.show import Show

ENERGY_WEIGHT = 0.8
"""Cost of standing the whole range of energy away from the target."""
RELEVANCE_WEIGHT = 0.5
"""Cost of being the least relevant song of the pool."""
THEME_WEIGHT = 0.5
"""Cost of not fitting the segment's theme at all."""
TURN_COST = 0.25
"""Cost of a song that is not on its turn: sessions differ, and no rule is broken for it."""
_LEAST_BEFORE = 1


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Terms:
    """Which wishes hold that may have to be given up, in the order of their giving up."""

    last: bool = True
    first: bool = True


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Desk:
    """What stays the same however many songs are tried; songs are places in the pool."""

    moment: Moment
    pool: Candidates
    show: Show
    asks: Asks
    join_s: float
    length_s: float | None
    """Length wanted; None if the number of songs is settled instead."""
    works: tuple[tuple[int, ...], ...]
    """Works that the pool holds whole."""
    open: NDArray[np.bool_]
    """Songs that may play; the others belong to works that are not whole."""
    before: tuple[int, ...]
    """Songs that have just played, last one last, numbered behind those of the pool."""
    sounds: Sounds
    """Of the pool, then of the songs that have just played."""
    joins: Values
    """Cost of every join within the pool."""
    entry: Values
    """Cost of joining each song on to what has just played, shape (P,)."""
    kin: Kinship
    """Of the pool, then of the songs that have just played."""
    play_s: Values
    relaxed: tuple[str, ...] = ()
    """Wishes that had to be given up, in plain words."""

    @classmethod
    def of(
        cls, moment: Moment, pool: Candidates, show: Show, found: Standing, join_s: float
    ) -> Self:
        """Lay out a pool.

        Args:
            moment: Listener, time and catalogue.
            pool: Songs to choose among.
            show: Clock, arc and rules.
            found: What is settled.
            join_s: Seconds that each join adds or takes.
        """
        heard = _heard(moment, show)
        rows = np.concatenate((pool.rows, heard)).astype(np.int64)
        sounds = _sounds(moment, rows)
        held, there = _in_pool(pool, found.works)
        every = sounds.matrix()
        joins = np.ascontiguousarray(every[: pool.rows.size, : pool.rows.size])
        for work in held:
            joins[list(work[:-1]), list(work[1:])] = 0.0
        return cls(
            moment=moment,
            pool=pool,
            show=show,
            asks=found.asks.within(pool.rows),
            join_s=join_s,
            length_s=found.length_s,
            works=held,
            open=there,
            sounds=sounds,
            joins=joins,
            entry=every[-1, : pool.rows.size] if heard.size else np.zeros(pool.rows.size),
            before=tuple(range(pool.rows.size, rows.size)),
            kin=Kinship.of(moment.catalogue, rows),
            play_s=moment.catalogue.play_s[pool.rows],
        )

    @property
    def size(self) -> int:
        """Songs of the pool."""
        return self.pool.rows.size

    def taken_apart(self) -> "Desk":
        """Let movements play alone: there is no order that keeps all works whole."""
        return replace(self, works=(), relaxed=(*self.relaxed, taken_apart(self.works)))

    def distinct(self) -> int:
        """Count the songs to choose from, copies and what has just played left out."""
        kin = self.kin.within(self.size)
        heard = self.kin.song[list(self.before), : self.size].any(axis=0)
        return kin.distinct() - int(heard.sum())

    def widest(self, songs: int) -> int:
        """Most songs between two by one artist that so many places may have room for."""
        gap = self.show.rules.artist_separation
        # Movements of a work stand side by side: counting says nothing of them.
        if self.works:
            return gap
        kin = self.kin.within(self.size)
        return next((wide for wide in range(gap, 0, -1) if kin.room(wide, songs) >= songs), 0)

    def problem(self, form: Sequence[Place], level: Level, terms: Terms) -> Problem:
        """Pose the problem for a form, with separation of a level."""
        songs = len(form)
        pins = {place: song for place, song in self.asks.pins.items() if place < songs}
        apart = self.kin.within(self.size).apart(level, songs, pins.values())
        for work in self.works:
            apart[np.ix_(work, work)] = 1
        np.fill_diagonal(apart, songs)
        return Problem(
            position=self._position(form), join=self.joins, apart=apart, play_s=self.play_s,
            energy=self.sounds.energy[: self.size],
            mean_energy=float(np.mean([place.energy for place in form])),
            length_s=self.length_s, join_s=self.join_s, pins=pins, works=self.works,
            quotas=quotas(self.moment, self.pool, self.show, self.asks, songs),
            offered=self._offered(songs, level, terms),
        )  # fmt: skip

    def _position(self, form: Sequence[Place]) -> Values:
        target = np.array([place.energy for place in form])
        fit = np.array([self.pool.fits[place.theme] for place in form])
        energy = ENERGY_WEIGHT * np.abs(self.sounds.energy[None, : self.size] - target[:, None])
        song = RELEVANCE_WEIGHT * (1.0 - self.pool.relevance()) + TURN_COST * self.pool.off_turn
        # A work is chosen for the best of its movements.
        for work in self.works:
            song[list(work)] = song[list(work)].min()
        cost: Values = energy + song[None, :] + THEME_WEIGHT * (1.0 - fit)
        cost[0] += self.entry
        return cost

    def _offered(self, songs: int, level: Level, terms: Terms) -> NDArray[np.bool_]:
        offered = np.repeat(self.open[None, :], songs, axis=0)
        if self.before:
            offered &= self.kin.clear_of(self.before, level, songs)[:, : self.size]
        for place, wanted, holds in (
            (0, self.asks.first, terms.first),
            (songs - 1, self.asks.last, terms.last),
        ):
            if wanted and holds and place not in self.asks.pins:
                others = np.ones(self.size, np.bool_)
                others[list(wanted)] = False
                offered[place, others] = False
        return offered


def _heard(moment: Moment, show: Show) -> NDArray[np.int64]:
    """Rows of the songs that have just played, as far back as a rule reaches."""
    rules = show.rules
    reach = max(_LEAST_BEFORE, rules.artist_separation, rules.album_separation)
    rows = moment.catalogue.rows_of(moment.brief.before[-reach:])
    return rows[rows < len(moment.catalogue)]


def _sounds(moment: Moment, rows: NDArray[np.int64]) -> Sounds:
    catalogue = moment.catalogue
    return Sounds(
        octaves=catalogue.octaves[rows], keys=catalogue.keys[rows], energy=catalogue.energy[rows],
        vectors=catalogue.vectors[rows], has_vector=catalogue.has_vector[rows],
        habit=_habit(moment, rows),
    )  # fmt: skip


def _habit(moment: Moment, rows: NDArray[np.int64]) -> Values | None:
    """How often the listener plays one song of these right after another, None if never."""
    follows = moment.taste.follows
    if not follows:
        return None
    habit = np.zeros((rows.size, rows.size))
    place_of = {moment.catalogue.ids[row]: place for place, row in enumerate(rows.tolist())}
    for song, place in place_of.items():
        for after, often in follows.get(song, {}).items():
            if after in place_of and np.isfinite(often):
                habit[place, place_of[after]] = min(1.0, max(0.0, often))
    return habit if habit.any() else None


def _in_pool(
    pool: Candidates, works: Sequence[Sequence[int]]
) -> tuple[tuple[tuple[int, ...], ...], NDArray[np.bool_]]:
    """Find the works that a pool holds whole, and the songs left when broken ones go."""
    there = np.ones(pool.rows.size, np.bool_)
    if not works:
        return (), there
    places = {row: place for place, row in enumerate(pool.rows.tolist())}
    held: list[tuple[int, ...]] = []
    for work in works:
        found = tuple(places[row] for row in work if row in places)
        if len(found) == len(work):
            held.append(found)
        else:
            there[list(found)] = False
    return tuple(held), there
