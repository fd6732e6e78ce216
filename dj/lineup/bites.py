"""Rules that bit: which of them kept a better song from a place, and which gave the place away.

A rule bit at a place if, of all songs that do not play, one that it forbids there would have made
the plan cheaper. What merely holds everywhere is not said of each song.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

import numpy as np

from dj.lineup.answer import Answer
from dj.lineup.calibrate import Kind, Proportions
from dj.lineup.sequencer.moves import clashes, fixed_change, quota_change, replacing
from dj.lineup.sequencer.problem import LENGTH_FREE_S, Matrix, Pairs
from dj.lineup.signals import Values

_BETTER = -1e-6
"""A song that was kept away must have been better by more than rounding to be worth a sentence."""

_HARDLY = 0.01
"""A kind with a smaller share of the plays is hardly played."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Choices:
    """What each song that does not play would do in each place, all of shape (N, P)."""

    change: Matrix
    """Change of the cost; infinite for songs that play."""
    quota: Matrix
    """The part of it that quotas ask for."""
    shape: Matrix
    """The part of it that length and mean energy ask for."""
    shares: Matrix
    """The part of it that the listener's proportions ask for."""
    wanted: Proportions | None
    """Those proportions; None if the session need not keep them."""
    taken: Pairs
    """True where a hard rule keeps the song away."""

    @classmethod
    def of(cls, answer: Answer) -> "Choices":
        """Weigh every song in every place."""
        problem, order = answer.session.problem, answer.session.solution.order
        change, quota = replacing(problem, order), quota_change(problem, order)
        shape = change - quota - fixed_change(problem, order)
        change[:, order] = np.inf
        wanted = _proportions(answer)
        shares = np.zeros_like(quota) if wanted is None else wanted.replacing(order)
        return cls(change=change, quota=quota, shape=shape, shares=shares, wanted=wanted,
                   taken=clashes(problem, order) > 0)  # fmt: skip


def _proportions(answer: Answer) -> Proportions | None:
    kinds = answer.pool.kinds
    return Proportions.of(kinds, answer.session.problem.songs) if kinds else None


def bites(answer: Answer, choices: Choices, position: int) -> Iterator[str]:
    """Say which rules bit at a place, in plain words."""
    given = _given(answer, position)
    if given:
        yield given
        return
    yield from _asked(answer, position)
    yield from _kept_away(answer, choices, position)
    yield from _balanced(answer, choices, position)


def _given(answer: Answer, position: int) -> str:
    """Say who gave the place away, if it was not the planner's to give."""
    problem, song = answer.session.problem, int(answer.session.solution.order[position])
    if position in problem.pins:
        return "Pinned to this position."
    if answer.moment.brief.order:
        return "It has its place in the order that was given."
    if problem.part[song] >= 0:
        work = problem.works[int(problem.part[song])]
        return f"Part {work.index(song) + 1} of {len(work)} that play together or not at all."
    return ""


def _asked(answer: Answer, position: int) -> Iterator[str]:
    brief, song = answer.moment.brief, int(answer.session.solution.order[position])
    track, last = answer.track_id(song), answer.session.problem.songs - 1
    if position == 0 and track in brief.first:
        yield "Asked for as the first song."
    if position == last and track in brief.last:
        yield "Asked for as the last song."
    if track in brief.must:
        yield "Asked for: it plays in the place where it fits best."


def _kept_away(answer: Answer, choices: Choices, position: int) -> Iterator[str]:
    """Name the best song that a rule keeps away, and the rule."""
    barred = np.where(choices.taken[position], choices.change[position], np.inf)
    best = int(barred.argmin())
    if barred[best] < _BETTER:
        yield f"A song that fits better here, {answer.label(best)}, was kept away: " + (
            _why_apart(answer, position, best))  # fmt: skip


def _why_apart(answer: Answer, position: int, song: int) -> str:
    session = answer.session
    problem, order = session.problem, session.solution.order
    distance = np.abs(np.arange(order.size) - position)
    near = np.flatnonzero((problem.apart[song, order] > distance) & (distance > 0))
    kinds = ((session.kinship.song, "is a version of the same title"),
             (session.kinship.artist, "shares an artist with it"),
             (session.kinship.album, "is of the same album"))  # fmt: skip
    for place in sorted(near.tolist(), key=lambda at: (distance[at], at)):
        for kin, says in kinds:
            if kin[song, order[place]]:
                return f"song {place + 1} {says}."
    if problem.part[song] >= 0:
        return "the rest of its work does not fit."
    return "this place is held for other songs."


def _balanced(answer: Answer, choices: Choices, position: int) -> Iterator[str]:
    """Name the best songs that only the numbers, or only the whole, keep away."""
    free = np.where(choices.taken[position], np.inf, choices.change[position])
    terms: list[tuple[Values, Callable[[Answer, int, int], str]]] = [
        (choices.quota[position], _quota),
        (choices.shape[position], _whole),
    ]
    if choices.wanted is not None:
        terms.append((choices.shares[position], partial(_share, choices.wanted)))
    for term, says in terms:
        alone = free - term
        best = int(alone.argmin())
        if alone[best] < _BETTER <= free[best]:
            yield (f"A song that fits better here, {answer.label(best)}, would "
                   f"{says(answer, position, best)}.")  # fmt: skip


def _quota(answer: Answer, position: int, song: int) -> str:
    """Name the number asked for that tells two songs apart."""
    session = answer.session
    here = int(session.solution.order[position])
    apart = [one for one in session.problem.quotas if one.marks[here] != one.marks[song]]
    if any(np.array_equal(one.marks, session.new) for one in apart):
        return "upset the share of songs never heard"
    if any(np.array_equal(one.marks, answer.pool.new_artist) for one in apart):
        return "upset the share of artists never heard"
    return "upset the balance of what you listen to"


def _share(wanted: Proportions, answer: Answer, position: int, song: int) -> str:
    """Name the kind of music whose share another song would spoil most."""
    order = answer.session.solution.order
    counts = wanted.amounts[order].sum(axis=0)
    moved = wanted.amounts[song] - wanted.amounts[int(order[position])]
    spoiled = wanted.prices(counts + moved, order.size) - wanted.prices(counts, order.size)
    worst = int(spoiled.argmax())
    kind = answer.pool.kinds[worst]
    if kind.share < _HARDLY:
        return f"bring more {_named(kind)}, which you hardly play at this hour"
    amount = "too little" if moved[worst] < 0 else "too much"
    return f"leave {amount} {_named(kind)}, {kind.share:.0%} of what you play at this hour"


def _named(kind: Kind) -> str:
    return {"genre": kind.name, "era": f"music of the {kind.name}",
            "country": f"music from {kind.name}"}[kind.family]  # fmt: skip


def _whole(answer: Answer, position: int, song: int) -> str:
    """Say what a song would do to the whole session: its length, or else its energy."""
    problem, order = answer.session.problem, answer.session.solution.order
    other = order.copy()
    other[position] = song
    wanted_s = problem.length_s or 0.0
    off_s, was_s = (problem.length_of(each) - wanted_s for each in (other, order))
    if problem.length_s is not None and abs(off_s) > max(abs(was_s), LENGTH_FREE_S):
        return f"make the session {abs(off_s):.0f} s too {'long' if off_s > 0 else 'short'}"
    return "draw the energy of the whole session away from what suits the hour"
