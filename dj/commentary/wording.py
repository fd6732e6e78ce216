"""What fixed wording may not say: facts come from slots only.

Fixed wording is everything between the slots. It carries no digits, no number words, no names, no
praise and no guess at the listener's mood; and a word that claims something ("faster", "new") may
stand only where a condition proves it.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from dj.commentary.vocabulary import Vocabulary

_TOKEN = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*|[.!?…:]|[^\w\s]|_")
_ENDS = frozenset(".!?…")
_FORBIDDEN = re.compile(r"[\[\]{}<>&|\\^~`*_=#@$%/+\"“”„«»\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f"
                        r"\u202a-\u202e\u2060-\u206f\ufeff\ue000-\uf8ff]")  # fmt: skip

Problem = tuple[str, str, str]
"""(code, message, remedy)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A run of fixed wording with what is known where it stands."""

    text: str
    at_start: bool
    """True if a sentence may begin with its first word."""
    proven: frozenset[str]
    """Conditions that hold here, such as ``next.is_new`` or ``turn.tempo is up``."""


def ends_open(text: str, at_start: bool) -> bool:  # noqa: FBT001 - the state that text changes
    """Tell whether the next word would begin a sentence."""
    tokens = _TOKEN.findall(text)
    return tokens[-1] in _ENDS if tokens else at_start


def problems(piece: Piece, words: Vocabulary) -> Iterator[Problem]:
    """Yield what is wrong with a piece of fixed wording."""
    for check in _CHECKS:
        yield from check(piece, words)


def _markup(piece: Piece, _words: Vocabulary) -> Iterator[Problem]:
    found = _FORBIDDEN.search(piece.text)
    if found:
        yield ("COPY15", f"the character {found.group()!r} does not belong in spoken text.",
               "Write it as words.")  # fmt: skip


def _numbers(piece: Piece, words: Vocabulary) -> Iterator[Problem]:
    for token in _TOKEN.findall(piece.text):
        if any(char.isdigit() for char in token) or token.lower() in words.numbers:
            yield ("COPY11", f"{token!r} is a number, and fixed wording carries no facts.",
                   "Use a word such as next.year or next.plays.")  # fmt: skip


def _names(piece: Piece, words: Vocabulary) -> Iterator[Problem]:
    at_start = piece.at_start
    for token in _TOKEN.findall(piece.text):
        lower = token.lower()
        if token[0].isupper() and lower not in words.capitals:
            if not at_start:
                yield ("COPY12", f"{token!r} looks like a name, and names come from slots only.",
                       "Use a slot, or write it in lower case.")  # fmt: skip
            elif lower not in words.openers:
                yield ("COPY12", f"{token!r} is not among the words that open a sentence.",
                       "If it is no name, add it to `openers` in the word lists.")  # fmt: skip
        at_start = token in _ENDS or (at_start and not token[0].isalnum())


def _superlatives(piece: Piece, words: Vocabulary) -> Iterator[Problem]:
    for token in _TOKEN.findall(piece.text):
        lower = token.lower()
        ends_est = len(lower) > 4 and lower.endswith("est") and lower not in words.harmless_est
        if ends_est or lower in words.superlatives:
            yield ("COPY13", f"{token!r} ranks or praises, which no fact here supports.",
                   "Say what it is, not how good it is.")  # fmt: skip


def _claims(piece: Piece, words: Vocabulary) -> Iterator[Problem]:
    lower = " ".join(piece.text.lower().split())
    for claim, proofs in words.claims.items():
        if not piece.proven.isdisjoint(proofs) or claim not in lower:
            continue
        if re.search(rf"(?<![\w'’-]){re.escape(claim)}(?![\w'’-])", lower):
            yield ("COPY14", f"{claim!r} claims something that nothing here proves.",
                   f"Guard it, or add to needs, one of: {', '.join(proofs)}.")  # fmt: skip


def _mood(piece: Piece, words: Vocabulary) -> Iterator[Problem]:
    lower = " ".join(piece.text.lower().replace("’", "'").split())
    for phrase in words.mood:
        if phrase in lower:
            yield ("COPY16", f"{phrase!r} guesses at the listener's mood.",
                   "Speak of the music instead.")  # fmt: skip


_CHECKS: tuple[Callable[[Piece, Vocabulary], Iterator[Problem]], ...] = (
    _markup, _numbers, _names, _superlatives, _claims, _mood,
)  # fmt: skip
