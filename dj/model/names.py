"""When are two names the same name? One answer for every room.

`fold` is for comparing only; what people see or hear keeps its own spelling. It follows Unicode
NFKC and full case folding, drops accents from Latin, Greek and Cyrillic letters (but not the
voicing marks of kana, which are other letters), and ignores invisible characters.
"""

import re
import unicodedata
from functools import lru_cache

NAME_LIMIT = 1024
"""Characters of a name that count; hostile tags may hold a hundred thousand."""

_ACCENTS = re.compile("[\u0300-\u036f]")
_PLAIN = str.maketrans({
    "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h",
    "’": "'", "‘": "'", "ʼ": "'", "´": "'", "`": "'", "“": '"', "”": '"', "„": '"',
    "‐": "-", "‑": "-", "‒": "-", "–": "-", "—": "-", "−": "-",
})  # fmt: skip


@lru_cache(maxsize=65_536)
def fold(text: str) -> str:
    """Return the form of a name that is equal for equal names, such as ``beyonce``.

    Example:
        >>> fold("  BEYONCÉ\u200b ") == fold("Beyonce\u0301")
        True
    """
    short = text[:NAME_LIMIT]
    if short.isascii() and short.isprintable():
        return " ".join(short.casefold().translate(_PLAIN).split())
    wide = unicodedata.normalize("NFKC", short).casefold()
    bare = _ACCENTS.sub("", unicodedata.normalize("NFKD", wide)).translate(_PLAIN)
    seen = "".join(map(_visible, unicodedata.normalize("NFC", bare)))
    return " ".join(seen.split())


def primary_language(tag: str) -> str:
    """Return the language of a BCP 47 tag: ``en`` for ``en-GB``; regions and scripts go."""
    return tag.partition("-")[0].casefold()


def one_line(text: str) -> str:
    """Fold every kind of white space and drop what a line of text must not hold.

    Of the invisible characters only the joiner stays, which makes one picture of several emoji.
    """
    kept = (c if c.isprintable() or c == "\u200d" else " " for c in text)
    return " ".join("".join(kept).split())


def _visible(character: str) -> str:
    """Turn controls into spaces and drop characters without a shape of their own."""
    category = unicodedata.category(character)
    if category in ("Cc", "Zl", "Zp"):
        return " "
    return "" if category in ("Cf", "Cs", "Cn") else character
