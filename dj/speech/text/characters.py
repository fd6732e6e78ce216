"""Which characters reach a voice: letters it can read, digits and plain punctuation, no others.

An allow-list, because every engine has its own markup: espeak reads ``[[phonemes]]``, neural
voices ``[word](/phonemes/)``, others XML. Without brackets, slashes, angles, ampersands and
backslashes none of them can start, whatever a title says. Lengths are cut before any Unicode
normalisation: that is quadratic in combining marks on older Pythons.
"""

import re
import unicodedata
from functools import lru_cache

from dj.model.names import primary_language

MOST_POINTS = 1024
"""Code points of a name or line that are looked at; the rest is cut."""
_MOST_MARKS = 8
"""Combining marks kept on one letter."""
_SCRIPTS = {
    "ru": "CYRILLIC",
    "uk": "CYRILLIC",
    "bg": "CYRILLIC",
    "sr": "CYRILLIC",
    "el": "GREEK",
}
"""What voices of a language read besides Latin; English ones drop it or name each letter."""
_MORE_LATIN = frozenset("æœøßẞðþđłħıŋəÆŒØÐÞĐŁĦŊƏ")
"""Letters without an ASCII letter inside that names are written with; clicks and such are not."""
_PUNCTUATION = frozenset(".,!?;:'-")
_BECOMES = str.maketrans(
    {
        "‘": "'",
        "’": "'",
        "‚": "'",
        "ʼ": "'",
        "`": "'",
        "´": "'",
        "–": ", ",
        "—": ", ",
        "…": ", ",
        "(": ", ",
        ")": ", ",
        "[": ", ",
        "]": ", ",
    }
)
_TIDY = (
    (re.compile(r"\s+"), " "),
    (re.compile(r"(?<![\w.])[-']+(?!\w)|(?<!\w)-+"), " "),
    (re.compile(r"\s+(?=[.,!?;:])"), ""),
    (re.compile(r"[,;:]+(?=[.!?])"), ""),
    (re.compile(r"([!?])[.!?]+"), r"\1"),
    (re.compile(r"\.[.!?]+(?=\s|$)"), "."),
    (re.compile(r"([,;:])[,;:]+"), r"\1"),
    (re.compile(r"^[\s.,!?;:]+"), ""),
    (re.compile(r"\s+"), " "),
)


def shorten(text: str) -> str:
    """Cut to `MOST_POINTS` code points and few marks a letter, without normalising anything."""
    kept: list[str] = []
    marks = 0
    for char in text[:MOST_POINTS]:
        marks = marks + 1 if unicodedata.combining(char) else 0
        if marks <= _MOST_MARKS:
            kept.append(char)
    return "".join(kept)


def flatten(text: str) -> str:
    """Compatibility forms to plain ones (wide, bold, ligature letters), control signs away.

    For speech only: captions keep what was written. Expects `shorten`ed text.
    """
    plain = unicodedata.normalize("NFKC", text)[: 4 * MOST_POINTS]
    return "".join(
        " " if char in "\t\n\r\x0b\x0c\x1c\x1d\x1e\x1f\x85\u2028\u2029" else char
        for char in plain
        if char.isspace() or unicodedata.category(char)[0] != "C"
    )


def inert(text: str, language: str = "en") -> str:
    """Keep only what a voice of this language can read aloud and no engine takes for markup."""
    plain = text.translate(_BECOMES)
    kept = "".join(_kept(char, language) for char in plain)
    for pattern, becomes in _TIDY:
        kept = pattern.sub(becomes, kept)
    return kept.strip(" ,;:")


def speakable_share(text: str, language: str = "en") -> float:
    """Share of the letters and digits that a voice of this language can read, 0 to 1."""
    letters = [char for char in text if char.isalnum()]
    if not letters:
        return 0.0
    return sum(map(bool, (_letter(char, language) for char in letters))) / len(letters)


def _kept(char: str, language: str) -> str:
    if char in _PUNCTUATION:
        return char
    return _letter(char, language) if char.isalnum() else _mark(char)


def _mark(char: str) -> str:
    return "" if unicodedata.category(char).startswith(("M", "C")) else " "


@lru_cache(maxsize=4096)
def _letter(char: str, language: str) -> str:
    if char.isdecimal():
        return str(unicodedata.decimal(char))
    if unicodedata.normalize("NFKD", char)[0].isascii() or char in _MORE_LATIN:
        return char
    script = unicodedata.name(char, "").partition(" ")[0]
    return char if script == _SCRIPTS.get(primary_language(language)) else ""
