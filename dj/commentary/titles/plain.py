"""The first steps: a tag is cut to a kilobyte and loses everything that is not text."""

import re
import unicodedata
from collections.abc import Iterator
from typing import NewType

Untrusted = NewType("Untrusted", str)
"""As found in a file: any length, any character."""
PlainText = NewType("PlainText", str)
"""Bounded, NFC, one line, no controls; fit for a screen."""

MAX_POINTS = 1024
"""Code points looked at."""
MAX_BYTES = 4096
"""UTF-8 bytes looked at."""
MAX_MARKS = 8
"""Combining marks kept on one base character."""

_DROPPED_CATEGORIES = frozenset({"Cc", "Cf", "Co", "Cn", "Cs"})
_VARIATION = (range(0x180B, 0x1810), range(0xFE00, 0xFE10), range(0xE0100, 0xE01F0))
_FILLERS = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
"""Letters and marks by category that show nothing, and so hide between others."""
_OVERRIDDEN = re.compile("\u202e([^\u202a-\u202e\u2066-\u2069]*)")
"""A right-to-left override shows its run backwards: what counts is what people read."""
_FEATURING = re.compile(r"\s(?:feat\.?|ft\.?|featuring)\s", re.IGNORECASE)


def plain(text: Untrusted | str) -> PlainText | None:
    """Bound a tag and take everything out of it that is not text.

    Returns:
        NFC text on one line, or None if it holds characters no text has, or nothing at all.
    """
    short = text[:MAX_POINTS]
    if short.isascii() and short.isprintable():
        return _line(short)
    capped = short.encode("utf-8", "surrogatepass")[:MAX_BYTES]
    try:
        bounded = _without_torn_end(capped).decode("utf-8")
    except UnicodeDecodeError:
        return None
    if any(_is_noncharacter(ord(c)) for c in bounded):
        return None
    shown = _OVERRIDDEN.sub(lambda run: run[1][::-1], bounded)
    return _line(unicodedata.normalize("NFC", "".join(_kept(shown))))


def credited(text: PlainText | None) -> PlainText | None:
    """Cut an artist's credit before its guests: ``A feat. B`` is ``A``."""
    if text is None:
        return None
    found = _FEATURING.search(text)
    return PlainText(text[: found.start()]) if found else text


def _line(text: str) -> PlainText | None:
    return PlainText(" ".join(text.split())) or None


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
        elif category not in _DROPPED_CATEGORIES and marks <= MAX_MARKS and not _is_hidden(char):
            yield char


def _is_hidden(char: str) -> bool:
    return char in _FILLERS or any(ord(char) in span for span in _VARIATION)
