"""What a line would say at one join of a session, and whether it would be said."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from dj.model.script import Trace, VoicedFact


@dataclass(frozen=True, slots=True, kw_only=True)
class Rehearsed:
    """One variant at one join."""

    line: str
    variant: int
    join: int
    """Song it comes before, from 1; 1 is the opening, one more than there are is the sign-off."""
    text: str
    """Empty if it cannot be rendered there."""
    branches: tuple[str, ...]
    """File, line and condition of every branch that was taken."""
    traces: tuple[Trace, ...]
    facts: Mapping[str, VoicedFact] = field(default_factory=dict)
    """Id → what it says, of all its slots and conditions."""
    seconds: float
    """Estimated for this voice."""
    limit_s: float | None
    """Room at the join, in seconds; None if there is no limit."""
    not_now: tuple[str, ...]
    """Why it would not be said there now; empty if it may."""
    already: str = ""
    """What the session says at that join itself; empty for silence."""

    @property
    def fits(self) -> bool:
        """True if there is room for it by its estimated length."""
        return self.limit_s is None or self.seconds <= self.limit_s
