"""How names are spoiled: written in Latin letters, and with a slip of the pen."""

import unicodedata

from benchmarks.matching_world import Roll

_CYRILLIC = dict(zip("абвгдезиклмнопрстуфыэ", "abvgdeziklmnoprstufye", strict=True))
_LOOSE = ({"ж": "zh", "й": "y", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "",
           "ь": "", "ю": "yu", "я": "ya", "ё": "yo"},
          {"ж": "zh", "й": "j", "х": "h", "ц": "c", "ч": "ch", "ш": "sh", "щ": "sch", "ъ": "",
           "ь": "'", "ю": "ju", "я": "ja", "ё": "e"})  # fmt: skip
_GREEK = dict(zip("αβγδεζηθικλμνξοπρσςτυφχψω",
                  ("a", "v", "g", "d", "e", "z", "i", "th", "i", "k", "l", "m", "n", "x", "o", "p",
                   "r", "s", "s", "t", "y", "f", "ch", "ps", "o"), strict=True))  # fmt: skip
_KANA = {
    "さくら": "sakura", "ひかり": "hikari", "ゆめ": "yume", "そら": "sora", "うみ": "umi",
    "かぜ": "kaze", "ほし": "hoshi", "よる": "yoru", "あさ": "asa", "はな": "hana",
    "こころ": "kokoro", "みち": "michi", "なつ": "natsu", "ふゆ": "fuyu", "うた": "uta",
    "カメラ": "kamera", "ギター": "gitaa", "ロボット": "robotto", "メロディー": "merodii",
    "スター": "sutaa", "ラジオ": "rajio", "ピアノ": "piano", "ダンス": "dansu", "レモン": "remon",
    "ミルク": "miruku",
}  # fmt: skip


def romanised(roll: Roll, text: str) -> str:
    """Write Cyrillic, Greek or kana in Latin letters, after one of the usual schemes."""
    table = _CYRILLIC | roll.choice(_LOOSE) | _GREEK
    words = []
    for word in text.split():
        low = word.casefold()
        if low in _KANA:
            words.append(_KANA[low])
            continue
        bare = (
            unicodedata.normalize("NFD", low)
            if low[0] in "αβγδεζηθικλμνξοπρστυφχψωάέήίόύώ"
            else low
        )
        bare = "".join(c for c in bare if not unicodedata.combining(c)).replace("ου", "ou")
        words.append("".join(table.get(c, c) for c in bare))
    return " ".join(words).title()


def slip(roll: Roll, text: str) -> str:
    """Lose, double, swap or change one letter, not the first."""
    places = [n for n in range(1, len(text) - 1) if text[n].isalpha() and text[n + 1].isalpha()]
    if not places:
        return text
    at = roll.choice(places)
    other = chr(ord(text[at]) + roll.choice((-1, 1, 2)))
    return roll.choice((
        text[:at] + text[at + 1 :],
        text[:at] + text[at] + text[at:],
        text[:at] + text[at + 1] + text[at] + text[at + 2 :],
        text[:at] + (other if other.isalpha() else "e") + text[at + 1 :],
    ))  # fmt: skip
