"""What fixed wording may not say: facts come from slots only.

Fixed wording is everything between the slots. It carries no digits, no number words, no names, no
praise and no guess at the listener's mood; it accuses nobody and says nothing of anybody's health,
faith or gender; and a word that claims something ("faster", "new", "says") may stand only where a
condition proves it.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from dj.commentary.language.vocabulary import Vocabulary, lowered, tokens

ENDS = frozenset(".!?…")
"""What ends a sentence."""
_FORBIDDEN = re.compile(r"[\[\]{}<>&|\\^~`*_=#@$%/+\"“”„«»\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f"
                        r"\u202a-\u202e\u2060-\u206f\ufeff\ue000-\uf8ff]")  # fmt: skip
_SLIP = re.compile(r"(?<=\S)[ \t]{2,}(?=\S)|[,;:][,;:.!?]|\.\.(?!\.)(?<!\.\.\.)|!{2,}|\?{2,}")
_STATEMENTS = frozenset({"artist_says", "heard_live", "editors_note", "studio_note"})

Problem = tuple[str, str, str, str]
"""(code, what stands there, message, remedy)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A run of fixed wording with what is known where it stands."""

    text: str
    at_start: bool
    """True if a sentence may begin with its first word."""
    proven: frozenset[str]
    """Conditions that hold here, such as ``next.is_new`` or ``turn.tempo is up``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Read:
    piece: Piece
    words: Vocabulary
    tokens: Sequence[str]
    lower: Sequence[str]
    phrases: Mapping[str, Sequence[str]]
    """List → those of its phrases that stand here."""


def ends_open(text: str, at_start: bool) -> bool:  # noqa: FBT001 - the state that text changes
    """Tell whether the next word would begin a sentence."""
    parts = tokens(text)
    return parts[-1] in ENDS if parts else at_start


def problems(piece: Piece, words: Vocabulary) -> Iterator[Problem]:
    """Yield what is wrong with a piece of fixed wording."""
    parts = tokens(piece.text)
    lower = lowered(parts)
    read = _Read(piece=piece, words=words, tokens=parts, lower=lower,
                 phrases=words.phrases.found(lower))  # fmt: skip
    for check in _CHECKS:
        yield from check(read)


def _markup(read: _Read) -> Iterator[Problem]:
    found = _FORBIDDEN.search(read.piece.text)
    if found:
        sign = found.group()
        yield ("TPL015", sign, f"the character {sign!r} does not belong in spoken text.",
               "Write it as words.")  # fmt: skip


def _slips(read: _Read) -> Iterator[Problem]:
    found = _SLIP.search(read.piece.text)
    if found:
        yield ("TPL026", found.group(), f"{found.group()!r} is doubled space or punctuation.",
               "Write one.")  # fmt: skip


def _numbers(read: _Read) -> Iterator[Problem]:
    for token, lower in zip(read.tokens, read.lower, strict=True):
        digits = not token.isalpha() and any(char.isdigit() for char in token)
        if digits or lower in read.words.numbers:
            yield ("TPL011", token, f"{token!r} is a number, and fixed wording carries no facts.",
                   "Use a word such as next.year or next.plays.")  # fmt: skip


def _names(read: _Read) -> Iterator[Problem]:
    at_start, words = read.piece.at_start, read.words
    for token, lower in zip(read.tokens, read.lower, strict=True):
        if token[0].isupper() and lower not in words.capitals and lower not in words.nouns:
            if not at_start:
                yield ("TPL012", token, f"{token!r} looks like a name, and names come from slots "
                       "only.", "Use a slot, or write it in lower case.")  # fmt: skip
            elif lower not in words.openers:
                yield ("TPL012", token, f"{token!r} is not among the words that open a sentence.",
                       "If it is no name, add it to `openers` in the word lists.")  # fmt: skip
        at_start = token in ENDS or (at_start and not token[0].isalnum())


def _superlatives(read: _Read) -> Iterator[Problem]:
    words = read.words
    for token, lower in zip(read.tokens, read.lower, strict=True):
        ends = lower.endswith(words.superlative_endings) and len(lower) > 4
        if lower in words.superlatives or (ends and lower not in words.harmless_est):
            yield ("TPL013", token, f"{token!r} ranks or praises, which no fact here supports.",
                   "Say what it is, not how good it is.")  # fmt: skip


def _claims(read: _Read) -> Iterator[Problem]:
    for claim in _listed(read, "claims"):
        proofs = read.words.claims[claim]
        if not _is_proven(proofs, read.piece.proven):
            yield ("TPL014", claim, f"{claim!r} claims something that nothing here proves.",
                   f"Guard it, or add to needs, one of: {', '.join(proofs)}.")  # fmt: skip


def _is_proven(proofs: Sequence[str], proven: frozenset[str]) -> bool:
    """A choice of dayparts proves a claim that each of them would prove."""
    hours = {proof for proof in proven if proof.startswith(ANY_OF)}
    choices = (set(hour.removeprefix(ANY_OF).split("|")) for hour in hours)
    return not proven.isdisjoint(proofs) or any(choice <= set(proofs) for choice in choices)


ANY_OF = "any of "
"""Before conditions of which one is known to hold, separated by ``|``."""


def _mood(read: _Read) -> Iterator[Problem]:
    for phrase in _listed(read, "mood"):
        yield ("TPL016", phrase, f"{phrase!r} guesses at the listener's mood.",
               "Speak of the music instead.")  # fmt: skip


def _people(read: _Read) -> Iterator[Problem]:
    for phrase in _listed(read, "accusations"):
        yield ("TPL018", phrase, f"{phrase!r} accuses somebody.", "Speak of the sound only.")
    for phrase in _listed(read, "traits"):
        yield ("TPL019", phrase, f"{phrase!r} speaks of somebody's health, faith or person.",
               "Leave it out: no line says such things.")  # fmt: skip
    for phrase in _listed(read, "pronouns"):
        yield ("TPL024", phrase, f"{phrase!r} gives somebody a gender that nobody told.",
               "Use the name, or a form for everybody.")  # fmt: skip


def _promotion(read: _Read) -> Iterator[Problem]:
    if "next.is_priority" in read.piece.proven:
        for phrase in _listed(read, "praise"):
            yield ("TPL017", phrase, f"{phrase!r} praises a song whose artist asked for its place.",
                   "Say that they asked, and no more.")  # fmt: skip


def _stale(read: _Read) -> Iterator[Problem]:
    if read.piece.proven.isdisjoint({"next.active", "prev.active"}):
        for phrase in _listed(read, "present"):
            yield ("TPL029", phrase, f"{phrase!r} says what somebody does now, and that goes "
                   "stale.", "Guard it with next.active or prev.active.")  # fmt: skip


def _reports(read: _Read) -> Iterator[Problem]:
    if all(proof.rpartition(".")[2] not in _STATEMENTS for proof in read.piece.proven):
        for phrase in _listed(read, "quoting"):
            yield ("TPL027", phrase, f"{phrase!r} reports somebody's words where there are none.",
                   "Guard it with artist_says, heard_live, editors_note or "
                   "studio_note.")  # fmt: skip


def _listed(read: _Read, name: str) -> Iterator[str]:
    return iter(read.phrases.get(name, ()))


_CHECKS: tuple[Callable[[_Read], Iterator[Problem]], ...] = (
    _markup, _slips, _numbers, _names, _superlatives, _claims, _mood, _people, _promotion, _stale,
    _reports,
)  # fmt: skip
