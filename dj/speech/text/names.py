"""Titles and names as a voice says them: the lexicon first, then signs only; no number rules.

"50 Cent", "blink-182" and "1975" are data, not prose: each engine reads them as they are.
"""

import re
from dataclasses import dataclass

from dj.speech.text.characters import flatten, inert, shorten, speakable_share
from dj.speech.text.lexicon import Lexicon

_LONGEST = 200
"""Spoken characters; a longer title is not read out."""
_LONGEST_WORD = 45
"""A longer one is a noise, and would be spelled letter by letter for half a minute."""
_MANY_DIGITS = re.compile(r"\d{10,}")
"""Some engines break on a number they cannot count to; its digits are read instead."""
_LEAST_SHARE = 0.5
"""Of a name's letters must be readable, or what is left would be another name."""
_EDITION = (
    r"(?:\d{4}\s+)?(?:digital(?:ly)?\s+)?(?:remaster(?:ed)?|mono|stereo|album version"
    r"|single version|original mix|deluxe(?: edition)?|bonus track|explicit)"
    r"(?:\s+(?:version|edition|mix))?(?:\s+\d{4})?"
)
_CREDIT = re.compile(
    r"(\s*,\s+|\s+&\s+|\s*;\s*|\s+[x×]\s+|\s+(?:feat|ft)\.?\s+|\s+(?:featuring|with|and)\s+)",
    re.IGNORECASE,
)
_SIGNS = tuple(
    (re.compile(pattern, re.IGNORECASE), becomes)
    for pattern, becomes in (
        (rf"\s*[(\[]{_EDITION}[)\]]\s*$", ""),
        (rf"\s+-\s+{_EDITION}\s*$", ""),
        (r"\b(?:feat|ft)\.?(?=\s)", "featuring"),
        (r"\bvs?\.(?=\s)", "versus"),
        (r"(?<!\w)w/(?!\w*/)\s*", "with "),
        (r"\bno\.\s*(?=\d)|#\s*(?=\d)", "number "),
        (r"\bnos\.\s*(?=\d)", "numbers "),
        (r"\bvol\.\s*(?=[\divx])", "volume "),
        (r"\bpt\.\s*(?=[\divx])", "part "),
        (r"\bop\.\s*(?=\d)", "opus "),
        (r"1⁄2", " one half "),
        (r"(?<=\w)\$(?=\w)", "s"),
        (r"(?<=[a-z])!(?=[a-z])", "i"),
        (r"(?<=[a-z])@(?=[a-z])", "a"),
        (r"[!?¡¿]+", " "),
        (r"\.{2,}", " "),
        (r"\s*&\s*", " and "),
        (r"%", " percent"),
        (r"(?<=\w)\+(?=\s|$)", " plus"),
        (r"\s\+\s", " and "),
        (r"@", " at "),
        (r"[♯]", " sharp "),
        (r"(?<=\b[A-G])♭", " flat "),
        (r"[/:;]", " "),
    )
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
    if speakable_share(written, language) < _LEAST_SHARE:
        return _stand_in(word, "written in another script" if _has_letters(written) else "of signs")
    parts = _CREDIT.split(_without_signs(written, lexicon))
    plain = "".join(_part(part, lexicon) for part in parts)
    said = inert(_MANY_DIGITS.sub(lambda match: " ".join(match[0]), plain), language)
    if said and not _is_too_long(name, said):
        return SpokenName(text=said)
    return _stand_in(word, "too long to say" if said else "of signs")


def _is_too_long(name: str, said: str) -> bool:
    longest = max(map(len, said.split()))
    return len(said) > _LONGEST or len(name) > 2 * _LONGEST or longest > _LONGEST_WORD


def _without_signs(text: str, lexicon: Lexicon) -> str:
    for pattern, becomes in _SIGNS[:2]:
        text = pattern.sub(becomes, text)
    return lexicon.say(text) or text


def _part(part: str, lexicon: Lexicon) -> str:
    listed = lexicon.say(part)
    if listed is not None:
        return listed
    for pattern, becomes in _SIGNS[2:]:
        part = pattern.sub(becomes, part)
    return part


def _has_letters(text: str) -> bool:
    return any(char.isalpha() for char in text)


def _stand_in(word: str, why: str) -> SpokenName:
    last = word.rpartition(".")[2]
    noun = {"title": "a title", "album": "an album title", "artist": "an artist name"}
    return SpokenName(text=f"{noun.get(last, 'a name')} {why}", is_lost=True)
