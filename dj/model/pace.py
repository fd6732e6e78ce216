"""How long a text takes to say, before anyone says it.

A linear rule: so many seconds per letter, syllable, word and pause, fitted by least squares of the
relative error to clips made at rate 1 and measured after trimming. The true length is measured from
the take; this is for choosing words and for planning without a sound.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from dj.model.names import primary_language

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_VOWELS = re.compile(r"[aeiouyà-öø-ý]+", re.IGNORECASE)
_PAUSE = re.compile(r"[,;:–—](?=\s)")
_SENTENCE = re.compile(r"[.!?…]+(?=\s|$)")
_LEAST_S = 0.1
_LETTERS_A_SYLLABLE = 2.8
"""Of what is not written in letters that sound one by one: numbers and syllabic scripts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """One voice's speed at rate 1, in seconds."""

    letter: float
    syllable: float
    word: float
    pause: float
    """At a comma, semicolon, colon or dash."""
    sentence: float
    """Between a sentence and the next."""

    def seconds(self, text: str) -> float:
        """Estimate the length of a text, as written or spelled out; 0 for nothing to say."""
        words = [measured(word) for word in _WORD.findall(text)]
        if not words:
            return 0.0
        gaps = max(0, len(_SENTENCE.findall(text.strip())) - 1)
        spoken = sum(self.letter * one.letters + self.syllable * one.syllables for one in words)
        pauses = self.pause * len(_PAUSE.findall(text)) + self.sentence * gaps
        return max(_LEAST_S, spoken + self.word * len(words) + pauses)


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """What of a word takes time."""

    letters: float
    syllables: int
    """At least 1; digits are counted as they are spoken."""


@lru_cache(maxsize=16_384)
def measured(word: str) -> Measure:
    """Measure one word; what is not written letter by letter counts by its syllables."""
    if word.isdecimal():
        syllables = _DIGITS.get(len(word), len(word) + 2)
    elif any(unicodedata.category(char) == "Lo" for char in word):
        syllables = len(word)
    else:
        vowels = len(_VOWELS.findall(word))
        guessed = vowels if vowels or word.isascii() else round(len(word) / 2.4)
        return Measure(letters=len(word), syllables=max(1, guessed))
    return Measure(letters=_LETTERS_A_SYLLABLE * syllables, syllables=syllables)


_DIGITS = {1: 1, 2: 3, 3: 6, 4: 5}
"""``7`` has one syllable, ``42`` three, ``365`` six, ``1994`` five."""

PACES: Mapping[tuple[str, str], Pace] = MappingProxyType({
    ("hibari", "en"): Pace(letter=0.0443, syllable=0.0411, word=0.0283, pause=0.217,
                           sentence=0.758),
    ("pico", "de"): Pace(letter=0.0452, syllable=0.0685, word=0.0335, pause=0.338,
                         sentence=0.650),
    ("pico", "es"): Pace(letter=0.0683, syllable=0.0123, word=0.0314, pause=0.397,
                         sentence=0.591),
    ("pyttsx3", "en"): Pace(letter=0.0571, syllable=0.004, word=0.0516, pause=0.241,
                            sentence=0.332),
    ("pyttsx3", "de"): Pace(letter=0.0447, syllable=0.0235, word=0.0922, pause=0.203,
                            sentence=0.494),
    ("pyttsx3", "es"): Pace(letter=0.0578, syllable=0.0, word=0.0823, pause=0.303,
                            sentence=0.390),
})  # fmt: skip
"""(engine, primary language) → pace, none below zero. On as many other clips of one to three
sentences each, 291 to 320 in English, 80 of pico's, 32 of pyttsx3's own in German and Spanish, the
median error is 3.6, 3.7, 2.4, 3.7, 4.5 and 2.6 %; 95 of 100 are within 10, 16, 8, 11, 13 and 11 %.
Measured anew by ``python -m benchmarks.pace``.
"""
USUAL = PACES["hibari", "en"]
"""For a voice that nobody has measured."""


def pace(engine: str = "", language: str = "en") -> Pace:
    """Find the pace of an engine in a language, else in English, else the usual one."""
    primary = primary_language(language)
    return PACES.get((engine, primary)) or PACES.get((engine, "en")) or USUAL
