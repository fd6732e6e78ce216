"""Why does a song not play? The first gate of the planner that kept it out, with its numbers."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

import numpy as np

from dj.lineup.answer import Answer
from dj.lineup.candidates import LIBRARY
from dj.lineup.decide import differences
from dj.lineup.gates import stopped
from dj.lineup.plan import as_of_now, solved
from dj.lineup.sequencer.moves import clash, replacing
from dj.lineup.stock import Stock
from dj.model.absence import Absence, Gate
from dj.model.brief import NO_BRIEF, Brief
from dj.model.listening import Taste
from dj.model.show import Show
from dj.units import TrackId


def absence(  # noqa: PLR0913 - as `plan`, and what is asked
    ready: Stock,
    show: Show,
    taste: Taste,
    track_id: TrackId,
    *,
    at: datetime,
    seed: int,
    order: Sequence[TrackId],
    brief: Brief = NO_BRIEF,
) -> Absence:
    """Tell which gate keeps a track of the catalogue out of a session, or where it plays.

    Args:
        ready: The library.
        show: The format of the programme.
        taste: The listener.
        track_id: The song in question; it must be in the catalogue.
        at: The moment of the session, aware, on the listener's own clock.
        seed: The session's.
        order: The songs of the session.
        brief: What was settled beyond the show's format.

    Raises:
        NotEnoughTracks: if not one song may play.
    """
    row, taste = ready.catalogue.row_of[track_id], as_of_now(taste)
    if track_id not in order and (why := taste.barred.get(track_id)):
        return Absence(gate=Gate.BARRED, says=f"It is barred: {why}.")
    pins = dict(enumerate(song for song in order if song in ready.catalogue.row_of))
    there = replace(brief, pins=pins, count=len(order), order=())
    answer, _ = solved(ready, show, taste, at=at, seed=seed, brief=there)
    weighed = replace(answer.moment, brief=brief)
    if track_id not in order and (gate := stopped(weighed, show, row)):
        return gate
    places = {int(found): place for place, found in enumerate(answer.pool.rows)}
    if row not in places:
        return Absence(
            gate=Gate.SOURCES,
            says="None of the sources proposed it, and there were songs enough without it.",
        )
    place = places[row]
    songs = answer.session.solution.order.tolist()
    return _played(answer, place, songs) if place in songs else _outscored(answer, place)


def _played(answer: Answer, place: int, order: list[int]) -> Absence:
    position = order.index(place)
    return Absence(gate=Gate.NONE, says=f"It plays: song {position + 1} of {len(order)}.",
                   position=position, score=float(answer.pool.scores[place]),
                   signals=answer.pool.signals(place),
                   sources=_proposers(answer, place))  # fmt: skip


def _outscored(answer: Answer, place: int) -> Absence:
    """Compare with the song whose place it would have had with the least loss."""
    problem, order = answer.session.problem, answer.session.solution.order
    change = replacing(problem, order)[:, place]
    near = [clash(problem, at, int(song))[:, place] for at, song in enumerate(order)]
    taken = np.any(near, axis=0)
    free = np.where(taken, np.inf, change)
    position = int(free.argmin() if np.isfinite(free).any() else change.argmin())
    rival = int(order[position])
    return Absence(
        gate=Gate.OUTSCORED,
        says=_sentence(answer, place, position, apart=bool(taken[position])),
        position=position,
        rival=answer.track_id(rival),
        rival_label=answer.label(rival),
        score=float(answer.pool.scores[place]),
        rival_score=float(answer.pool.scores[rival]),
        cost=float(change[position]),
        signals=answer.pool.signals(place),
        differences=differences(answer, place, rival),
        sources=_proposers(answer, place),
    )


def _sentence(answer: Answer, place: int, position: int, *, apart: bool) -> str:
    rival = int(answer.session.solution.order[position])
    scores = answer.pool.scores
    behind = float(scores[rival] - scores[place])
    said = (
        f"It was outscored: {scores[place]:.3f}. It would have come nearest to the place of song "
        f"{position + 1}, {answer.label(rival)}, which scores {scores[rival]:.3f} "
        f"({abs(behind):.3f} {'more' if behind >= 0 else 'less, but fits its place better'})."
    )
    part = int(answer.session.problem.part[place])
    if part >= 0:
        others = len(answer.session.problem.works[part]) - 1
        said += f" It plays only with {others} more of its work."
    elif apart:
        said += " A song like it is too near everywhere: the same artist or album."
    elif answer.pool.off_turn[place]:
        said += " It is not on its turn in this session: chance sets one song in three aside."
    return said


def _proposers(answer: Answer, place: int) -> tuple[str, ...]:
    return tuple(name for name in answer.pool.proposers(place) if name != LIBRARY)
