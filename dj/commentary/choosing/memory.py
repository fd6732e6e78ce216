"""What one session has said already, so that the rest of it says something else."""

from dataclasses import dataclass, field

from dj.commentary.choosing.masks import Frames
from dj.model.script import Wording

LINE_REST = 3
"""Breaks before another variant of the same file may lead."""
TOLD = 3
"""What a fact told twice weighs: more than it says, so that names alone come before it."""
_NAMES = (".title", ".artist")
_TODAY = "clock"
"""Id of the date: every age rests on it, so that two of them repeat nothing."""


@dataclass(slots=True, kw_only=True)
class Memory:
    """Grows with every break of a session."""

    used: set[tuple[str, int]] = field(default_factory=set)
    frames: Frames = field(default_factory=Frames)
    leaders: list[str] = field(default_factory=list)
    """Line sets that led, in order."""
    reasons: set[str] = field(default_factory=set)
    told: set[str] = field(default_factory=set)
    """Ids of facts beyond names that were told."""
    named: dict[int, frozenset[str]] = field(default_factory=dict)
    """Position a break follows → ids of the names said in it."""

    def take(self, wording: Wording) -> None:
        """Note a wording: neither it nor one nearly like it comes again."""
        self.used.add((wording.line, wording.variant))
        self.frames.add(wording.frame)

    def lead(self, after: int, wording: Wording) -> None:
        """Note what the wording that leads a break tells."""
        self.leaders.append(wording.line)
        self.reasons |= {wording.reason} - {""}
        self.told |= told_by(wording)
        self.named[after] = names_in(wording)

    def staleness(self, after: int, wording: Wording) -> int:
        """Count what a wording would repeat: its file, its reason, its facts, names just said."""
        before = max((place for place in self.named if place < after), default=None)
        just_named = self.named[before] if before is not None else frozenset()
        return (
            2 * (wording.line in self.leaders[-LINE_REST:])
            + 2 * (wording.reason in self.reasons)
            + TOLD * (not self.told.isdisjoint(told_by(wording)))
            + (not just_named.isdisjoint(names_in(wording)))
        )


def told_by(wording: Wording) -> frozenset[str]:
    """List the ids of facts beyond names that a wording puts into words."""
    told = (trace.facts for trace in wording.traces if not trace.word.endswith(_NAMES))
    return frozenset(fact for facts in told for fact in facts if fact != _TODAY)


def names_in(wording: Wording) -> frozenset[str]:
    """List the ids of the titles and artists that a wording says."""
    return frozenset(
        fact for trace in wording.traces if trace.word.endswith(_NAMES) for fact in trace.facts
    )
