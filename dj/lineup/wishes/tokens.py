"""Cut a wish into words that can be compared, and remember where each one stood."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from dj.model.names import fold

INNER, WIDE, MINUS = "-", " - ", " -"
"""Dashes: inside ``hip-hop``, between ``Artist - Title``, before ``jazz -rap``."""
WISH_LIMIT = 1_000
"""Characters of a wish that are read; a longer one is cut, and the answer says so."""

_TOKEN = re.compile(
    r"\d+\.\d+"
    r"|[^\W_]+(?:['’ʼ´`\u00ad\u200b-\u200d\u2060][^\W_]+)*"
    r"|(?P<link>[&+~])"
    r"|(?P<dash>(?<=\d)\s?[-–—]\s?(?=\d))"
    r"|(?P<line>[-–—−]+)"
    r"|(?P<stop>[,;:.!?/()\n|]+)"
    r"|(?P<quote>[\"“”«»„])"
    r"|(?P<sign>[\u2600-\u27bf\U0001f300-\U0001faff]+)"
)
_COUNTED = re.compile(r"(\d+)(hrs?|h|mins?|minutes?|m|bpm)(\d*)")
_MARKS = str.maketrans("", "", "'’ʼ´`")
_LINKS = {"and": "&", "+": "&", "n": "&"}
"""Ways to write ``&``, in wishes and in names alike."""


@dataclass(frozen=True, slots=True)
class Token:
    """One word of a wish."""

    word: str
    """Folded, without apostrophes; ``&`` for what links, ``-`` between two numbers."""
    start: int
    """Where it begins in the wish, in characters."""
    end: int
    stop: bool = False
    """A comma or the like stands before it."""
    quote: int = 0
    """Number of the quotation it is in, from 1; 0 outside."""
    name_like: bool = False
    """Written with a capital where a plain word would have none."""
    dash: str = ""
    """What dash stands before it: ``INNER`` in a word, ``WIDE``, a ``MINUS``, or none."""


def words(text: str) -> tuple[str, ...]:
    """Return the words of a name or phrase as a wish's are compared."""
    return tuple(token.word for token in tokens(text))


def tokens(text: str) -> list[Token]:
    """Cut a text into tokens, in order."""
    cut = list(_marked(text[:WISH_LIMIT]))
    telling = not all(token.name_like for token in cut) or len(cut) == 2
    if cut and not (telling and cut[0].name_like and len(cut) > 1 and cut[1].name_like):
        cut[0] = replace(cut[0], name_like=False)  # any first word may have a capital
    return cut if telling else [replace(token, name_like=False) for token in cut]


def _marked(text: str) -> Iterator[Token]:
    stop, quotes, dash = False, 0, ""
    for found in _TOKEN.finditer(text):
        kind = found.lastgroup
        if kind == "stop":
            stop = True
            continue
        if kind == "quote":
            quotes += 1
            continue
        if kind == "line":
            dash = _dash(found)
            continue
        quote = quotes // 2 + 1 if quotes % 2 else 0
        likely = found.group()[:1].isupper()
        for word, start, end in _parts(found, kind):
            yield Token(word, start, end, stop, quote, likely, dash)
            stop, dash = False, ""


def _dash(found: re.Match[str]) -> str:
    text, mark = found.string, found.group()
    before = not text[: found.start()] or text[found.start() - 1].isspace()
    behind = text[found.end() : found.end() + 1].isspace()
    if (before and behind) or mark in "–—" or len(mark) > 1:
        return WIDE
    return MINUS if before else INNER


def _parts(found: re.Match[str], kind: str | None) -> Iterator[tuple[str, int, int]]:
    written, start, end = found.group(), found.start(), found.end()
    if kind == "dash":
        yield "-", start, end
        return
    word = fold(written).translate(_MARKS)
    counted = _COUNTED.fullmatch(word) if word.isascii() and len(word) == len(written) else None
    if counted:
        spans = [(group, start + counted.start(n), start + counted.end(n))
                 for n, group in enumerate(counted.groups(), 1) if group]  # fmt: skip
        yield from spans
    elif word:
        yield _LINKS.get(word, word), start, end
