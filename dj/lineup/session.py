"""From a pool to an order: choose how many songs, solve, and bend the rules if need be.

What bends, and in which order: album separation, artist separation, the song wished for at the end,
the one wished for at the beginning; works are taken apart only if no number of songs keeps them
whole.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from dj.lineup.asks import Asks
from dj.lineup.desk import Desk, Terms
from dj.lineup.programme import LONGEST_SONGS, Place, places, served_themes, songs_for
from dj.lineup.proportions import proportioned
from dj.lineup.quotas import said_of_must, said_of_quotas
from dj.lineup.separation import Kinship, Level, bent_by_hand, levels
from dj.lineup.sequencer import Deadline, Problem, Solution, Sounds, solve, with_held
from dj.model.lineup import JoinCost
from dj.units import clock_text

LENGTH_WITHIN_S = 45.0
"""A session this near the length asked for is not tried again with a song more or less."""
_LENGTH_TRIES = 3
_AROUND = 12
"""So many songs more or less are tried if works leave no order of a number of songs."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Session:
    """A solved session."""

    places: list[Place]
    problem: Problem
    solution: Solution
    sounds: Sounds
    """Of the pool, then of what has just played."""
    kinship: Kinship
    """Of the pool."""
    asks: Asks
    """What was asked for, as places in the pool."""
    new: NDArray[np.bool_]
    """Songs of the pool that the listener has never heard."""
    before: int | None = None
    """Number in `sounds` of the song that has just ended."""
    relaxed: tuple[str, ...]
    """Rules that had to bend, in plain words."""

    @property
    def off_s(self) -> float:
        """Expected seconds over (above 0) or under the length asked for."""
        wanted_s = self.problem.length_s
        length_s = self.problem.length_of(self.solution.order)
        return 0.0 if wanted_s is None else length_s - wanted_s

    def join(self, position: int) -> JoinCost | None:
        """What it costs to come to a position; None where nothing has played before."""
        order = self.solution.order
        before = self.before if position == 0 else int(order[position - 1])
        if before is None:
            return None
        song = int(order[position])
        part = self.problem.part
        if position and part[before] >= 0 and part[before] == part[song]:
            return JoinCost(tempo=0.0, key=0.0, energy=0.0, timbre=0.0, total=0.0)
        return self.sounds.join(before, song)


def best_session(
    desk: Desk, *, count: int | None = None, deadline: Deadline | None = None
) -> Session:
    """Solve for the number of songs that comes nearest to the length, and then costs least.

    Args:
        desk: What is chosen from and what was asked for.
        count: Number of songs, if it is not to be found by the length.
        deadline: When to be content with what there is.
    """
    wanted = None if count is None else max(1, min(count, most(desk)))
    while True:
        session = (_by_length(desk, deadline) if wanted is None
                   else _solved(desk, wanted, deadline))  # fmt: skip
        if session is not None:
            return session
        # Without works every last level has an order, so this comes to an end.
        desk = desk.taken_apart()


def in_order(desk: Desk, songs: Sequence[int]) -> Session:
    """Lay out songs in an order that is settled: nothing is chosen, everything is priced."""
    form = _form(desk, len(songs))
    level = Level(artist=0, album=0, copies_once=False)
    fixed = replace(desk, works=())
    problem = fixed.problem(form, level, Terms(first=False, last=False))
    order = np.array(songs, np.int64)
    cost = problem.cost(order)
    solution = Solution(order=order, cost=cost, lower_bound=cost)
    said = bent_by_hand(desk.kin, desk.show.rules, dict(enumerate(songs)))
    return _session(fixed, form, problem, solution, (*desk.relaxed, *said))


def most(desk: Desk) -> int:
    """Greatest number of songs of a session."""
    return min(int(desk.open.sum()), LONGEST_SONGS)


def _by_length(desk: Desk, deadline: Deadline | None) -> Session | None:
    count = _first_count(desk)
    tried: dict[int, Session] = {}
    for _ in range(_LENGTH_TRIES):
        session = _solved(desk, count, deadline)
        if session is None:
            break
        tried[count] = session
        step = -1 if session.off_s > 0 else 1
        near = abs(session.off_s) <= LENGTH_WITHIN_S
        if near or count + step in tried or not 1 <= count + step <= most(desk):
            break
        count += step
    if not tried:
        around = (_solved(desk, other, deadline) for other in _around(count, most(desk)))
        return next((session for session in around if session is not None), None)
    return min(tried.values(), key=lambda session: abs(session.off_s))


