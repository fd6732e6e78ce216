"""A word that nobody knows, right before a genre or a name: it may mean the opposite."""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dj.lineup.wishes.lexicon import Lexicon
from dj.lineup.wishes.parts import Part, Sort
from dj.lineup.wishes.pieces import Piece
from dj.lineup.wishes.tokens import Token
from dj.model.slips import slips

_CONCERNED = frozenset({Sort.GENRE, Sort.ARTIST, Sort.SOUND, Sort.LANGUAGE})
_LEAST_WORD = 4
"""Letters from which on a word may be a misspelt refusal."""
_LONG_WORD = 7
"""Letters from which on it may hold two slips."""
_LEAST_STRANGE = 2
"""Words nobody knows that make a wish one in a language that nobody here reads."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """A part of a wish that may be meant as its opposite."""

    word: Token
    """The word before it."""
    part: Part


def doubts(
    parts: Sequence[Part], row: Sequence[Piece], cut: Sequence[Token], lexicon: Lexicon
) -> Iterator[Doubt]:
    """Yield what stands behind a word that nobody knows and that could refuse or except it.

    It could if it is nearly spelt like a word that does, is written in other letters, or stands in
    a wish of which hardly anything is understood.
    """
    strange = sum(not piece.senses for piece in row)
    foreign = strange >= _LEAST_STRANGE and 2 * strange >= len(row)
    for part in parts:
        before = _before(row, part, cut) if part.sort in _CONCERNED and not part.soft else None
        if before is None or part.lifts >= 0:
            continue
        turning = lexicon.glue("except") if part.negated else lexicon.glue("not", "except")
        if (foreign and part.wished) or _could_be(before.word, turning):
            yield Doubt(word=before, part=part)


def _before(row: Sequence[Piece], part: Part, cut: Sequence[Token]) -> Token | None:
    """Return the word nobody knows before a part, but for words like ``the`` between them."""
    at = next((place for place, piece in enumerate(row) if piece.first >= part.first), 0)
    while at > 0 and not row[at].stop and row[at - 1].glue("skip"):
        at -= 1
    if at == 0 or row[at].stop or row[at - 1].senses:
        return None
    word = cut[row[at - 1].last - 1]
    return word if word.quote == cut[part.first].quote else None


def _could_be(word: str, turning: frozenset[str]) -> bool:
    """Tell whether a word is in other letters, or nearly one of those that turn a meaning round."""
    letters = filter(str.isalpha, word)
    if not all(unicodedata.name(letter, "").startswith("LATIN") for letter in letters):
        return True
    allowed = 1 if len(word) < _LONG_WORD else 2
    return len(word) >= _LEAST_WORD and any(
        len(other) >= _LEAST_WORD and slips(word, other) <= allowed for other in turning
    )
