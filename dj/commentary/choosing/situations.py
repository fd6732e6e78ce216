"""Which situations hold at a join, and how much each has to say."""

from collections.abc import Mapping
from types import MappingProxyType

from dj.commentary.bench import Values
from dj.commentary.context import implied
from dj.model.script import BreakKind

_WEIGHTS: Mapping[BreakKind, float] = MappingProxyType({
    BreakKind.FRONT_ANNOUNCE: 4.0,
    BreakKind.BACK_ANNOUNCE: 2.5,
    BreakKind.BOTH: 3.0,
    BreakKind.MOOD_TURN: 2.0,
    BreakKind.TIME_CHECK: 5.0,
    BreakKind.DISCOVERY: 6.0,
    BreakKind.FIRST_EVER: 10.0,
    BreakKind.LONG_UNHEARD: 9.0,
    BreakKind.ANNIVERSARY: 25.0,
    BreakKind.EDITORS_NOTE: 20.0,
    BreakKind.ARTIST_STATEMENT: 20.0,
    BreakKind.PRIORITY_NOTICE: 20.0,
    BreakKind.WISH: 7.0,
    BreakKind.MID_SESSION: 5.0,
    BreakKind.NOTHING_TO_SAY: 1.0,
})  # fmt: skip
"""Situation between songs → weight in the draw: what says more, and is rarer, weighs more."""
NEW_SEGMENT = 4.0
"""Weight of a turn where the programme itself turns."""
OWED = frozenset({BreakKind.PRIORITY_NOTICE})
"""Comes before all others: who hears such a song is told so, wherever there is talk."""
LAST_RESORT = frozenset({BreakKind.NOTHING_TO_SAY})
"""Comes after all others, whatever its weight."""

_NAMES = ("next.title", "next.artist", "prev.title", "prev.artist")
_TURNS = ("turn.energy", "turn.tempo")


def weights(values: Values, *, is_due: bool) -> dict[BreakKind, float]:
    """Map each situation that holds at a join between two songs to its weight.

    Args:
        values: The words at the join.
        is_due: Whether it is time to tell the time again.
    """
    found = {kind: weight for kind, weight in _WEIGHTS.items() if holds(kind, values)}
    if not is_due:
        found.pop(BreakKind.TIME_CHECK)
    if _is(values, "segment.is_new"):
        found[BreakKind.MOOD_TURN] = NEW_SEGMENT
    return found


def holds(kind: BreakKind, values: Values) -> bool:
    """Tell whether a situation can happen with these words; of a turn, whether it can be heard."""
    if kind is BreakKind.NOTHING_TO_SAY:
        return not any(name in values for name in _NAMES)
    if kind is BreakKind.MOOD_TURN:
        return _is(values, "segment.is_new") or any(
            path in values and values[path].value in {"up", "down"} for path in _TURNS
        )
    return all(_is(values, need) for need in implied(kind))


def _is(values: Values, path: str) -> bool:
    return path in values and values[path].value is not False