def _around(count: int, greatest: int) -> Iterator[int]:
    """Numbers near another, the nearest first."""
    for off in range(1, _AROUND + 1):
        yield from (n for n in (count - off, count + off) if 1 <= n <= greatest)


def _first_count(desk: Desk) -> int:
    """Songs of usual length that fill the show, the more relevant ones counting more."""
    usual_s = float(np.average(desk.play_s, weights=0.1 + desk.pool.relevance()))
    length_s = desk.show.length_s if desk.length_s is None else desk.length_s
    return max(1, min(most(desk), songs_for(length_s, usual_s, desk.join_s)))


def _form(desk: Desk, count: int) -> list[Place]:
    return places(desk.show, desk.moment, count, served_themes(desk.pool.fits))


def _solved(desk: Desk, count: int, deadline: Deadline | None) -> Session | None:
    """Solve with the strictest rules for which there is an order."""
    form = _form(desk, count)
    for terms in _terms(desk.asks):
        for level in levels(desk.show.rules, desk.distinct(), count, desk.widest(count)):
            problem = desk.problem(form, level, terms)
            if solution := solve(problem, deadline=deadline):
                solution = with_held(problem, solution, desk.asks.must)
                problem, solution = proportioned(problem, solution, desk.pool)
                said = _said(desk, problem, solution, level, terms)
                return _session(desk, form, problem, solution, said)
    return None


def _terms(asks: Asks) -> Iterator[Terms]:
    """List what to hold to, the strictest first."""
    yield Terms()
    if asks.last:
        yield Terms(last=False)
    if asks.first:
        yield Terms(last=False, first=False)


def _session(
    desk: Desk, form: list[Place], problem: Problem, solution: Solution, said: tuple[str, ...]
) -> Session:
    return Session(
        places=form, problem=problem, solution=solution, sounds=desk.sounds,
        kinship=desk.kin.within(desk.size), asks=desk.asks,
        new=desk.moment.never_heard()[desk.pool.rows],
        before=desk.before[-1] if desk.before else None, relaxed=said,
    )  # fmt: skip


def _said(
    desk: Desk, problem: Problem, solution: Solution, level: Level, terms: Terms
) -> tuple[str, ...]:
    count, order = problem.songs, solution.order
    missing = [song for song in desk.asks.must if song not in set(order.tolist())]
    return (
        *desk.relaxed,
        *_said_of_length(desk, problem.length_of(order), count),
        *_said_of_pins(desk, count),
        *_said_of_ends(terms),
        *level.relaxed(desk.show.rules, count),
        *bent_by_hand(desk.kin, desk.show.rules, problem.pins),
        *said_of_quotas(desk.moment, desk.pool, desk.show, order),
        *said_of_must(desk.moment, desk.pool, missing),
        *(("Planning was cut short: more time may find a better order.",) if solution.cut else ()),
    )


def _said_of_ends(terms: Terms) -> Iterator[str]:
    if not terms.last:
        yield "No song that should play last could: other rules leave it no place there."
    if not terms.first:
        yield "No song that should play first could: other rules leave it no place there."


def _said_of_pins(desk: Desk, songs: int) -> tuple[str, ...]:
    beyond = [str(place) for place in sorted(desk.asks.pins) if place >= songs]
    if not beyond:
        return ()
    named = ", ".join(beyond[:3]) + (" …" if len(beyond) > 3 else "")
    return (f"Pinned positions beyond the last song are empty: {named}.",)


def _said_of_length(desk: Desk, length_s: float, songs: int) -> tuple[str, ...]:
    if desk.length_s is None or songs < most(desk) or length_s >= desk.length_s - LENGTH_WITHIN_S:
        return ()
    whole = "All playable songs" if songs == desk.size else f"{songs} songs, the most,"
    return (f"{whole} fill {clock_text(length_s)}; the show asks for {clock_text(desk.length_s)}.",)
