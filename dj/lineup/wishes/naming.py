"""Who is meant: names of artists and songs, names that are not here, and words nobody knows."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from dj.lineup.wishes.figures import skipped
from dj.lineup.wishes.lexicon import Kind
from dj.lineup.wishes.names import Names
from dj.lineup.wishes.parts import STRANGE, Part, Parts, Sort
from dj.lineup.wishes.pieces import Piece
from dj.lineup.wishes.tokens import MINUS, WIDE, Token

CONTENT = (Kind.MEANING, Kind.GENRE, Kind.SOUND, Kind.LANGUAGE)
"""Kinds of words that say something about music."""
_PLAIN = (Kind.GLUE, Kind.NUMBER, Kind.UNIT, Kind.COMPARE, Kind.DECADE)
"""Kinds of words that are names only where a name must stand, as in ``by The 1975``."""
_JOINING = ("and", "or", "but", "not", "except")
_MOST_LABEL = 24
"""Words of an artist's name and a title together."""
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

    def labelled(self, place: int) -> int:
        """Take a song written ``Artist - Title``, as lists of songs are."""
        first = self.row[place].first
        ends = [at for at in range(place + 1, len(self.row) + 1)
                if self._edge(at) - first <= _MOST_LABEL]  # fmt: skip
        dashed = [at for at in ends if at < len(self.row) and self.row[at].dash in (WIDE, MINUS)]
        for at in reversed(ends):
            words = self._words(first, self._edge(at))
            if dashed and at > dashed[0] and (rows := self.names.labelled(words)):
                self._song(" ".join(words), rows, first, self._edge(at))
                return at
        return 0

    def _edge(self, place: int) -> int:
        """Return the token where a piece begins, or the end of the wish."""
        return self.row[place].first if place < len(self.row) else len(self.cut)

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
            return self._title_not_here(artist.value, at) or self._with_title(artist.value, at)
        capital = self.cut[piece.first].name_like
        strange = not piece.senses or self._capitals(place)
        if scope.relation and strange and (scope.relation != "from" or capital):
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

    def _capitals(self, place: int) -> bool:
        """Tell whether words that join look like a name: ``by No Doubt``."""
        piece = self.row[place]
        joins = all(sense.kind is Kind.GLUE for sense in piece.senses)
        name = self.cut[piece.first : max(piece.last, piece.first + 2)]
        return joins and len(name) > 1 and all(token.name_like for token in name)

    def _title_not_here(self, artist: str, at: int) -> int:
        """Take a title that an artist does not have: ``Artist - Title``."""
        end = at + 1
        if self._edge(end) == len(self.cut) or self.row[end].dash != WIDE:
            return 0
        while end < len(self.row) and not self.row[end].stop:
            end += 1
        if all(piece.senses for piece in self.row[at + 1 : end]):
            return 0
        begin, last = self.row[at + 1].first, self._edge(end)
        name = " ".join(self._words(begin, last))
        self.parts.add(Part(sort=Sort.MISSING_TITLE, name=name, artist=artist,
                            first=self.row[at].first, last=last))  # fmt: skip
        return end

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
        alone = self._by_one(words) if self.parts.scope.liking else ()
        if alone:
            self._song(" ".join(words), alone, first, last)
        elif artist:
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
        if after := self._bare_title(place):
            return after
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

    def _bare_title(self, place: int) -> int:
        """Take words that are the title of one song here: all up to a comma, or a name's."""
        piece, scope = self.row[place], self.parts.scope
        for end in self._title_ends(place):
            last = self._edge(end)
            for begin in (scope.play, scope.begin, piece.first):
                words = self._words(begin, last) if begin >= 0 else ()
                if rows := self._by_one(words):
                    while self.parts.before and self.parts.before.first >= begin:
                        self.parts.found.pop()
                    self._song(" ".join(words), rows, begin, last)
                    return end
        return 0

    def _title_ends(self, place: int) -> list[int]:
        """Return where a title may end: at a comma; if it looks like a name, at words that join."""
        named, ends = self.cut[self.row[place].first].name_like, []
        at = place + 1
        while at < len(self.row) and not self.row[at].stop and self.row[at].dash != WIDE:
            if named and self.row[at].glue(*_JOINING):
                ends.append(at)
            at += 1
        return [at, *reversed(ends)]

    def _by_one(self, words: tuple[str, ...]) -> tuple[int, ...]:
        """Return the rows of a title that only one artist has."""
        rows = self.names.titled(words, "")
        artists = {self.names.catalogue.songs[row].track.artist for row in rows}
        return rows if len(artists) == 1 else ()

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
        name = " ".join(self._words(begin, end))
        if rows := self._rows(begin, end, artist):
            self._song(name, rows, begin, last, artist)
        else:
            self.parts.add(Part(sort=Sort.MISSING_TITLE, name=name, artist=artist, first=begin,
                                last=last))  # fmt: skip

    def _song(
        self, name: str, rows: tuple[int, ...], first: int, last: int, artist: str = ""
    ) -> None:
        sort = Sort.LIKE_TITLE if self.parts.scope.liking else Sort.TITLE
        self.parts.add(
            Part(sort=sort, name=name, artist=artist, titles=rows, first=first, last=last)
        )

    def _rows(self, begin: int, end: int, artist: str) -> tuple[int, ...]:
        return self.names.titled(self._words(begin, end), artist) if begin < end else ()

    def _words(self, first: int, last: int) -> tuple[str, ...]:
        return tuple(token.word for token in self.cut[first:last])
