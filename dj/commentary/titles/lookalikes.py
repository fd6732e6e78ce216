"""Characters that pass for Latin letters, after the idea of Unicode TR 39's skeletons.

For comparing only, never for showing or saying. The choice of characters is our own: those with
which words are disguised, from Cyrillic, Greek, Armenian, phonetic letters and signs.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

_SAME = {
    "a": "аɑαᴀ∀ⱥ", "b": "ЬʙВΒƀɓᏏɃ", "c": "сϲᴄƈСϹ¢ⅽƇ", "d": "ԁɗᴅđɖԀ", "e": "еҽєɛεᴇЕΕ€ɇэ℮ҿ",
    "f": "ƒғꜰϝғ", "g": "ɡɢցԌǥ", "h": "һհнʜНΗħн", "i": "іɩιıɪІΙ¡ɨӏ", "j": "јϳᴊЈ",
    "k": "κкᴋКΚƙқҝ", "l": "ʟⅼӏłƖɭ", "m": "мᴍМΜⅿ", "n": "ոɴΝпηИηи", "o": "оοօᴏОΟøσѳөΘ",
    "p": "рρᴘРΡþ", "q": "ԛզ", "r": "гʀᴦɼ", "s": "ѕꜱЅʂ", "t": "τтᴛТΤŧ†", "u": "υսᴜцμʊմ",
    "v": "ѵνᴠ∨ⅴ", "w": "ԝѡᴡωшɯ", "x": "хχХΧ×ⅹж", "y": "уγʏУΥҮүч¥", "z": "ᴢΖʐƶʐ",
}  # fmt: skip
_TABLE = {ord(sign): letter for letter, signs in _SAME.items() for sign in signs}
_TABLE |= {0x1F170 + n: chr(97 + n) for n in range(26)}
_TABLE |= {0x1F1E6 + n: chr(97 + n) for n in range(26)}
_MORE = str.maketrans({
    "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "ħ": "h", "ŧ": "t",
    "ı": "i", "’": "'", "‘": "'", "ʼ": "'", "`": "'",
})  # fmt: skip


_CYRILLIC = re.compile("[\u0400-\u04ff]")
_LATIN = "aceopxykmthbABCEHKMOPTXY046@"
_AS_CYRILLIC = tuple(
    str.maketrans(f"{_LATIN}3", f"асеорхукмтнвАВСЕНКМОРТХУоаба{three}") for three in "зе"
)


@lru_cache(maxsize=8192)
def bare(text: str) -> str:
    """Return a text in lower case, its compatibility forms resolved and its accents gone."""
    if text.isascii():
        return text.lower()
    wide = unicodedata.normalize("NFKD", text).casefold().translate(_MORE)
    parts = unicodedata.normalize("NFKD", wide)
    return "".join(c for c in parts if unicodedata.category(c)[0] != "M")


def skeleton(text: str) -> str:
    """Return the Latin letters that a text looks like, in lower case; other characters stay."""
    if text.isascii():
        return text.lower()
    wide = unicodedata.normalize("NFKC", text.translate(_TABLE))
    return bare(bare(wide.translate(_TABLE)).translate(_TABLE))


def cyrillic(text: str) -> Iterator[str]:
    """Yield the Cyrillic words that a text with Latin letters or digits among them looks like."""
    if _CYRILLIC.search(text):
        yield from (bare(text.translate(table)) for table in _AS_CYRILLIC)
