"""Who is meant: names of artists and songs, names that are not here, and words nobody knows."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from dj.lineup.wishes.lexicon import Kind
from dj.lineup.wishes.names import Names
from dj.lineup.wishes.parts import STRANGE, Part, Parts, Sort
from dj.lineup.wishes.pieces import Piece
from dj.lineup.wishes.quantities import skipped
from dj.lineup.wishes.tokens import Token

CONTENT = (Kind.MEANING, Kind.GENRE, Kind.SOUND, Kind.LANGUAGE)
"""Kinds of words that say something about music."""
_PLAIN = (Kind.GLUE, Kind.NUMBER, Kind.UNIT, Kind.COMPARE, Kind.DECADE)
"""Kinds of words that are names only where a name must stand, as in ``by The 1975``."""
_MOST_NAME = 8
"""Words of a name that is not here."""
_MOST_MENDED = 8
"""Names of a wish that are looked up for slips of the pen."""


@dataclass(slots=True)
class NameReader:
    """Reads the names of one wish."""

    cut: Sequence[Token]
    row: Sequence[Piece]
    names: Names
    real: frozenset[str]
    """Folded names of artists that exist, in the library or not."""
    parts: Parts = field(default_factory=Parts)
    _mended: int = 0

    def quoted_name(self, place: int) -> int:
        """Take what stands in quotation marks as the name of an artist or a song."""
        piece = self.row[place]
        quote = self.cut[piece.first].quote
        if not quote:
            return 0
        after = place
        while after < len(self.row) and self.cut[self.row[after].first].quote == quote:
            after += 1
        last = self.row[after - 1].last
        words = self._words(piece.first, last)
        if artist := self.names.artist(words):
            self._artist(artist, piece.first, last)
        elif self._followed_by_name(after):
            self.parts.scope.play = piece.first
        elif piece.sense(*CONTENT) and after == place + 1 and not self.names.titled(words, ""):
            return 0
        else:
            self._title(piece.first, last, "", last)
        return after

    def _followed_by_name(self, place: int) -> bool:
        by = place < len(self.row) and self.row[place].glue("by", "from")
        return bool(by) and place + 1 < len(self.row)

    def name(self, place: int) -> int:
        """Take the name of an artist, after ``by`` or ``like`` or by itself."""
        piece, scope = self.row[place], self.parts.scope
        at = skipped(self.row, place) if scope.relation else place
        if at >= len(self.row):
            return 0
        artist = self.row[at].sense(Kind.ARTIST)
        if artist and (scope.relation or not self.row[at].sense(*CONTENT, *_PLAIN)):
            return self._with_title(artist.value, at)
        capital = self.cut[piece.first].name_like
        if scope.relation and not piece.senses and (scope.relation != "from" or capital):
            return self._name_not_here(place)
        return 0

    def _with_title(self, artist: str, at: int) -> int:
        """Add songs by an artist, or the one song of theirs that is named before ``by``."""
        piece = self.row[at]
        begins = self._title_begins() if self.parts.scope.relation in ("by", "from") else []
        end = next((p.first for p in reversed(self.row[:at]) if p.glue("by", "from")), piece.first)
        fitting = (begin for begin in begins if self._rows(begin, end, artist))
        begin = next(fitting, begins[-1] if begins else -1)
        replaced = [part for part in self.parts.found if 0 <= begin <= part.first]
        strange = any(part.sort in STRANGE for part in replaced)
        if begin < 0 or begin >= end or not (strange or self._rows(begin, end, artist)):
            self._artist(artist, piece.first, piece.last, piece.read_as)
            return at + 1
        del self.parts.found[len(self.parts.found) - len(replaced) :]
        self._title(begin, end, artist, piece.last)
        return at + 1

    def _title_begins(self) -> list[int]:
        """Tokens from which the words before ``by`` may be a title, the likeliest first."""
        begins = [self.parts.scope.play] if self.parts.scope.play >= 0 else []
        before = self.parts.before
        if before and before.sort in STRANGE and not self.parts.scope.joint:
            begins += [self.parts.scope.begin, before.first]
        return begins

    def _name_not_here(self, place: int) -> int:
        """Take the name of an artist who is not here: up to a comma or a word that joins."""
        end = place + 1
        while end < len(self.row) and end - place < _MOST_NAME and not self._ends_name(end):
            end += 1
        first, last = self.row[place].first, self.row[end - 1].last
        words = self._words(first, last)
        artist = self._meant(words)
        if artist:
            self._artist(artist, first, last, self.names.written(artist))
        else:
            self.parts.add(Part(sort=Sort.MISSING, name=" ".join(words), first=first, last=last))
        return end

    def _ends_name(self, place: int) -> bool:
        piece = self.row[place]
        quote = self.cut[self.row[place - 1].first].quote != self.cut[piece.first].quote
        if piece.stop or quote or piece.sense(Kind.NUMBER, Kind.DECADE, Kind.COMPARE):
            return True
        if piece.sense(Kind.GLUE) and not piece.glue("skip"):
            return True
        capitals = self.cut[self.row[place - 1].first].name_like
        known = bool(piece.senses) and not piece.glue("skip")
        return known and capitals and not self.cut[piece.first].name_like

    def unknown(self, place: int) -> int:
        """Take words that nobody knows; those that can only be one artist's name are one's."""
        piece = self.row[place]
        if known := piece.sense(Kind.ARTIST):
            self._artist(known.value, piece.first, piece.last)
            return place + 1
        end = place + 1
        while end < len(self.row) and self._strange(end, piece):
            end += 1
        first, last = piece.first, self.row[end - 1].last
        words = self._words(first, last)
        name = " ".join(words)
        real = name in self.real
        artist = "" if piece.senses else self._meant(words)
        if artist:
            self._artist(artist, first, last, self.names.written(artist))
        else:
            sort = Sort.MISSING if self.cut[piece.first].name_like or real else Sort.UNKNOWN
            self.parts.add(Part(sort=sort, name=name, first=first, last=last))
        return end

    def _meant(self, words: tuple[str, ...]) -> str:
        """Return the artist of this library whose misspelt name it can only be."""
        self._mended += 1
        if self._mended > _MOST_MENDED or " ".join(words) in self.real:
            return ""
        return self.names.meant(words)

    def _strange(self, place: int, before: Piece) -> bool:
        piece = self.row[place]
        one, other = self.cut[before.first], self.cut[piece.first]
        if piece.stop or one.quote != other.quote:
            return False
        return not piece.senses or (one.name_like and other.name_like)

    def _artist(self, artist: str, first: int, last: int, read_as: str = "") -> None:
        sort = Sort.LIKE if self.parts.scope.relation == "like" else Sort.ARTIST
        self.parts.add(Part(sort=sort, name=artist, first=first, last=last, read_as=read_as))

    def _title(self, begin: int, end: int, artist: str, last: int) -> None:
        rows = self._rows(begin, end, artist)
        name = " ".join(self._words(begin, end))
        found = Sort.LIKE_TITLE if self.parts.scope.liking else Sort.TITLE
        sort = found if rows else Sort.MISSING_TITLE
        self.parts.add(
            Part(sort=sort, name=name, artist=artist, titles=rows, first=begin, last=last)
        )

    def _rows(self, begin: int, end: int, artist: str) -> tuple[int, ...]:
        return self.names.titled(self._words(begin, end), artist) if begin < end else ()

    def _words(self, first: int, last: int) -> tuple[str, ...]:
        return tuple(token.word for token in self.cut[first:last])
