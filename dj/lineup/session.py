"""From a pool to an order: choose how many songs, pose the problem, bend the rules if need be."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dj.lineup.candidates import Candidates
from dj.lineup.moment import Moment
from dj.lineup.programme import LONGEST_SONGS, Place, places, served_themes, songs_for
from dj.lineup.separation import Kinship, Level, bent_by_hand, levels
from dj.lineup.sequencer import Problem, Solution, Sounds, solve
from dj.lineup.signals import Values
from dj.model.show import Show
from dj.units import clock_text

ENERGY_WEIGHT = 0.8
"""Cost of standing the whole range of energy away from the target."""
RELEVANCE_WEIGHT = 0.5
"""Cost of being the least relevant song of the pool."""
THEME_WEIGHT = 0.5
"""Cost of not fitting the segment's theme at all."""
TURN_COST = 0.25
"""Cost of a song that is not on its turn: sessions differ, and no rule is broken for it."""
LENGTH_WITHIN_S = 45.0
"""A session this near the length asked for is not tried again with a song more or less."""
_LENGTH_TRIES = 3


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Session:
    """A solved session."""

    places: list[Place]
    problem: Problem
    solution: Solution
    sounds: Sounds
    kinship: Kinship
    relaxed: tuple[str, ...]
    """Rules that had to bend, in plain words."""

    @property
    def off_s(self) -> float:
        """Expected seconds over (above 0) or under the length asked for."""
        return self.problem.length_of(self.solution.order) - self.problem.length_s


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Desk:
    """What stays the same however many songs are tried."""

    moment: Moment
    pool: Candidates
    show: Show
    pins: Mapping[int, int]
    join_s: float
    sounds: Sounds
    joins: Values
    kinship: Kinship
    play_s: Values
    new: NDArray[np.bool_]


def best_session(
    moment: Moment,
    pool: Candidates,
    show: Show,
    pins: Mapping[int, int],
    join_s: float,
    *,
    count: int | None = None,
) -> Session:
    """Solve for the number of songs that comes nearest to the length, and then costs least.

    Args:
        moment: Listener, time and catalogue.
        pool: Songs to choose among.
        show: Length, clock, arc and rules.
        pins: Position → place in the pool.
        join_s: Seconds that each join adds or takes.
        count: Number of songs, if it is not to be found by the length.
    """
    desk = _desk(moment, pool, show, pins, join_s)
    if count is not None:
        return _solved(desk, min(count, _most(desk)))
    count = _first_count(desk)
    tried: dict[int, Session] = {}
    for _ in range(_LENGTH_TRIES):
        tried[count] = session = _solved(desk, count)
        step = -1 if session.off_s > 0 else 1
        near = abs(session.off_s) <= LENGTH_WITHIN_S
        if near or count + step in tried or not 1 <= count + step <= _most(desk):
            break
        count += step
    return min(tried.values(), key=lambda session: abs(session.off_s))


def _desk(
    moment: Moment, pool: Candidates, show: Show, pins: Mapping[int, int], join_s: float
) -> _Desk:
    catalogue, rows = moment.catalogue, pool.rows
    sounds = Sounds(
        octaves=catalogue.octaves[rows],
        keys=catalogue.keys[rows],
        energy=catalogue.energy[rows],
        vectors=catalogue.vectors[rows],
        has_vector=catalogue.has_vector[rows],
    )
    return _Desk(
        moment=moment,
        pool=pool,
        show=show,
        pins=pins,
        join_s=join_s,
        sounds=sounds,
        joins=sounds.matrix(),
        kinship=Kinship.of([catalogue.songs[row].track for row in rows]),
        play_s=catalogue.play_s[rows],
        new=moment.never_heard()[rows],
    )


def _most(desk: _Desk) -> int:
    return min(desk.pool.rows.size, LONGEST_SONGS)


def _first_count(desk: _Desk) -> int:
    """Songs of usual length that fill the show, the more relevant ones counting more."""
    usual_s = float(np.average(desk.play_s, weights=0.1 + desk.pool.relevance()))
    return min(_most(desk), songs_for(desk.show.length_s, usual_s, desk.join_s))


