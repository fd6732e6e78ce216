"""Words that join, refuse and except: what holds for the parts that follow them.

How far a refusal goes: ``no rap or metal`` refuses both, ``no rap, 90s`` and ``no rap but 90s``
only the first; ``no rap, metal or country`` is one list. ``Except`` behind a refusal lets play
what follows (``no rap except Abba``); behind anything else it refuses (``jazz except Abba``).
"""

from dataclasses import dataclass

from dj.lineup.wishes.lexicon import Kind
from dj.lineup.wishes.naming import CONTENT, NameReader
from dj.lineup.wishes.parts import MIXED, Scope, Sort
from dj.lineup.wishes.pieces import Piece
from dj.lineup.wishes.tokens import INNER

SORTS = {
    Kind.MEANING: Sort.MEANING,
    Kind.GENRE: Sort.GENRE,
    Kind.SOUND: Sort.SOUND,
    Kind.LANGUAGE: Sort.LANGUAGE,
    Kind.ARTIST: Sort.ARTIST,
}
"""Kind of a word that says something about music → sort of the part that it becomes."""


@dataclass(slots=True)
class JoinReader(NameReader):
    """Reads what joins the parts of one wish."""

    def comma(self, place: int) -> None:
        """Let the scope end at a comma, unless a list goes on."""
        scope = self.parts.scope
        goes_on = (scope.negated or scope.lifts >= 0) and self._goes_on(place)
        listed = scope.relation and self.row[place].sense(Kind.ARTIST)
        self.parts.scope = Scope(
            negated=scope.negated and goes_on,
            soft=scope.soft and goes_on,
            lifts=scope.lifts if goes_on else -1,
            excepts=scope.excepts if goes_on else -1,
            relation=scope.relation if listed or goes_on else "",
            joint=",",
            begin=self.row[place].first,
        )

    def refusal(self, *, once: bool) -> None:
        """Refuse what follows, or the next part only."""
        joint = self.parts.scope.joint
        self.parts.scope = Scope(negated=True, empty=True, once=once, joint=joint)

    def joined(self, place: int) -> int:
        """Take a word that joins: it changes the scope of what follows."""
        piece = self.row[place]
        if piece.sense(*CONTENT) or not piece.sense(Kind.GLUE):
            return 0
        if piece.glue("free"):
            return self._free(place)
        if piece.glue("or", "and") and not piece.glue("not"):
            scope = self.parts.scope
            scope.joint, scope.begin = "or" if piece.glue("or") else "and", piece.last
        elif piece.glue("except") and self._is_exception(place):
            self._except(piece)
        elif piece.glue("not") and self._stands_last(place):
            self.parts.turn_back([token.stop for token in self.cut])
        else:
            self._opens(place)
        return place + 1

    def _opens(self, place: int) -> None:
        piece, joint = self.row[place], self.parts.scope.joint
        if piece.glue("but"):
            self.parts.scope = Scope(joint=",")
        elif piece.glue("not"):
            hyphen = place + 1 < len(self.row) and self.row[place + 1].dash == INNER
            self.refusal(once=hyphen)
        elif piece.glue("less"):
            self.parts.scope = Scope(negated=True, soft=True, empty=True, joint=joint)
        elif piece.glue("only"):
            self.parts.scope = Scope(joint=joint)
        else:
            self._lightly(piece)

    def _lightly(self, piece: Piece) -> None:
        scope = self.parts.scope
        scope.soft |= piece.glue("soft")
        scope.within |= piece.glue("within")
        scope.mine = piece.first if piece.glue("mine") else scope.mine
        scope.heard = piece.first if piece.glue("heard") else scope.heard
        scope.play = piece.last if piece.glue("play", "like") else scope.play
        scope.liking |= piece.glue("like")
        if piece.glue("unlike"):
            self.parts.scope = Scope(negated=True, empty=True, joint=scope.joint, relation="like")
        scope.relation = next(filter(piece.glue, ("like", "by", "from")), scope.relation)

    def _goes_on(self, place: int) -> bool:
        """Tell whether a list begun before a comma is closed by ``or`` behind it."""
        before = self.parts.before and self.parts.before.sort
        while place < len(self.row):
            content = self.row[place].sense(*CONTENT, Kind.ARTIST)
            if content is None or SORTS[content.kind] not in (before, *MIXED):
                return False
            place += 1
            if place < len(self.row) and self.row[place].glue("or"):
                return True
        return False

    def _is_exception(self, place: int) -> bool:
        """Tell whether a word means an exception here; ``but`` does so before a name only."""
        piece = self.row[place]
        if not piece.glue("but", "not"):
            return True
        at = place + 1
        at += at < len(self.row) and self.row[at].glue("by")
        named = at < len(self.row) and self.row[at].sense(Kind.ARTIST)
        return bool(named) and self.parts.listed >= 0 and not self.parts.scope.joint

    def _except(self, piece: Piece) -> None:
        parts, scope = self.parts, self.parts.scope
        before, at = parts.before, piece.first
        if scope.negated and scope.empty:  # nothing except: only
            parts.scope = Scope(joint=scope.joint)
        elif before and before.excepts >= 0 and scope.joint:
            parts.scope = Scope(negated=before.negated, lifts=before.lifts, excepts=at)
        elif parts.listed >= 0:
            begin = parts.refused if piece.stop else parts.listed
            parts.scope = Scope(lifts=begin, excepts=at)
        else:
            parts.scope = Scope(negated=True, excepts=at, joint=scope.joint)

    def _free(self, place: int) -> int:
        """Refuse what stands before: ``rock-free``, or ``rock free`` at the end."""
        piece, before = self.row[place], self.parts.before
        follows = before is not None and before.last == piece.first and not piece.stop
        if follows and (piece.dash == INNER or self._ends(place + 1)):
            self.parts.turn_back([token.stop for token in self.cut])
            return place + 1
        return self.unknown(place)

    def _stands_last(self, place: int) -> bool:
        """Tell whether a refusal stands behind what it refuses: ``rap? no thanks``."""
        found = self.parts.found
        if not found or not self.row[place].glue("not") or self.parts.scope.joint in ("and", "or"):
            return False
        at = place + 1
        while not self._ends(at) and self.row[at].glue("skip"):
            at += 1
        return self._ends(at) and found[-1].sort in SORTS.values()

    def _ends(self, place: int) -> bool:
        return place >= len(self.row) or self.row[place].stop
