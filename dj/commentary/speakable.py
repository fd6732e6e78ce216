"""From a hostile tag to text that may be spoken.

Text is typed by what has been done to it: `Untrusted` (as tagged) → `PlainText` (bounded, without
controls) → `Speakable` (one name an engine can say and cannot obey). The order of the steps is the
safety property: bounds first, so that nothing after them sees more than a kilobyte; every step is
one pass over the characters, without backtracking.
"""

import re
import unicodedata
from collections.abc import Collection, Iterator
from typing import NewType

Untrusted = NewType("Untrusted", str)
"""As found in a file: any length, any character."""
PlainText = NewType("PlainText", str)
"""Bounded, NFC, one line, no controls; fit for a screen."""
Speakable = NewType("Speakable", str)
"""Fit for a voice: at most `MAX_SPOKEN` characters, no markup of any engine."""

MAX_POINTS = 1024
"""Code points looked at."""
MAX_BYTES = 4096
"""UTF-8 bytes looked at."""
MAX_MARKS = 8
"""Combining marks kept on one base character."""
MAX_SPOKEN = 200
"""Characters a host may be asked to say for one name."""

_DROPPED_CATEGORIES = frozenset({"Cc", "Cf", "Co", "Cn", "Cs"})
_VARIATION = (range(0xFE00, 0xFE10), range(0xE0100, 0xE01F0))
_PAIRS = {"(": ")", "[": "]", "{": "}", "（": "）", "【": "】", "［": "］"}
_TAIL = re.compile(
    r"^(?:feat|ft|featuring|bonus|deluxe|explicit|clean|acoustic|instrumental|mono|stereo|demo)\b|"
    r"^live(?: (?:at|from|in|on)\b| \d|$)|\bremaster(?:ed)?\b|"
    r"\b(?:version|edit|mix|remix|edition|demo|reissue|soundtrack|ost|session|take \d+)$",
    re.IGNORECASE,
)
_DASH_TAIL = re.compile(
    r"\b(remaster(?:ed)?|(?:radio|single|album|mono|stereo|live|extended) (?:edit|version|mix)|"
    r"live(?: at| in| from)?|mono|stereo|bonus track|demo|explicit)\b",
    re.IGNORECASE,
)
_FEATURING = re.compile(r"\s(?:feat\.?|ft\.?|featuring)\s", re.IGNORECASE)
_MARKUP = {ord(c): " " for c in "<>[]{}|\\^~`*_=#"} | {ord("&"): " and ", ord("+"): " plus "}
_TOKEN = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_NOBODY = frozenset(
    {"", "unknown", "unknown artist", "various artists", "various", "va", "untitled", "n/a", "none",
     "no artist", "no title", "unknown album", "unknown title"}
)  # fmt: skip
_NUMBERED = re.compile(r"(?:audio ?)?(?:track|titel|piste|pista) ?\d{1,4}", re.IGNORECASE)


def plain(text: Untrusted | str) -> PlainText | None:
    """Bound a tag and take everything out of it that is not text.

    Returns:
        NFC text on one line, or None if it holds characters no text has, or nothing at all.
    """
    capped = text[:MAX_POINTS].encode("utf-8", "surrogatepass")[:MAX_BYTES]
    try:
        bounded = _without_torn_end(capped).decode("utf-8")
    except UnicodeDecodeError:
        return None
    if any(_is_noncharacter(ord(c)) for c in bounded):
        return None
    kept = "".join(_kept(bounded))
    line = " ".join(unicodedata.normalize("NFC", kept).split())
    return PlainText(line) if line else None


def speakable(
    text: PlainText | None, *, unspoken: Collection[str] = frozenset()
) -> Speakable | None:
    """Make a title or name that a host can say.

    Args:
        text: From `plain`.
        unspoken: Folded words that keep a name from being said; whole words only.

    Returns:
        The name, or None if it is better not to speak it.
    """
    if text is None:
        return None
    bare = _without_dash_tail(_without_bracket_tails(text))
    words = " ".join(bare.translate(_MARKUP).split()).strip(" -–—,;:/")
    if not 0 < len(words) <= MAX_SPOKEN or not any(c.isalnum() for c in words):
        return None
    if words.casefold() in _NOBODY or _NUMBERED.fullmatch(words):
        return None
    if any(token.casefold() in unspoken for token in _TOKEN.findall(words)):
        return None
    return Speakable(words)


def credited(text: PlainText | None) -> PlainText | None:
    """Cut an artist's credit before its guests: ``A feat. B`` is ``A``."""
    if text is None:
        return None
    found = _FEATURING.search(text)
    return PlainText(text[: found.start()]) if found else text


def _without_torn_end(data: bytes) -> bytes:
    """Drop a multi-byte character that the cap cut in two."""
    for back in range(1, min(4, len(data)) + 1):
        byte = data[-back]
        if byte & 0xC0 != 0x80:
            length = 1 if byte < 0x80 else 2 if byte < 0xE0 else 3 if byte < 0xF0 else 4
            return data[:-back] if length > back else data
    return data


def _is_noncharacter(point: int) -> bool:
    return 0xFDD0 <= point <= 0xFDEF or point & 0xFFFE == 0xFFFE


def _kept(text: str) -> Iterator[str]:
    marks = 0
    for char in text:
        category = unicodedata.category(char)
        marks = marks + 1 if category in {"Mn", "Me"} else 0
        if char.isspace():
            yield " "
        elif category not in _DROPPED_CATEGORIES and marks <= MAX_MARKS and not _is_variation(char):
            yield char


def _is_variation(char: str) -> bool:
    return any(ord(char) in span for span in _VARIATION)


def _without_bracket_tails(text: str) -> str:
    """Cut bracketed remarks about the release; brackets that belong to the title stay as words."""
    out: list[str] = []
    open_at: list[tuple[str, int]] = []
    for char in text:
        if char in _PAIRS:
            open_at.append((_PAIRS[char], len(out)))
        out.append(char)
        if open_at and char == open_at[-1][0]:
            _, start = open_at.pop()
            inside = "".join(out[start + 1 : -1]).strip()
            if start and _TAIL.search(inside):
                del out[start:]
            else:
                out[start], out[-1] = " ", " "
    return "".join(c for c in out if c not in "()（）")


def _without_dash_tail(text: str) -> str:
    head, dash, tail = text.rpartition(" - ")
    return head if dash and head.strip() and _DASH_TAIL.search(tail) else text