def _solved(desk: _Desk, count: int) -> Session:
    """Solve with the strictest separation for which there is an order."""
    form = places(desk.show, desk.moment, count, served_themes(desk.pool.fits))
    position = _position_cost(desk, form)
    pins = {place: song for place, song in desk.pins.items() if place < count}
    target = float(np.mean([place.energy for place in form]))
    for level in levels(desk.show.rules, desk.kinship, count):
        problem = _problem(desk, (position, target), pins, level)
        if solution := solve(problem):
            break
    else:
        msg = "at the last level any order is allowed"
        raise AssertionError(msg)
    relaxed = (
        *_said_of_length(desk, problem.length_of(solution.order), count),
        *_said_of_pins(desk, count),
        *level.relaxed(desk.show.rules, count),
        *bent_by_hand(desk.kinship, desk.show.rules, pins),
        *_said_of_discovery(desk, int(problem.new[solution.order].sum()), count),
    )
    return Session(places=form, problem=problem, solution=solution, sounds=desk.sounds,
                   kinship=desk.kinship, relaxed=relaxed)  # fmt: skip


def _position_cost(desk: _Desk, form: list[Place]) -> Values:
    target = np.array([place.energy for place in form])
    fit = np.array([desk.pool.fits[place.theme] for place in form])
    energy = ENERGY_WEIGHT * np.abs(desk.sounds.energy[None, :] - target[:, None])
    relevance = RELEVANCE_WEIGHT * (1.0 - desk.pool.relevance())
    song = relevance + TURN_COST * desk.pool.off_turn
    cost: Values = energy + song[None, :] + THEME_WEIGHT * (1.0 - fit)
    return cost


def _problem(
    desk: _Desk, wanted: tuple[Values, float], pins: Mapping[int, int], level: Level
) -> Problem:
    position, mean_energy = wanted
    songs = position.shape[0]
    return Problem(
        position=position,
        energy=desk.sounds.energy,
        mean_energy=mean_energy,
        join=desk.joins,
        apart=desk.kinship.apart(level, songs, pins.values()),
        play_s=desk.play_s,
        new=desk.new,
        length_s=desk.show.length_s,
        join_s=desk.join_s,
        discoveries=_band(desk, songs),
        pins=pins,
    )


def _wanted(desk: _Desk, songs: int) -> tuple[int, int]:
    """Least and greatest number of discoveries that the show asks for."""
    if not desk.moment.has_history:
        return 0, songs
    low, high = desk.show.rules.discovery_share
    least = int(np.ceil(low * songs - 1e-9))
    return least, max(least, int(np.floor(high * songs + 1e-9)))


def _band(desk: _Desk, songs: int) -> tuple[int, int]:
    """The band asked for, as far as the pool can meet it."""
    least, most = _wanted(desk, songs)
    unheard = int(desk.new.sum())
    known = desk.new.size - unheard
    return min(least, unheard), max(most, songs - known)


def _said_of_pins(desk: _Desk, songs: int) -> tuple[str, ...]:
    beyond = [str(place) for place in sorted(desk.pins) if place >= songs]
    if not beyond:
        return ()
    named = ", ".join(beyond[:3]) + (" …" if len(beyond) > 3 else "")
    return (f"Pinned positions beyond the last song are empty: {named}.",)


def _said_of_discovery(desk: _Desk, new: int, songs: int) -> tuple[str, ...]:
    least, most = _wanted(desk, songs)
    if new < least:
        return (f"{new} of {songs} songs are discoveries; the show asks for {least} or more.",)
    if new > most:
        return (f"{new} of {songs} songs are discoveries; the show allows {most}.",)
    return ()


def _said_of_length(desk: _Desk, length_s: float, songs: int) -> tuple[str, ...]:
    if length_s >= desk.show.length_s - LENGTH_WITHIN_S or songs < _most(desk):
        return ()
    whole = "All playable songs" if songs == desk.pool.rows.size else f"{songs} songs, the most,"
    return (
        f"{whole} fill {clock_text(length_s)}; the show asks for {clock_text(desk.show.length_s)}.",
    )
