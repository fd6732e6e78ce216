"""How long a voice will take to say a text, before there is a voice.

An English sentence of ordinary words comes out at about 165 words per minute. The true length is
measured from the take; this is for choosing and for planning without sound.
"""

import re
import unicodedata
from functools import lru_cache

WORD_S = 0.125
"""Fixed part of one word, in seconds."""
SYLLABLE_S = 0.17
"""One syllable, in seconds."""
SENTENCE_PAUSE_S = 0.25
"""Pause after a sentence, in seconds."""
COMMA_PAUSE_S = 0.12
"""Pause at a comma, in seconds."""

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_VOWELS = re.compile(r"[aeiouyà-öø-ý]+", re.IGNORECASE)
_SILENT_END = re.compile(r"(?:[^laeiouy]e|[^tdaeiouy]ed)$", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?…]+(?=\s|$)")
_COMMA = re.compile(r"[,;:–—](?=\s)")


def estimate(text: str) -> float:
    """Estimate the spoken length of a text in seconds; 0 for no words."""
    words = _WORD.findall(text)
    if not words:
        return 0.0
    spoken = sum(WORD_S + SYLLABLE_S * syllables(word) for word in words)
    pauses = max(0, len(_SENTENCE_END.findall(text)) - 1)
    commas = len(_COMMA.findall(text))
    return round(spoken + SENTENCE_PAUSE_S * pauses + COMMA_PAUSE_S * commas, 2)


@lru_cache(maxsize=16_384)
def syllables(word: str) -> int:
    """Count the syllables of one word, at least 1; digits are counted as they are spoken."""
    if word.isdecimal():
        return _digit_syllables(len(word))
    if any(unicodedata.category(char) == "Lo" for char in word):
        return len(word)
    if not word.isascii() and not _VOWELS.search(word):
        return max(1, round(len(word) / 2.4))
    count = len(_VOWELS.findall(word))
    if count > 1 and _SILENT_END.search(word):
        count -= 1
    return max(1, count)


def _digit_syllables(digits: int) -> int:
    """``7`` is one syllable, ``42`` three, ``365`` six, ``1994`` five."""
    return {1: 1, 2: 3, 3: 6, 4: 5}.get(digits, digits + 2)
