"""What was drawn for one place. A wording is measured when its situation is tried: most never are.

To know how long a host takes for a wording costs ten times what rendering it does.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field

from dj.commentary.bench import Rendered
from dj.commentary.lines import Line
from dj.model.script import BreakKind, Wording


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """One rendered wording with the line it came from."""

    line: Line
    wording: Wording


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """Lines drawn for a place, rendered there, in the order of the draw."""

    rendered: Sequence[tuple[Line, Rendered]]
    finished: Callable[[Line, Rendered], Candidate | None]
    """Measures a wording; None if it cannot be said."""
    known: dict[int, Candidate | None] = field(default_factory=dict)
    """Number in the draw → what became of it."""

    def of(self, kinds: Collection[BreakKind]) -> list[Candidate]:
        """List what can be said in some situations."""
        found = (self._candidate(number) for number, (line, _) in enumerate(self.rendered)
                 if line.front.situation in kinds)  # fmt: skip
        return [candidate for candidate in found if candidate is not None]

    def _candidate(self, number: int) -> Candidate | None:
        if number not in self.known:
            self.known[number] = self.finished(*self.rendered[number])
        return self.known[number]
