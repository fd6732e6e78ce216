"""The parts of a wish, written shortly."""

from dj.lineup.wishes.lexicon import lexicons
from dj.lineup.wishes.names import names_of
from dj.lineup.wishes.parts import Part
from dj.lineup.wishes.pieces import pieces
from dj.lineup.wishes.reading import Reader
from dj.lineup.wishes.tokens import tokens
from dj.lineup.wishes.vocabulary import vocabulary
from tests.lineup.wishes.shelf import STOCK

LEXICONS = dict(lexicons(vocabulary()))
NAMES = names_of(STOCK.catalogue)


def read(words: str, language: str = "English") -> str:
    """The parts of a wish: ``-`` refused, ``+`` excepted, ``~`` soft, ``|`` or the one before."""
    cut = tokens(words)
    row = pieces(cut, LEXICONS[language], NAMES, frozenset())
    return " ".join(map(_short, Reader(cut=cut, row=row, names=NAMES, real=frozenset()).read()))


def _short(part: Part) -> str:
    marks = {"|": part.chosen, "-": part.negated, "+": part.lifts >= 0, "~": part.soft}
    ends = f"{part.low:g}..{part.high:g}" if part.high else ""
    said = f"{part.sort.value}:{part.name}".replace(" ", "-")
    return "".join(mark for mark, holds in marks.items() if holds) + said + ends
