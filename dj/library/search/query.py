"""What does a person ask for? Words, phrases in quotes, and words for one field alone.

Everything is taken as words, so no text can be a mistake and none becomes an expression of the
index. A field that is not known is words, too: some titles have a colon.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dj.library.letters import key, pieces, words

FIELDS = {
    "title": "title", "song": "title", "artist": "artist", "by": "artist", "album": "album",
    "genre": "genre", "tag": "genre", "work": "work", "language": "language", "year": "year",
    "note": "note",
}  # fmt: skip
"""What may be written before a colon → the field that is meant."""
MOST_LETTERS = 1024
"""Letters of a query that count."""
MOST_TERMS = 16
"""Words that are looked for; the first of a longer text are."""
_YEARS = (1000, 2999)
_PART = re.compile(r'(?:(\w+):)?(?:"([^"]*)"|(\S+))')
_SPAN = re.compile(r"(\d{4})(s)?(?:(-)(\d{4})?)?|-(\d{4})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One thing that a song must have."""

    words: tuple[str, ...]
    """A word, or several that must follow each other; empty for a span of years."""
    pieces: tuple[str, ...] = ()
    """Single letters of a script without spaces."""
    field: str = ""
    """Where it must be; empty for anywhere."""
    exact: bool = False
    """Written in quotes: never read as another word."""
    begins: bool = False
    """The word may go on: the last one, which may not be typed to its end."""
    years: tuple[int, int] | None = None
    """First and last year of a span."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """What is asked for."""

    whole: str
    """All of it without spaces and signs, as a name would be kept."""
    terms: tuple[Term, ...]
    plain: bool
    """Words alone, so that all of it may be one name."""


def read(text: str) -> Query:
    """Read what a person wrote."""
    short = " ".join(text[:MOST_LETTERS].split())
    terms = list(_terms(short))[:MOST_TERMS]
    plain = not any(term.field or term.exact for term in terms)
    if terms and _may_go_on(terms[-1], text):
        terms[-1] = Term(words=terms[-1].words, pieces=terms[-1].pieces, field=terms[-1].field,
                         begins=True)  # fmt: skip
    return Query(whole=key(short), terms=tuple(terms), plain=plain)


def as_typed(parts: Sequence[str]) -> str:
    """Join the arguments of a command, from which a shell has taken the quotes.

    Example:
        >>> as_typed(["artist:Ana Lee", "moon"])
        'artist:"Ana Lee" moon'
    """
    return " ".join(map(_quoted, parts))


def _quoted(part: str) -> str:
    field, _, rest = part.partition(":")
    lost = field.lower() in FIELDS and " " in rest.strip() and '"' not in rest
    return f'{field}:"{rest.strip()}"' if lost else part


def _may_go_on(term: Term, text: str) -> bool:
    return not term.exact and term.years is None and bool(term.words) and not text[-1:].isspace()


def _terms(text: str) -> Iterator[Term]:
    for found in _PART.finditer(text):
        field = FIELDS.get((found[1] or "").lower(), "")
        if found[1] and not field:
            yield from _plain(found[1], "")
        yield from _part(found, field)


def _part(found: re.Match[str], field: str) -> Iterator[Term]:
    quoted, bare = found[2], found[3]
    years = _years(quoted or bare or "") if field == "year" else None
    if years:
        yield Term(words=(), field=field, years=years)
    elif quoted is not None:
        if said := words(quoted):
            yield Term(words=said, pieces=pieces(quoted), field=field, exact=True)
    else:
        yield from _plain(bare, field)


def _plain(text: str, field: str) -> Iterator[Term]:
    said = words(text)
    for word in said:
        yield Term(words=(word,), pieces=pieces(word), field=field)
    if not said and (signs := pieces(text)):
        yield Term(words=(), pieces=signs, field=field)


def _years(text: str) -> tuple[int, int] | None:
    """Read ``1994``, ``1990s``, ``1990-1999``, ``1990-`` or ``-1999``."""
    found = _SPAN.fullmatch(text.strip())
    if found is None:
        return None
    if found[5]:
        return _YEARS[0], int(found[5])
    first = int(found[1])
    if found[3]:
        return first, int(found[4]) if found[4] else _YEARS[1]
    return first, first + 9 if found[2] else first
