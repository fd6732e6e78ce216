"""Where one sentence ends and the next begins; never inside a name or after "No." or "feat."."""

import itertools
import re
from collections.abc import Sequence

# fmt: off
_GERMAN_DAY = re.compile(
    r"\d\.\s+(?:Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember)\b"
)
# fmt: on
Span = tuple[int, int]
"""Start and end in characters; the end is not included."""

_END = re.compile(r"[.!?…]+[\"'”’)\]]*\s+")
# fmt: off
_ABBREVIATIONS = frozenset({
    "no", "nos", "nr", "vol", "pt", "op", "feat", "ft", "vs", "v", "dr", "mr", "mrs", "ms", "st",
    "jr", "sr", "approx", "ca", "min", "max", "incl", "e.g", "i.e",
})
# fmt: on


def split(text: str, names: Sequence[Span] = ()) -> list[Span]:
    """Cut a text into sentences, without the white space between them."""
    cuts = [match.end() for match in _END.finditer(text) if _ends(text, match, names)]
    edges = [0, *cuts, len(text)]
    spans = [_stripped(text, a, b) for a, b in itertools.pairwise(edges)]
    return [(a, b) for a, b in spans if a < b]


def _stripped(text: str, start: int, end: int) -> Span:
    piece = text[start:end]
    start += len(piece) - len(piece.lstrip())
    return start, max(start, start + len(piece.strip()))


def _ends(text: str, match: re.Match[str], names: Sequence[Span]) -> bool:
    space, following = match.end() - 1, match.end()
    if following >= len(text) or any(a <= space < b for a, b in names):
        return False
    if _GERMAN_DAY.match(text, max(0, match.start() - 1)):
        return False
    begins_name = any(a == following for a, _ in names)
    if text[following].islower() and not begins_name:
        return False
    return match[0].strip() != "." or not _abbreviated(text[: match.start()], match.start(), names)


def _abbreviated(before: str, dot: int, names: Sequence[Span]) -> bool:
    if any(a < dot <= b for a, b in names):
        return False
    word = re.split(r"[\s(\"“]", before)[-1]
    return word.lower() in _ABBREVIATIONS or (len(word) == 1 and word.isupper() and word != "I")
