"""Which of several true lines is most worth saying? The one that says more, and nothing stale."""

from collections.abc import Mapping

from dj.commentary.context import WORDS
from dj.commentary.lines import Line
from dj.model.script import BreakKind, Wording

SHORT_S = 4.0
"""Longest a fallback may be, in estimated seconds."""
LEAST_LEAD_S = 2.0
"""A shorter wording leads only where there is no other, in estimated seconds."""

WORTH: Mapping[str, float] = {
    "fact": 4.0, "history": 2.5, "editor": 2.0, "model": 1.5, "analysis": 1.5, "tags": 1.0,
    "lineup": 0.5, "clock": 0.5,
}  # fmt: skip
"""Where a word comes from → how much it adds: what only editors or this listener know counts most.
"""
REASON_WORTH = 4.0
"""What a true reason for the song adds."""
_MOST_WORDS = 3
_NAMES = (".title", ".artist")
_NAMED = frozenset(
    {BreakKind.FRONT_ANNOUNCE, BreakKind.BACK_ANNOUNCE, BreakKind.BOTH, BreakKind.DISCOVERY}
)


def richness(line: Line, shares: Mapping[str, float]) -> float:
    """Weigh a line in the draw: by what it tells beyond names, the rarer the more.

    Args:
        line: The line.
        shares: Word → share of the session's joins at which it has a value, 0 to 1.
    """
    if is_bare(line):
        return 0.2
    worths = sorted(
        (WORTH.get(WORDS[path].source, 0.0) * (1.5 - shares.get(path, 0.5)) for path in told(line)),
        reverse=True,
    )
    return 1.0 + sum(worths[:_MOST_WORDS]) + (REASON_WORTH if line.front.reason else 0.0)


def told(line: Line) -> frozenset[str]:
    """List the words beyond names that a line relies on."""
    paths = {need.partition(" is ")[0] for need in line.front.needs}
    return frozenset(path for path in paths if not path.endswith(_NAMES))


def depth(wording: Wording) -> int:
    """Tell how much a wording says: 2 a fact, a listener's own or a reason; 1 more than names."""
    sources = {
        WORDS[trace.word].source for trace in wording.traces if not trace.word.endswith(_NAMES)
    }
    if wording.reason or not sources.isdisjoint({"fact", "history"}):
        return 2
    return 1 if sources else 0


def is_bare(line: Line) -> bool:
    """Tell whether a line says less than title and artist where others of its situation do."""
    names = sum(need.endswith(_NAMES) for need in line.front.needs)
    return line.front.situation in _NAMED and names < 2


def is_slight(line: Line, length_s: float) -> bool:
    """Tell whether a wording should not lead: it names too little, or is over too soon."""
    greets = line.front.situation is BreakKind.OPENING
    return length_s < LEAST_LEAD_S or is_bare(line) or (greets and length_s <= SHORT_S)
