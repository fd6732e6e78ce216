"""What a sung syllable is: a consonant and one or two vowels, and their resonances.

A syllable is spelled as an optional consonant and a vowel of the tables below: ``la``, ``noo``,
``shine`` is not one but ``shy`` is. Formants are those of an adult man singing (after Peterson and
Barney, and Sundberg for the upper three); each singer scales them.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

Formants = tuple[float, float, float]

FORMANTS_HZ: Final[Mapping[str, Formants]] = MappingProxyType(
    {
        "a": (710.0, 1130.0, 2500.0),
        "o": (480.0, 880.0, 2450.0),
        "u": (330.0, 820.0, 2300.0),
        "i": (300.0, 2150.0, 2850.0),
        "e": (500.0, 1750.0, 2500.0),
        "^": (580.0, 1250.0, 2450.0),
        "m": (250.0, 1100.0, 2200.0),
    }
)
"""The first three resonances of each vowel sound, and of a closed-lip hum."""

VOWELS: Final[Mapping[str, tuple[str, str]]] = MappingProxyType(
    {
        "ah": ("a", "a"), "a": ("a", "a"), "oh": ("o", "u"), "o": ("o", "o"), "oo": ("u", "u"),
        "ee": ("i", "i"), "eh": ("e", "e"), "ay": ("e", "i"), "y": ("a", "i"), "ow": ("a", "u"),
        "uh": ("^", "^"), "aw": ("o", "o"), "m": ("m", "m"),
    }
)  # fmt: skip
"""Spelling → the vowel sounds at the start and at the end."""

CONSONANTS_HZ: Final[Mapping[str, Formants]] = MappingProxyType(
    {
        "": (0.0, 0.0, 0.0),
        "l": (350.0, 1150.0, 2700.0),
        "n": (270.0, 1500.0, 2500.0),
        "m": (250.0, 1000.0, 2200.0),
        "w": (300.0, 650.0, 2200.0),
        "y": (280.0, 2200.0, 2900.0),
        "r": (330.0, 1100.0, 1600.0),
        "v": (250.0, 1100.0, 2300.0),
        "b": (220.0, 800.0, 2200.0),
        "d": (250.0, 1700.0, 2600.0),
        "t": (300.0, 1750.0, 2700.0),
        "h": (0.0, 0.0, 0.0),
        "s": (300.0, 1700.0, 2600.0),
        "sh": (300.0, 1800.0, 2400.0),
        "f": (250.0, 1000.0, 2200.0),
    }
)
"""Where the mouth is when the consonant opens into the vowel; zeros start on the vowel itself."""

HISSES: Final[Mapping[str, tuple[float, float, float]]] = MappingProxyType(
    {
        "t": (0.022, 3200.0, 0.5), "d": (0.010, 2600.0, 0.2), "b": (0.008, 700.0, 0.2),
        "h": (0.060, 1300.0, 0.12), "s": (0.085, 5500.0, 0.28), "sh": (0.085, 2800.0, 0.28),
        "f": (0.070, 4500.0, 0.10), "v": (0.030, 3000.0, 0.04),
    }
)  # fmt: skip
"""Noise at the start of the syllable: (seconds, lowest hertz, level)."""

_SPELLING: Final = re.compile(r"^(sh|[lnmwyrvbdthsf]?)(ah|oh|oo|ee|eh|ay|ow|uh|aw|a|o|y|m)$")


@dataclass(frozen=True, slots=True)
class Syllable:
    """One sung syllable."""

    consonant: str = ""
    start: str = "a"
    end: str = "a"


def read_syllable(spelled: str) -> Syllable | None:
    """Return the syllable that a spelling stands for, or None when it is not one."""
    found = _SPELLING.match(spelled.lower())
    if found is None:
        return None
    start, end = VOWELS[found[2]]
    return Syllable(found[1], start, end)
