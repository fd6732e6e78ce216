"""Say why: one `Decision` per slot, from the very numbers that the sequencer used."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dj.lineup.candidates import Candidates
from dj.lineup.moment import Moment
from dj.lineup.sequencer.beam import lowest
from dj.lineup.sequencer.moves import clashes, replacing
from dj.lineup.sequencer.problem import Matrix
from dj.lineup.session import Session
from dj.lineup.sounds import reasons
from dj.lineup.themes import TRUE_FIT
from dj.model.analysis import Song
from dj.model.lineup import Decision, JoinCost, RunnerUp, Slot
from dj.model.show import Theme
from dj.units import TrackId

RUNNERS_UP = 3
_BETTER = -1e-6
"""A song that was kept away must have been better by more than rounding to be worth a sentence."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Answer:
    """A solved session with the pool it came from."""

    moment: Moment
    pool: Candidates
    session: Session

    def track_id(self, song: int) -> TrackId:
        """Identity of a song of the pool."""
        return self.moment.catalogue.songs[int(self.pool.rows[song])].track.id

    def label(self, song: int) -> str:
        """Artist and title of a song of the pool."""
        return self.moment.catalogue.songs[int(self.pool.rows[song])].track.label


def slots(answer: Answer) -> tuple[Slot, ...]:
    """Explain every position of a session."""
    order = answer.session.solution.order
    problem = answer.session.problem
    change = replacing(problem, order)
    change[:, order] = np.inf
    taken = clashes(problem, order) > 0
    return tuple(
        Slot(
            position=position,
            track_id=answer.track_id(song),
            theme=_theme(answer, position, song),
            segment=answer.session.places[position].segment,
            energy_target=answer.session.places[position].energy,
            new_to_listener=bool(problem.new[song]),
            decision=_decision(answer, position, change[position], taken[position]),
            join=_join(answer, position),
        )
        for position, song in enumerate(order.tolist())
    )


def _decision(answer: Answer, position: int, change: Matrix, taken: NDArray[np.bool_]) -> Decision:
    """Explain one slot; `change` is what each song would change the cost, `taken` what may not."""
    pool = answer.pool
    song = int(answer.session.solution.order[position])
    signals = pool.signals(song)
    nearly = lowest(np.where(taken, np.inf, change), RUNNERS_UP).tolist()
    return Decision(
        slot=position,
        track_id=answer.track_id(song),
        score=sum(signals.values()),
        signals=signals,
        sources=pool.sources[song],
        runners_up=tuple(
            RunnerUp(
                track_id=answer.track_id(other),
                label=answer.label(other),
                score=float(pool.scores[other]),
            )
            for other in nearly
        ),
        constraints=_constraints(answer, position, change, taken),
    )


def _constraints(
    answer: Answer, position: int, change: Matrix, taken: NDArray[np.bool_]
) -> tuple[str, ...]:
    session = answer.session
    if position in session.problem.pins:
        return ("Pinned to this position.",)
    said = list(reasons(_song(answer, position), answer.moment.sounds))
    best = int(np.where(taken, change, np.inf).argmin())
    if taken[best] and change[best] < _BETTER:
        order = session.solution.order
        rules = ((session.kinship.artist, "artist"), (session.kinship.album, "album"))
        names = [name for kin, name in rules if kin[best, order].any()]
        kept = f"{names[0]} separation" if names else "a pinned song"
        said.append(f"A song that fits better here was kept away by {kept}.")
    wanted = session.places[position].theme
    if _theme(answer, position, int(session.solution.order[position])) is not wanted:
        said.append(f"The clock asked for {wanted.value}; this song plays for its mood.")
    return tuple(said)


def _song(answer: Answer, position: int) -> Song:
    place = int(answer.session.solution.order[position])
    return answer.moment.catalogue.songs[int(answer.pool.rows[place])]


def _theme(answer: Answer, position: int, song: int) -> Theme:
    """The clock's theme if it is true of the song, else mood."""
    wanted = answer.session.places[position].theme
    return wanted if answer.pool.fits[wanted][song] >= TRUE_FIT else Theme.MOOD


def _join(answer: Answer, position: int) -> JoinCost | None:
    order = answer.session.solution.order.tolist()
    if position == 0:
        return None
    return answer.session.sounds.join(order[position - 1], order[position])
