"""From pieces to the parts of a wish: what is asked for, what is refused, what belongs together.

How far a refusal goes: ``no rap or metal`` refuses both, ``no rap, 90s`` and ``no rap but 90s``
only the first; ``no rap, metal or country`` is one list. What stands side by side must hold at
once, unless it is the same sort of thing: two genres, artists, decades or languages are a choice.
"""

from dataclasses import dataclass, replace

from dj.lineup.wishes.lexicon import Kind
from dj.lineup.wishes.naming import CONTENT, NameReader
from dj.lineup.wishes.parts import MIXED, Part, Scope, Sort
from dj.lineup.wishes.pieces import Piece
from dj.lineup.wishes.quantities import Quantity, quantity, skipped

_SORTS = {
    Kind.MEANING: Sort.MEANING,
    Kind.GENRE: Sort.GENRE,
    Kind.SOUND: Sort.SOUND,
    Kind.LANGUAGE: Sort.LANGUAGE,
    Kind.ARTIST: Sort.ARTIST,
}
_HEARD_BY_ME = "new-to-me"
"""The meaning that becomes a time of rest if a time follows: ``not heard`` + ``for a year``."""
_LONG_AGO = "forgotten"
"""What it becomes if ``for ages`` follows."""
_LONGEST_S = 86_400.0


@dataclass(slots=True)
class Reader(NameReader):
    """Reads one wish; made for one and used once."""

    def read(self) -> list[Part]:
        """Return the parts in order."""
        place = 0
        while place < len(self.row):
            if self.row[place].stop:
                self._comma(place)
            place = self._step(place)
        return self.parts.found

    def _step(self, place: int) -> int:
        piece = self.row[place]
        for attempt in (self.quoted_name, self.name, self._measured, self._joined, self._content):
            after = attempt(place)
            if after:
                return after
        if not piece.senses or piece.sense(Kind.NUMBER):
            return self.unknown(place)
        return place + 1

    def _comma(self, place: int) -> None:
        scope = self.parts.scope
        goes_on = scope.negated and self._goes_on(place)
        listed = scope.relation and self.row[place].sense(Kind.ARTIST)
        self.parts.scope = Scope(
            negated=goes_on,
            soft=scope.soft and goes_on,
            relation=scope.relation if listed or goes_on else "",
            joint=",",
            begin=self.row[place].first,
        )

    def _goes_on(self, place: int) -> bool:
        """Tell whether a list begun before a comma is closed by ``or`` behind it."""
        before = self.parts.before and self.parts.before.sort
        while place < len(self.row):
            content = self.row[place].sense(*CONTENT, Kind.ARTIST)
            if content is None or _SORTS[content.kind] not in (before, *MIXED):
                return False
            place += 1
            if place < len(self.row) and self.row[place].glue("or"):
                return True
        return False

    def _joined(self, place: int) -> int:
        """Take a word that joins: it changes the scope of what follows."""
        piece, scope = self.row[place], self.parts.scope
        if piece.sense(*CONTENT) or not piece.sense(Kind.GLUE):
            return 0
        if piece.glue("or", "and") and not piece.glue("not"):
            scope.joint, scope.begin = "or" if piece.glue("or") else "and", piece.last
        elif piece.glue("but"):
            self.parts.scope = Scope(joint=",")
        elif piece.glue("not"):
            self.parts.scope = Scope(negated=True, joint=scope.joint)
        elif piece.glue("less"):
            self.parts.scope = Scope(negated=True, soft=True, joint=scope.joint)
        elif piece.glue("only"):
            self.parts.scope = Scope(joint=scope.joint)
        else:
            self._lightly(place)
        return place + 1

    def _lightly(self, place: int) -> None:
        piece, scope = self.row[place], self.parts.scope
        scope.soft |= piece.glue("soft")
        scope.within |= piece.glue("within")
        scope.mine = piece.first if piece.glue("mine") else scope.mine
        scope.heard = piece.first if piece.glue("heard") else scope.heard
        scope.play = piece.last if piece.glue("play", "like") else scope.play
        scope.liking |= piece.glue("like")
        if piece.glue("unlike"):
            self.parts.scope = Scope(negated=True, joint=scope.joint, relation="like")
        scope.relation = next(filter(piece.glue, ("like", "by", "from")), scope.relation)

    def _content(self, place: int) -> int:
        piece = self.row[place]
        sense = piece.sense(*CONTENT)
        if sense is None:
            return 0
        if sense.value == _HEARD_BY_ME and (after := self._rested(piece.first, place + 1)):
            return after
        part = Part(sort=_SORTS[sense.kind], name=sense.value, first=piece.first, last=piece.last)
        self.parts.add(replace(part, read_as=piece.read_as))
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
        low, high = found.low, found.high
        if sort is Sort.SONG_LENGTH:
            low, high = (low, _LONGEST_S) if found.compare == "over" else (0.0, high)
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
            "second": Sort.SONG_LENGTH if songs and found.compare in ("over", "under")
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
        self.parts.add(part)
        return at + 1 if ago is None else ago.after


def _ago(found: Quantity) -> bool:
    """Tell whether it says since when: so many days, or since a year."""
    return found.unit == "day" or (found.unit == "year" and found.compare == "since")


def _is_unit(piece: Piece, unit: str) -> bool:
    return any(sense.kind is Kind.UNIT and sense.value == unit for sense in piece.senses)
