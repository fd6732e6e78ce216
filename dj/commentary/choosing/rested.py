"""What still rests: lines and frames that a listener has heard too lately to hear them again."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from dj.commentary.choosing.masks import Frames
from dj.commentary.lines import Line, Order
from dj.model.ledger import Said

SESSIONS_APART = 5
"""Of so many sessions in a row, one at most holds a sentence frame."""

HEARD_BEFORE = 0.2
"""What a line that was heard counts at most in the draw, beside 1 for one that never was."""
FORGOTTEN = timedelta(days=60)
"""After so long it counts that much; the shorter ago, the less."""


class Ledger:
    """What was said to one listener before, seen from the moment of a new session."""

    def __init__(self, said: Sequence[Said], at: datetime) -> None:
        """Sort the ledger of a listener; it is oldest first, as the store gives it."""
        lately = _latest_sessions(said, SESSIONS_APART - 1)
        self._at = at
        self._last: dict[object, datetime] = {}
        self._lately: set[object] = set()
        for one in said:
            names = _names(one.pack, (one.line, one.variant), one.content)
            self._last.update(dict.fromkeys(names, one.at))
            if one.session in lately:
                self._lately.update(names)
        self.frames = Frames(one.frame for one in said if one.session in lately and one.frame)

    def last(self, line: Line, pack: str) -> datetime | None:
        """Tell when a line was last said; None if it never was."""
        if not self._last:
            return None
        times = [self._last[name] for name in _of(line, pack) if name in self._last]
        return max(times, default=None)

    def rests(self, line: Line, pack: str) -> bool:
        """Tell whether it is too early for a line, or too late for one that is said once."""
        last = self.last(line, pack)
        if last is None:
            return False
        if line.front.order is Order.ONCE or not self._lately.isdisjoint(_of(line, pack)):
            return True
        return last >= self._at - timedelta(days=line.front.cooldown_days)

    def freshness(self, line: Line, pack: str) -> float:
        """Weigh a line by how long it has rested: 1 if it was never said, little if lately."""
        last = self.last(line, pack)
        if last is None:
            return 1.0
        return HEARD_BEFORE * min(1.0, (self._at - last) / FORGOTTEN)

    def in_turn(self, lines: Iterable[Line], pack: str) -> list[Line]:
        """Of each file whose variants take turns keep the one whose turn it is."""
        first: dict[str, tuple[float, int]] = {}
        found = list(lines)
        turns = {line.key: self.turn(line, pack) for line in found}
        for line in found:
            first[line.name] = min(first.get(line.name, turns[line.key]), turns[line.key])
        return [
            line
            for line in found
            if line.front.order is not Order.CYCLE or turns[line.key] == first[line.name]
        ]

    def turn(self, line: Line, pack: str) -> tuple[float, int]:
        """Order lines by when they were last said, those first that never were."""
        last = self.last(line, pack)
        return (last.timestamp() if last else float("-inf")), line.variant


def _latest_sessions(said: Sequence[Said], count: int) -> frozenset[str]:
    sessions = dict.fromkeys(one.session for one in reversed(said))
    return frozenset(list(sessions)[:count])


def _names(pack: str, key: tuple[str, int], content: str) -> list[object]:
    """Name what was said: by its content, if that is known, since variants change places."""
    return [content] if content else [(pack, *key)]


def _of(line: Line, pack: str) -> list[object]:
    """A line may have been said under its content, or before sessions told of pack and content."""
    content = [line.content] if line.content else []
    return [*content, (pack, *line.key), ("", *line.key)]
