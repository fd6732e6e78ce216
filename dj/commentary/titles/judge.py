"""May this be said aloud? What is written counts, what it may hide, and how it sounds."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from dj.commentary.titles import spellings
from dj.commentary.titles.lexicon import Index, Lexicon, Term, once
from dj.commentary.titles.lookalikes import bare
from dj.commentary.titles.sound import sound
from dj.commentary.titles.spellings import How
from dj.model.names import primary_language
from dj.model.spoken import SPOKEN_UP_TO, Manner, NameLevel, Severity

_EDGES = ".,;:!?\"'()[]"
_DRAWN_OUT = re.compile(r"(.)\1\1")
_HEARD = 3
"""Letters of a word from which on its sound is compared."""

_Hit = tuple[Term, How]


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """Why a name is better not said."""

    word: str
    """As its list has it."""
    severity: Severity
    language: str
    """Of the list."""
    how: How


def judge(text: str, manner: Manner, known: Lexicon) -> Doubt | None:
    """Return the hardest word of a text that this manner does not allow, or None."""
    limit = SPOKEN_UP_TO[manner.level]
    sung_in = primary_language(manner.declared)
    sure = manner.level is not NameLevel.FAMILY or manner.explicit is False
    doubts = [
        Doubt(word=term.word, severity=term.severity, language=term.language, how=how)
        for term, how in _searched(_without_innocent(text, known), known)
        if term.severity > limit and not (sure and sung_in in term.harmless)
    ]
    return max(doubts, key=lambda doubt: doubt.severity, default=None)


def _searched(text: str, known: Lexicon) -> Iterator[_Hit]:
    for form, how in spellings.forms(text):
        found = spellings.words(form)
        for word in found:
            written, disguised = _of_word(word, known)
            if written or disguised:
                yield from ((term, how) for term in written)
                yield from disguised
        yield from _hard(known.words, spellings.apart(found), How.APART)
    for pattern in spellings.masked(bare(text)):
        yield from _hard(known.words, filter(pattern.fullmatch, known.words), How.MASKED)


@lru_cache(maxsize=16_384)
def _of_word(word: str, known: Lexicon) -> tuple[tuple[Term, ...], tuple[_Hit, ...]]:
    """Look a word up as it stands, and for what it may hide."""
    hits = [(term, How.DISGUISED) for term in known.backwards.get(word, ())]
    if not word.isascii() or _DRAWN_OUT.search(word):
        hits += [(term, How.DISGUISED) for term in known.drawn_out.get(once(word), ())]
    if word not in known.words and word not in known.innocent and _is_heard(word):
        hits += [(term, How.SOUND) for term in known.sounds.get(sound(word), ())]
    return known.words.get(word, ()), tuple(hits)


def _is_heard(word: str) -> bool:
    return len(word) >= _HEARD and word.isascii()


def _hard(index: Index, words: Iterable[str], how: How) -> Iterator[_Hit]:
    """A doubtful reading counts only where the word it gives is a hard one."""
    return ((term, how) for word in words for term in index.get(word, ())
            if term.severity > Severity.MILD)  # fmt: skip


def _without_innocent(text: str, known: Lexicon) -> str:
    """Leave out the names that are cleared, so that they are not taken for what they resemble."""
    words = text.split()
    plain = [word.strip(_EDGES) for word in bare(text).split()]
    if len(plain) != len(words) or known.cleared_starts.isdisjoint(plain):
        return text
    kept: list[str] = []
    start = 0
    while start < len(words):
        cleared = _cleared(plain, start, known)
        kept += [] if cleared else [words[start]]
        start += cleared or 1
    return " ".join(kept)


def _cleared(plain: list[str], start: int, known: Lexicon) -> int:
    for count in range(min(known.longest_innocent, len(plain) - start), 0, -1):
        if " ".join(plain[start : start + count]) in known.innocent:
            return count
    return 0
