"""Signs, abbreviations, sums and Roman numerals in a name, read in the words of a language.

Numbers stay digits: each engine reads them in its own language, and "50 Cent" is no sum.
"""

import re
from collections.abc import Callable
from functools import lru_cache

from dj.model.names import primary_language
from dj.speech.text import numbers
from dj.speech.text.name_words import NameWords, name_words

_Say = str | Callable[[re.Match[str]], str]
_NUMERAL = r"(?:X{0,2}(?:IX|IV|V?I{1,3}|V)|X{1,2})"
_PART_WORDS = r"part|parts|vol|volume|act|chapter|book|no|opus|op|teil|akt|parte|acto|capítulo"


def read_signs(text: str, language: str) -> str:
    """Say the signs of a name; it still holds what `inert` takes out."""
    for pattern, say in _signs(primary_language(language)):
        text = pattern.sub(say, text)
    return text


@lru_cache(maxsize=16)
def _signs(language: str) -> tuple[tuple[re.Pattern[str], _Say], ...]:
    rows = (*_numerals(), *_money(name_words(language)), *_short_forms(name_words(language)))
    return tuple((re.compile(pattern, re.IGNORECASE), say) for pattern, say in rows)


def _numerals() -> tuple[tuple[str, _Say], ...]:
    """A numeral counts at the end of a title or after "part"; "Malcolm X" and "Mix" have none."""
    ends = r"(?=\s*(?:$|[:(\[,]|\s[-–—]\s))"
    return (
        (rf"(?<=\s)(?-i:(?!X{{1,3}}\b|[IV]\b)({_NUMERAL})){ends}", _digits),
        (rf"(?<!\w)(?:{_PART_WORDS})\.?\s+(?-i:({_NUMERAL}))(?!\w)", _digits),
    )


def _digits(match: re.Match[str]) -> str:
    whole, numeral = match[0], match[1]
    return whole[: len(whole) - len(numeral)] + str(numbers.roman(numeral))


def _money(words: NameWords) -> tuple[tuple[str, _Say], ...]:
    def sum_(match: re.Match[str]) -> str:
        before_noun, alone = words.money[match[1] or match[4]]
        follows = match.string[match.end() :].lstrip()[:1].isalpha()
        return f"{match[2] or match[3]} {before_noun if follows else alone}"

    number = r"\d{1,9}(?:[.,]\d{1,9})*"
    return ((rf"(?<!\w)([$€£¥])\s?({number})(?!\w)|(?<!\w)({number})\s?([€£¥])(?!\w)", sum_),)


def _short_forms(words: NameWords) -> tuple[tuple[str, _Say], ...]:
    return (
        (r"\b(?:feat|ft)\.?(?=\s)", words.featuring),
        (r"\bvs?\.(?=\s)", words.versus),
        (r"(?<!\w)w/(?!\w*/)\s*", f"{words.with_} "),
        (r"\bno\.\s*(?=\d)|#\s*(?=\d)", f"{words.number} "),
        (r"\bnos\.\s*(?=\d)", f"{words.numbers} "),
        (r"\bvol\.\s*(?=[\divx])", f"{words.volume} "),
        (r"\bpt\.\s*(?=[\divx])", f"{words.part} "),
        (r"\bop\.\s*(?=\d)", f"{words.opus} "),
        (r"1⁄2", f" {words.half} "),
        (r"(?<=\w)\$(?=\w)", "s"),
        (r"(?<=[a-z])!(?=[a-z])", "i"),
        (r"(?<=[a-z])@(?=[a-z])", "a"),
        (r"[!?¡¿]+", " "),
        (r"\.{2,}", " "),
        (r"\s*&\s*", f" {words.and_} "),
        (r"%", f" {words.percent}"),
        (r"(?<=\w)\+(?=\s|$)", f" {words.plus}"),
        (r"\s\+\s", f" {words.and_} "),
        (r"@", f" {words.at} "),
        (r"[♯]", f" {words.sharp} "),
        (r"(?<=\b[A-G])♭", f" {words.flat} "),
        (r"[/:;]", " "),
    )
