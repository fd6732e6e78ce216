"""Understand a wish in this library, for this listener, now."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from dj.lineup.filters import Stocked
from dj.lineup.wishes.answer import MOST_PARTS, Answer
from dj.lineup.wishes.doubts import doubts
from dj.lineup.wishes.lexicon import Lexicon, lexicons
from dj.lineup.wishes.lifting import lifted
from dj.lineup.wishes.liking import narrowed
from dj.lineup.wishes.meaning import Here
from dj.lineup.wishes.names import Names, names_of
from dj.lineup.wishes.parts import LOST, Part
from dj.lineup.wishes.permitted import permitted
from dj.lineup.wishes.pieces import Piece, pieces
from dj.lineup.wishes.reading import Reader
from dj.lineup.wishes.sentences import Speaker
from dj.lineup.wishes.settling import allowed, musical, show_of, sized
from dj.lineup.wishes.tokens import Token, tokens
from dj.lineup.wishes.vocabulary import Vocabulary, vocabulary
from dj.lineup.wishes.weighing import left, weigh
from dj.model.listening import Taste
from dj.model.show import Show
from dj.model.wish import Understood


def understand(words: str, stock: Stocked, taste: Taste, at: datetime, show: Show) -> Understood:
    """Tell what a wish means here, without planning.

    Args:
        words: What somebody asked for; anything at all, of which the first 1,000 characters count.
        stock: The library.
        taste: The listener at that moment.
        at: The moment of the session, aware, on the listener's own clock.
        show: The show that the wish changes.

    Raises:
        ConfigError: if a file of the vocabulary has a mistake.
    """
    known = vocabulary()
    names = names_of(stock.catalogue)
    here = Here(vocabulary=known, catalogue=stock.catalogue, taste=taste, at=at)
    read = _best_reading(words, known, names, _real(taste))
    speaker = Speaker(text=words, cut=read.cut, here=here, names=names)
    parts = _distinct(read.parts)
    used = [part for part in parts if part.sort not in LOST][:MOST_PARTS]
    weighed = sized(lifted([weigh(part, here) for part in used], parts))
    changed = show_of(show, weighed, here)
    may = allowed(here, changed.rules)
    weighed = permitted(weighed, may, here, changed.rules)
    remains = left(weighed, musical(may, here, changed.rules))
    weighed, remains = narrowed(weighed, remains, names, changed)
    answer = Answer(
        speaker=speaker, parts=parts, weighed=weighed, remains=remains, show=changed,
        doubt=next(doubts(parts, read.row, read.cut, read.lexicon), None),
    )  # fmt: skip
    told = answer.told()
    return replace(told, language=read.language if told.clauses else "")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Reading:
    """A wish as one language reads it."""

    language: str
    lexicon: Lexicon
    cut: Sequence[Token]
    row: Sequence[Piece]
    parts: Sequence[Part]

    @property
    def strange(self) -> int:
        """Words and phrases that this language does not know, or only as slips of the pen."""
        return sum(not piece.senses or bool(piece.read_as) for piece in self.row)


def _distinct(parts: Iterable[Part]) -> list[Part]:
    """Leave out what is said again."""
    first: dict[Part, Part] = {}
    for part in parts:
        first.setdefault(replace(part, first=0, last=0, chosen=False), part)
    return list(first.values())


def _best_reading(words: str, known: Vocabulary, names: Names, real: frozenset[str]) -> _Reading:
    """Read a wish in every language and take the one that makes most of it; English if in doubt."""
    cut = tokens(words)
    readings: list[_Reading] = []
    for language, lexicon in lexicons(known):
        row = pieces(cut, lexicon, names, real)
        parts = Reader(cut=cut, row=row, names=names, real=real).read()
        readings.append(_Reading(language=language, lexicon=lexicon, cut=cut, row=row, parts=parts))
    return min(readings, key=lambda reading: reading.strange)


def _real(taste: Taste) -> frozenset[str]:
    """Artists that exist, whether the library has them or not: their names are no slips."""
    return frozenset([*taste.heard_artists, *taste.artist_affinity, *taste.similar_artists])
