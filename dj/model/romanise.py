"""The same name in Cyrillic, Greek or kana and in Latin letters, where that is safe to say.

Everybody romanises after a scheme of their own, so both sides are brought to a *skeleton* that the
usual schemes share: ISO 9, BGN and passports for Cyrillic, ELOT 743 for Greek, Hepburn for kana.
Han, Hangul, Hebrew and Arabic are left alone: their letters do not tell the sounds.
"""

import re
from functools import lru_cache

_CYRILLIC = dict(zip("абвгдезиклмнопрстуфхцчшыэіґї", (
    "a", "b", "v", "g", "d", "e", "z", "i", "k", "l", "m", "n", "o", "p", "r", "s", "t", "u", "f",
    "kh", "ts", "ch", "sh", "y", "e", "i", "g", "i"), strict=True)) | {
    "ж": "zh", "щ": "shch", "ъ": "", "ь": "", "ю": "yu", "я": "ya", "є": "ye", "ђ": "dj",
    "ј": "j", "љ": "lj", "њ": "nj", "ћ": "c", "џ": "dz",
}  # fmt: skip
_GREEK = dict(zip("αβγδεζηθικλμνξοπρσςτυφχψω", (
    "a", "v", "g", "d", "e", "z", "i", "th", "i", "k", "l", "m", "n", "x", "o", "p", "r", "s", "s",
    "t", "y", "f", "ch", "ps", "o"), strict=True))  # fmt: skip
_ROWS = {
    "": "あいうえお", "k": "かきくけこ", "s": "さしすせそ", "t": "たちつてと", "n": "なにぬねの",
    "h": "はひふへほ", "m": "まみむめも", "r": "らりるれろ", "g": "がぎぐげご", "z": "ざじずぜぞ",
    "d": "だぢづでど", "b": "ばびぶべぼ", "p": "ぱぴぷぺぽ",
}  # fmt: skip
_KANA = {
    kana: consonant + vowel
    for consonant, row in _ROWS.items()
    for kana, vowel in zip(row, "aiueo", strict=True)
} | {
    "し": "shi", "ち": "chi", "つ": "tsu", "ふ": "fu", "じ": "ji", "ぢ": "ji", "づ": "zu",
    "や": "ya", "ゆ": "yu", "よ": "yo", "わ": "wa", "を": "o", "ん": "n", "ゔ": "vu", "っ": "",
    "ー": "", "ゃ": "*ya", "ゅ": "*yu", "ょ": "*yo", "ぁ": "*a", "ぃ": "*i", "ぅ": "*u",
    "ぇ": "*e", "ぉ": "*o",
}  # fmt: skip
SCRIPTS = ("cyrillic", "greek", "kana")
_TABLES = {
    name: str.maketrans(table)
    for name, table in zip(SCRIPTS, (_CYRILLIC, _GREEK, _KANA), strict=True)
}
_NATIVE = {
    "cyrillic": re.compile("[\u0400-\u04ff]"),
    "greek": re.compile("[\u0370-\u03ff]"),
    "kana": re.compile("[\u3041-\u30ff]"),
}
_SAME = {
    "cyrillic": (("shch", "sch"), ("kh", "h"), ("ts", "c"), ("w", "v"), ("x", "ks"),
                 ("yo", "e"), ("jo", "e"), ("ye", "e"), ("je", "e"), ("j", "i"), ("y", "i")),
    "greek": (("ph", "f"), ("ou", "u"), ("oy", "u"), ("kh", "ch"), ("x", "ks"), ("y", "i"),
              ("b", "v")),
    "kana": (("ou", "o"), ("mb", "nb"), ("mp", "np"), ("mm", "nm"), ("si", "shi"), ("ti", "chi"),
             ("tu", "tsu"), ("hu", "fu"), ("zi", "ji"), ("l", "r")),
}  # fmt: skip
"""Spellings that mean the same sound → the one of them that stays."""
_TWICE = re.compile(r"(.)\1+")
_TO_HIRAGANA = {code: code - 0x60 for code in range(0x30A1, 0x30F7)}
_SMALL = re.compile(r"(?:(?<=sh)i|(?<=ch)i|(?<=j)i)\*y|i\*(?=y)|[aiueo]\*(?=[aiueo])")


def script_of(*texts: str) -> str:
    """Name the one script of `SCRIPTS` that these texts have letters of; "" for none or several."""
    text = "".join(texts)
    found = [name for name in SCRIPTS if _NATIVE[name].search(text)]
    return found[0] if len(found) == 1 else ""


@lru_cache(maxsize=65_536)
def skeleton(text: str, script: str) -> str:
    """Return what the romanisations of a folded text have in common; "" if it has other letters.

    Example:
        >>> skeleton("щука", "cyrillic") == skeleton("shchuka", "cyrillic")
        True
        >>> skeleton("時間", "kana")
        ''
    """
    latin = text if text.isascii() else _transliterated(text, script)
    if not latin.isascii():
        return ""
    latin = latin.replace("'", "")
    for spelling, kept in _SAME[script]:
        latin = latin.replace(spelling, kept)
    return _TWICE.sub(r"\1", latin)


def _transliterated(text: str, script: str) -> str:
    low = text.translate(_TO_HIRAGANA) if script == "kana" else text
    latin = low.translate(_TABLES[script])
    return _SMALL.sub("", latin).replace("*", "") if script == "kana" else latin
