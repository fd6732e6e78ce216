"""Say why: one `Decision` per slot, from the very numbers that the sequencer used."""

from collections.abc import Iterator, Sequence

import numpy as np

from dj.lineup.answer import Answer
from dj.lineup.bites import Choices, bites
from dj.lineup.sequencer.beam import lowest
from dj.lineup.signals import SIGNALS, Values
from dj.lineup.sounds import reasons
from dj.lineup.themes import TRUE_FIT
from dj.model.lineup import Decision, RunnerUp, Slot
from dj.model.show import Theme

RUNNERS_UP = 3
MOST_DIFFERENCES = 40
"""So many signals tell two songs apart; plug-ins may bring thousands."""


def slots(answer: Answer) -> tuple[Slot, ...]:
    """Explain every position of a session."""
    choices = Choices.of(answer)
    return tuple(
        Slot(
            position=position,
            track_id=answer.track_id(song),
            theme=_theme(answer, position, song),
            segment=answer.session.places[position].segment,
            energy_target=answer.session.places[position].energy,
            new_to_listener=bool(answer.session.new[song]),
            decision=_decision(answer, choices, position),
            join=answer.session.join(position),
        )
        for position, song in enumerate(answer.session.solution.order.tolist())
    )


def differences(answer: Answer, song: int, rival: int) -> dict[str, float]:
    """Contributions of a song minus those of its rival, by signal, where they differ."""
    return _apart(answer, [song], rival)[0]


def _apart(answer: Answer, songs: Sequence[int], rival: int) -> list[dict[str, float]]:
    table, names = answer.pool.contributions, tuple(SIGNALS)
    away = np.round(table[:, songs] - table[:, [rival]], 6).T
    return [{names[line]: float(own[line]) for line in _greatest(own)} for own in away]


def _greatest(values: Values) -> list[int]:
    """Places of the values furthest from 0, in order of place; those that are 0 never."""
    lines = np.flatnonzero(values)
    if lines.size > MOST_DIFFERENCES:
        lines = np.sort(lines[np.argsort(-np.abs(values[lines]), kind="stable")][:MOST_DIFFERENCES])
    return lines.tolist()


def _decision(answer: Answer, choices: Choices, position: int) -> Decision:
    """Explain one slot."""
    pool = answer.pool
    song = int(answer.session.solution.order[position])
    signals, track = pool.signals(song), answer.track_id(song)
    return Decision(
        slot=position,
        track_id=track,
        score=sum(signals.values()),
        signals=signals,
        sources=pool.proposers(song),
        runners_up=tuple(_runners_up(answer, choices, position)),
        constraints=tuple(_constraints(answer, choices, position)),
        proposals={name: round(value, 9) for name, value in pool.proposals[song].items()},
        editors=answer.moment.brief.editors.get(track, ""),
    )


def _runners_up(answer: Answer, choices: Choices, position: int) -> Iterator[RunnerUp]:
    """Songs that could have had the slot and would have made the plan dearer by least."""
    song = int(answer.session.solution.order[position])
    free = np.where(choices.taken[position], np.inf, choices.change[position])
    others = lowest(free, RUNNERS_UP).tolist()
    for other, apart in zip(others, _apart(answer, others, song), strict=True):
        yield RunnerUp(
            track_id=answer.track_id(other),
            label=answer.label(other),
            score=float(answer.pool.scores[other]),
            cost=round(float(free[other]), 6),
            differences=apart,
        )


def _constraints(answer: Answer, choices: Choices, position: int) -> Iterator[str]:
    song = int(answer.session.solution.order[position])
    if position not in answer.session.problem.pins and answer.moment.sounds:
        yield from reasons(answer.song(song), answer.moment.sounds)
    yield from bites(answer, choices, position)
    wanted = answer.session.places[position].theme
    if position not in answer.session.problem.pins and (
        _theme(answer, position, song) is not wanted
    ):
        yield f"The clock asked for {wanted.value}; this song plays for its mood."


def _theme(answer: Answer, position: int, song: int) -> Theme:
    """The clock's theme if it is true of the song, else mood."""
    wanted = answer.session.places[position].theme
    return wanted if answer.pool.fits[wanted][song] >= TRUE_FIT else Theme.MOOD
