"""Words disguised in the eight ways that people disguise them."""

import random
from collections.abc import Callable, Mapping

_SIGNS = {"a": "4@", "e": "3", "i": "1!", "o": "0", "s": "5$", "t": "7", "b": "8", "g": "9",
          "о": "0", "е": "3", "а": "@4", "з": "3", "і": "1"}  # fmt: skip
_TWINS = {"a": "аɑа", "c": "сс", "e": "ее", "i": "іі", "o": "оο", "p": "рр", "x": "хх", "y": "уу",
          "s": "ѕѕ", "h": "һһ", "k": "κк", "u": "υս", "n": "ո", "t": "т", "f": "ƒ", "v": "ѵ",
          "d": "ԁ",
          "r": "г", "l": "ӏ", "m": "м", "b": "Ь", "g": "ɡ", "w": "ԝ", "j": "ј", "z": "ᴢ", "q": "ԛ",
          "а": "a", "с": "c", "е": "e", "о": "o", "р": "p", "х": "x", "у": "y"}  # fmt: skip
_SOUNDS = (("ph", "f"), ("f", "ph"), ("ck", "k"), ("k", "c"), ("c", "k"), ("sh", "sch"),
           ("x", "ks"), ("ss", "z"), ("s", "z"), ("i", "y"), ("y", "i"), ("tt", "t"), ("l", "ll"),
           ("t", "tt"), ("r", "rr"), ("n", "nn"), ("д", "дд"))  # fmt: skip


def spaced(word: str, rng: random.Random) -> str:
    """Signs or spaces between all letters."""
    return rng.choice((" ", ".", "-", "_", " . ")).join(word)


def signed(word: str, rng: random.Random) -> str:
    """Digits and signs for some letters, one at least where one can be."""
    places = [i for i, c in enumerate(word) if c in _SIGNS]
    chosen = set(rng.sample(places, rng.randint(1, len(places)))) if places else set()
    return "".join(rng.choice(_SIGNS[c]) if i in chosen else c for i, c in enumerate(word))


def twinned(word: str, rng: random.Random) -> str:
    """Letters of other scripts that look the same."""
    return "".join(rng.choice(_TWINS[c]) if c in _TWINS and rng.random() < 0.7 else c for c in word)


def marked(word: str, rng: random.Random) -> str:
    """Combining marks on the letters."""
    return "".join(c + rng.choice("\u0301\u0336\u0332\u20e0") * rng.randint(0, 3) for c in word)


def split(word: str, rng: random.Random) -> str:
    """Invisible characters between the letters."""
    return rng.choice("\u200b\u200d\u2060\u00ad\ufeff\u180e\u034f").join(word)


def sounding(word: str, rng: random.Random) -> str:
    """Another spelling of the same sounds."""
    usable = [pair for pair in _SOUNDS if pair[0] in word[1:] or word.startswith(pair[0])]
    usable = [(a, b) for a, b in usable if not (a in "kc" and _is_risky(word, a))]
    if not usable:
        return word[:-1] + word[-1] * 3
    old, new = rng.choice(usable)
    return word.replace(old, new, 1)


def _is_risky(word: str, letter: str) -> bool:
    """A k before a bright vowel, or a c beside one, is another sound when it changes places."""
    bright = any(
        word[i + 1 : i + 2] in {"e", "i", "y", "h", "z"} for i, c in enumerate(word) if c == letter
    )
    return bright or "ck" in word or not word.isascii()


def bracketed(word: str, rng: random.Random) -> str:
    """Phonemes as two engines take them in plain text."""
    return rng.choice((f"[[ {word} ]]", f"Night [[{word}'V]]", f"[Night](/{word}/)"))


def reversed_(word: str, _rng: random.Random) -> str:
    """Backwards under a right-to-left override, so that a screen shows the word."""
    return f"\u202e{word[::-1]}\u202c"


WAYS: Mapping[str, Callable[[str, random.Random], str]] = {
    "spacing": spaced, "leet": signed, "homoglyph": twinned, "combining": marked,
    "zero width": split, "phonetic": sounding, "phoneme brackets": bracketed, "bidi": reversed_,
}  # fmt: skip
