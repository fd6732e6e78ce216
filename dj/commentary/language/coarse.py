"""Coarse words in a line's own wording: as written, drawn out, taken apart, or by their sound.

The lists are those that keep a title unsaid (`dj.commentary.titles.lexicon`). A title is somebody
else's and may be bleeped or skipped; a line is ours, so even its mild words are refused. Of other
languages only hard words count, and none that the pack's own language means otherwise.
"""

import re
import time
from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache

from dj.commentary.language.native import SPOKEN
from dj.commentary.titles import spellings
from dj.commentary.titles.lexicon import Lexicon, Term, lexicon, once
from dj.commentary.titles.reading import LOOK_AGAIN_S
from dj.commentary.titles.sound import sound
from dj.model.spoken import Severity

_JOINTS = re.compile(r"['-]")
_DRAWN_OUT = re.compile(r"(.)\1\1")
_HEARD = 3
"""Letters of a word from which on its sound is compared."""
_SOUNDED = "en"
"""What `sound` hears with: an English voice's ear, to which "Trance" is a German slur."""


def coarse(tokens: Sequence[str], language: str, plain: Collection[str]) -> Iterator[str]:
    """Yield what is coarse among tokens of fixed wording.

    Args:
        tokens: In lower case.
        language: Primary tag of the wording.
        plain: Words that the editors of this language know to be harmless.
    """
    known = _known(int(time.monotonic() / LOOK_AGAIN_S))
    for token in tokens:
        terms = _hidden(token, language, known)
        if terms and (token not in plain or any(term.language == language for term in terms)):
            yield token
    yield from _apart(tokens, known)


@lru_cache(maxsize=1)
def _known(_look: int) -> Lexicon:
    """The tables are looked at again only now and then, as for titles."""
    return lexicon()


@lru_cache(maxsize=16_384)
def _hidden(token: str, language: str, known: Lexicon) -> tuple[Term, ...]:
    """Find the coarse words that a token is, or holds between its hyphens."""
    forms = {part for form, _ in spellings.forms(token) for part in (form, *_JOINTS.split(form))}
    terms = {term for form in forms for term in _terms(form, language, known)}
    # Another language's word counts in its own letters only: "mosén" is no "mosen".
    return tuple(term for term in terms if term.language == language
                 or (token.isascii() and _is_hard(term, language)))  # fmt: skip


def _terms(word: str, language: str, known: Lexicon) -> Iterator[Term]:
    yield from known.words.get(word, ())
    if _DRAWN_OUT.search(word):
        yield from known.drawn_out.get(once(word), ())
    is_heard = len(word) >= _HEARD and word.isascii() and word not in known.innocent
    if language == _SOUNDED and is_heard:
        yield from (t for t in known.sounds.get(sound(word), ()) if t.language == language)


def _is_hard(term: Term, language: str) -> bool:
    return (term.language in SPOKEN and term.severity > Severity.MILD
            and language not in term.harmless)  # fmt: skip


def _apart(tokens: Sequence[str], known: Lexicon) -> Iterator[str]:
    """Put together what was written in pieces, such as one letter at a time."""
    alone = [token for token in tokens if len(token) == 1]
    if len(alone) < _HEARD or not any(map(str.isalpha, alone)):
        return
    words = [token for token in tokens if token.isalpha()]
    for word in spellings.apart(words):
        if any(term.severity > Severity.MILD for term in known.words.get(word, ())):
            yield word
