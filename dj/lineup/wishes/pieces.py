"""From words to pieces: the longest phrases that the vocabulary or the library knows."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from dj.lineup.wishes.lexicon import Kind, Lexicon, Phrase, Sense
from dj.lineup.wishes.names import Names
from dj.lineup.wishes.tokens import Token
from dj.model.slips import slips, slips_allowed

_DECADE = re.compile(r"(\d0|\d{3}0)s")
_NUMBER = re.compile(r"\d{1,6}(\.\d{1,3})?")
_SPELLED = 24
"""Words nobody knows that are looked up for slips of the pen: a wish has few."""
_LEAST_WORD = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A phrase of a wish with all that it may mean; nothing, if nobody knows it."""

    senses: tuple[Sense, ...]
    first: int
    """Index of its first token."""
    last: int
    """Index of the token after its last one."""
    stop: bool
    """A comma or the like stands before it."""
    dash: str = ""
    """What dash stands before it."""
    refuses: bool = False
    """It begins with a word that refuses, as ``no vocals`` does."""
    read_as: str = ""
    """How a misspelt word was read."""

    def sense(self, *kinds: Kind) -> Sense | None:
        """Return the first sense of one of these kinds."""
        return next((sense for sense in self.senses if sense.kind in kinds), None)

    def glue(self, *names: str) -> bool:
        """Tell whether it may be one of these joining words."""
        return any(sense.kind is Kind.GLUE and sense.value in names for sense in self.senses)


def pieces(
    cut: Sequence[Token], lexicon: Lexicon, names: Names, real: frozenset[str]
) -> list[Piece]:
    """Take the longest phrase at each place.

    Args:
        cut: The wish as tokens.
        lexicon: The phrases of a language.
        names: Those of the library.
        real: Folded names of artists that exist, in the library or not: never read as others.
    """
    found: list[Piece] = []
    place, doubts = 0, 0
    while place < len(cut):
        piece = _longest(cut, place, lexicon, names)
        if not piece.senses and doubts < _SPELLED:
            doubts += 1
            piece = _mended(piece, cut[place], lexicon, names, real)
        found.append(piece)
        place = piece.last
    return found


def _longest(cut: Sequence[Token], place: int, lexicon: Lexicon, names: Names) -> Piece:
    word = cut[place].word
    most = max(lexicon.longest(word), names.longest(word), 1)
    for size in range(min(most, len(cut) - place), 0, -1):
        phrase = tuple(token.word for token in cut[place : place + size])
        inner, quote = cut[place + 1 : place + size], cut[place].quote
        broken = any(token.stop or token.quote != quote for token in inner)
        if senses := _senses(phrase, lexicon, names, broken=broken):
            piece = _piece(cut, place, size, senses)
            return replace(piece, refuses=Sense(Kind.GLUE, "not") in lexicon.senses((word,)))
    return _piece(cut, place, 1, ())


def _piece(cut: Sequence[Token], place: int, size: int, senses: tuple[Sense, ...]) -> Piece:
    token = cut[place]
    return Piece(senses=senses, first=place, last=place + size, stop=token.stop, dash=token.dash)


def _senses(phrase: Phrase, lexicon: Lexicon, names: Names, *, broken: bool) -> tuple[Sense, ...]:
    """All that a phrase may mean; only a name of an artist may hold a comma."""
    artist = names.artist(phrase)
    own = (Sense(Kind.ARTIST, artist),) if artist else ()
    if broken:
        return own
    known = lexicon.senses(phrase)
    if len(phrase) == 1 and not known:
        known = _figures(phrase[0])
    tag = names.tag(phrase)
    # Words of the language mean what they mean, although a genre's name holds them, too.
    if tag and not known:
        known = (tag,)
    return (*known, *own)


def _figures(word: str) -> tuple[Sense, ...]:
    if word == "-":
        return (Sense(Kind.COMPARE, "to"),)
    if decade := _DECADE.fullmatch(word):
        return (Sense(Kind.DECADE, number=century(int(decade.group(1)))),)
    return (Sense(Kind.NUMBER, number=float(word)),) if _NUMBER.fullmatch(word) else ()


def century(year: int) -> int:
    """Complete a year of two digits: 30 and above are the last century's, 29 and below this one's.

    >>> century(90), century(0), century(1890)
    (1990, 2000, 1890)
    """
    return year + (1900 if 30 <= year < 100 else 2000 if year < 30 else 0)


def _mended(
    piece: Piece, token: Token, lexicon: Lexicon, names: Names, real: frozenset[str]
) -> Piece:
    """Read a word that nobody knows as the one word it can only mean, if there is one."""
    word = token.word
    if len(word) < _LEAST_WORD or token.name_like or token.quote or word in real:
        return piece
    near: dict[Sense, tuple[int, str]] = {}
    for other, sense in (*lexicon.single(), *names.single_tags()):
        allowed = slips_allowed(max(len(word), len(other)))
        if other[0] == word[0] and abs(len(other) - len(word)) <= allowed:
            away = slips(word, other)
            if away <= allowed and (away, other) < near.get(sense, (9, "")):
                near[sense] = (away, other)
    ranked = sorted(near.items(), key=lambda item: item[1])
    if not ranked or (len(ranked) > 1 and ranked[1][1][0] == ranked[0][1][0]):
        return piece
    sense, (_, other) = ranked[0]
    return replace(piece, senses=(sense,), read_as=other)
