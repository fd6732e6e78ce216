"""Titles and names as a voice says them: the lexicon first, then signs; no rules for prose.

"50 Cent", "blink-182" and "1975" are data, not prose: each engine reads them as they are.
"""

import re
from dataclasses import dataclass

from dj.speech.text.characters import flatten, inert, shorten, speakable_share
from dj.speech.text.lexicon import Lexicon
from dj.speech.text.name_signs import read_signs
from dj.speech.text.name_words import name_words

_LONGEST = 200
"""Spoken characters; a longer title is not read out."""
_LONGEST_WORD = 45
"""A longer one is a noise, and would be spelled letter by letter for half a minute."""
_MANY_DIGITS = re.compile(r"\s*(\d{8,})\s*")
"""Engines break on a number they cannot count to, or count it for half a minute."""
_LEAST_SHARE = 0.5
"""Of a name's letters must be readable, or what is left would be another name."""
_EDITION = (
    r"(?:\d{4}\s+)?(?:digital(?:ly)?\s+)?(?:remaster(?:ed)?|mono|stereo|album version"
    r"|single version|original mix|deluxe(?: edition)?|bonus track|explicit)"
    r"(?:\s+(?:version|edition|mix))?(?:\s+\d{4})?"
)
_TAILS = (
    re.compile(rf"\s*[(\[]{_EDITION}[)\]]\s*$", re.IGNORECASE),
    re.compile(rf"\s+-\s+{_EDITION}\s*$", re.IGNORECASE),
)
_CREDIT = re.compile(
    r"(\s*,\s+|\s+&\s+|\s*;\s*|\s+[x×]\s+|\s+(?:feat|ft)\.?\s+|\s+(?:featuring|with|and)\s+)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SpokenName:
    """A name ready for a voice, or an honest stand-in for it."""

    text: str
    is_lost: bool = False
    """True if the name itself cannot be read by this voice."""


def say_name(name: str, word: str, lexicon: Lexicon, language: str = "en") -> SpokenName:
    """Turn a title or name into words. `word` is the editors' word, such as ``next.title``."""
    written = flatten(shorten(name)).strip()
    listed = lexicon.say(written)
    if listed is not None:
        return SpokenName(text=inert(flatten(shorten(listed)), language))
    words = name_words(language)
    if speakable_share(written, language) < _LEAST_SHARE:
        has_letters = any(char.isalpha() for char in written)
        return _stand_in(word, words.of_script if has_letters else words.of_signs, language)
    parts = _CREDIT.split(_without_tails(written, lexicon))
    plain = "".join(_part(part, lexicon, language) for part in parts)
    digits = _MANY_DIGITS.sub(lambda match: f" {' '.join(match[1])} ", plain)
    said = inert(digits.strip(), language)
    if said and not _is_too_long(name, said):
        return SpokenName(text=said)
    return _stand_in(word, words.too_long if said else words.of_signs, language)


def _is_too_long(name: str, said: str) -> bool:
    longest = max(map(len, said.split()))
    return len(said) > _LONGEST or len(name) > 2 * _LONGEST or longest > _LONGEST_WORD


def _without_tails(text: str, lexicon: Lexicon) -> str:
    for pattern in _TAILS:
        text = pattern.sub("", text)
    return lexicon.say(text) or text


def _part(part: str, lexicon: Lexicon, language: str) -> str:
    listed = lexicon.say(part)
    return read_signs(part, language) if listed is None else listed


def _stand_in(word: str, why: str, language: str) -> SpokenName:
    nouns = name_words(language).nouns
    noun = nouns.get(word.rpartition(".")[2], nouns["name"])
    return SpokenName(text=f"{noun} {why}", is_lost=True)
