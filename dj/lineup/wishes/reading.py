"""From pieces to the parts of a wish: what is asked for, and what belongs together.

What stands side by side must hold at once, unless it is the same sort of thing: two genres,
artists, decades or languages are a choice. How far a refusal goes tells `joining`.
"""

from dataclasses import dataclass, replace

from dj.lineup.wishes.figures import Quantity, skipped
from dj.lineup.wishes.joining import SORTS, JoinReader
from dj.lineup.wishes.lexicon import Kind
from dj.lineup.wishes.naming import CONTENT
from dj.lineup.wishes.parts import Part, Sort
from dj.lineup.wishes.pieces import Piece
from dj.lineup.wishes.quantities import quantity
from dj.lineup.wishes.tokens import MINUS, WIDE

_HEARD_BY_ME = "new-to-me"
"""The meaning that becomes a time of rest if a time follows: ``not heard`` + ``for a year``."""
_LONG_AGO = "forgotten"
"""What it becomes if ``for ages`` follows."""
_LONGEST_S = 86_400.0
_ENDS = ("over", "under")


@dataclass(slots=True)
class Reader(JoinReader):
    """Reads one wish; made for one and used once."""

    def read(self) -> list[Part]:
        """Return the parts in order."""
        place = 0
        while place < len(self.row):
            if self.row[place].stop or self.row[place].dash == WIDE:
                self.comma(place)
            elif self.row[place].dash == MINUS:
                self.refusal(once=True)
            place = self._step(place)
        return self.parts.found

    def _step(self, place: int) -> int:
        piece = self.row[place]
        for attempt in (self.labelled, self.quoted_name, self.name, self._measured, self.joined,
                        self._content):  # fmt: skip
            after = attempt(place)
            if after:
                return after
        if not piece.senses or piece.sense(Kind.NUMBER):
            return self.unknown(place)
        return place + 1

    def _content(self, place: int) -> int:
        piece = self.row[place]
        sense = piece.sense(*CONTENT)
        if sense is None:
            return 0
        if sense.value == _HEARD_BY_ME and (after := self._rested(piece.first, place + 1)):
            return after
        part = Part(sort=SORTS[sense.kind], name=sense.value, first=piece.first, last=piece.last)
        self.parts.add(replace(part, read_as=piece.read_as), refuses=piece.refuses)
        return place + 1

    def _measured(self, place: int) -> int:
        if self.row[place].sense(*CONTENT):
            return 0
        scope = self.parts.scope
        if scope.heard >= 0 and scope.negated and (after := self._rested(scope.heard, place)):
            return after
        found = quantity(self.row, place)
        if found is None:
            return 0
        first, last = self.row[place].first, self.row[found.after - 1].last
        sort = self._quantity_sort(place, found)
        if sort is None:
            return 0
        low, high = _ends(sort, found)
        if sort is Sort.PLAYED:
            first = max(scope.mine, scope.heard, first if scope.joint else 0)
        self.parts.add(Part(sort=sort, low=low, high=high, first=first, last=last))
        return found.after

    def _quantity_sort(self, place: int, found: Quantity) -> Sort | None:
        songs = (place > 0 and _is_unit(self.row[place - 1], "song")) or (
            found.after < len(self.row) and _is_unit(self.row[found.after], "song")
        )
        scope, before = self.parts.scope, self.parts.before and self.parts.before.sort
        again = before is Sort.PLAYED and scope.joint in ("and", "or")
        played = max(scope.mine, scope.heard) >= 0 or again
        sorts = {
            "year": Sort.PLAYED if played else Sort.YEARS,
            "bpm": Sort.TEMPO,
            "song": Sort.COUNT,
            "second": Sort.SONG_LENGTH if songs and (found.wide or found.compare in _ENDS)
            else Sort.LENGTH,
            "day": Sort.RECENT if scope.within else None,
        }  # fmt: skip
        return sorts[found.unit]

    def _rested(self, first: int, place: int) -> int:
        """Take since when something has not been heard, if that stands at a place."""
        at = skipped(self.row, place)
        if at >= len(self.row):
            return 0
        ago = quantity(self.row, at)
        if ago is not None and _ago(ago):
            part = Part(sort=Sort.RESTED, name=ago.unit, low=ago.low, high=ago.high,
                        first=first, last=self.row[ago.after - 1].last)  # fmt: skip
        elif self.row[at].glue("ages"):
            part = Part(sort=Sort.MEANING, name=_LONG_AGO, first=first, last=self.row[at].last)
        else:
            return 0
        self.parts.scope.negated = False
        self.parts.add(part, refuses=True)
        return at + 1 if ago is None else ago.after


def _ends(sort: Sort, found: Quantity) -> tuple[float, float]:
    """Return both ends of what is meant; a session takes the middle of two lengths or numbers."""
    if sort is Sort.SONG_LENGTH and not found.wide:
        return (found.low, _LONGEST_S) if found.compare == "over" else (0.0, found.high)
    if sort in (Sort.LENGTH, Sort.COUNT):
        middle = (found.low + found.high) / 2.0
        return middle, middle
    return found.low, found.high


def _ago(found: Quantity) -> bool:
    """Tell whether it says since when: so many days, or since a year."""
    return found.unit == "day" or (found.unit == "year" and found.compare == "since")


def _is_unit(piece: Piece, unit: str) -> bool:
    return any(sense.kind is Kind.UNIT and sense.value == unit for sense in piece.senses)
