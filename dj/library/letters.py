"""What are the words of a name when it is searched for, and which words may be meant by a word?

A word is a run of letters and digits after folding (`dj.model.names.fold`), so accents, width, case
and punctuation make no difference. Scripts that are written without spaces are also cut into single
letters, so that a part of a name can be found.
"""

import re
import zlib
from collections.abc import Iterator
from functools import lru_cache
from unicodedata import category

from dj.model.names import NAME_LIMIT, fold
from dj.model.romanise import SCRIPTS, script_of, skeleton
from dj.model.slips import slips

LEAST_SLIP = 3
"""Letters that a word must have to be read as another one."""
MOST_LETTERS = 48
"""Letters of a word that count; what hostile tags write in one run is cut."""
MOST_NAME = 256
"""Letters of a whole name that count."""
_SHAPES = str.maketrans({"!": "i", "$": "s", "@": "a"})
_DRESSED = re.compile(r"(?<=[^\W\d_])[!$@]+(?=[^\W\d_])|(?<![^\W_])[$](?=[^\W\d_])")
"""Signs that stand for a letter within a name, as in Ke$ha and P!nk."""
_JOINED = re.compile(r"(?<=\w)'(?=\w)")
_AND = re.compile(r"(?<!\S)[&+](?!\S)")
_DIGIT = re.compile(r"\d")
_RUNS = re.compile(r"[a-z0-9]+")
_SPACELESS = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3041-\u30ff\u3400-\u9fff\uf900-\ufaff"
    "\U00020000-\U0003ffff]"
)
"""Thai, Lao, Burmese, Khmer, kana and Han."""
_SIGNS = re.compile("[\u2190-\u2bff\U0001f000-\U0001faff]")


def words(text: str) -> tuple[str, ...]:
    """List the words of a name, in order.

    Example:
        >>> words("P!nk & Beyoncé – Don’t")
        ('pink', 'and', 'beyonce', 'dont')
    """
    return _words(text[:NAME_LIMIT])


@lru_cache(maxsize=65_536)
def _words(text: str) -> tuple[str, ...]:
    folded = _JOINED.sub("", fold(text))
    plain = _DRESSED.sub(lambda found: found[0].translate(_SHAPES), _AND.sub("and", folded))
    runs = _RUNS.findall(plain) if plain.isascii() else _runs(plain)
    return tuple(run[:MOST_LETTERS] for run in runs)


def _runs(text: str) -> list[str]:
    return "".join(c if category(c)[0] in "LNM" else " " for c in text).split()


def pieces(text: str) -> tuple[str, ...]:
    """List the letters of scripts without spaces, and picture signs, in order."""
    short = text[:NAME_LIMIT]
    if short.isascii():
        return ()
    return tuple(c for c in fold(short) if _SPACELESS.match(c) or _SIGNS.match(c))


def key(text: str) -> str:
    """Write a name without spaces and signs; what has nothing else is kept as it is.

    Example:
        >>> key("Blue-Moon"), key("!!!")
        ('bluemoon', '!!!')
    """
    return ("".join(words(text)) or fold(text).replace(" ", ""))[:MOST_NAME]


def forms(word: str) -> frozenset[int]:
    """Return hashes that two words share if they are one slip apart, or one name in two scripts.

    These are the word and its skeletons (`dj.model.romanise`), each as it is and with any one
    letter left out (Garbe, "SymSpell", 2012). Words that share one need not be near (`nearness`).
    """
    if len(word) < LEAST_SLIP:
        return frozenset((_hash(word),))
    spellings = {word, *_skeletons(word)}
    return frozenset(_hash(form) for one in spellings for form in (one, *shorter(one)))


def _skeletons(word: str) -> Iterator[str]:
    own = script_of(word)
    for script in (own,) if own else SCRIPTS if word.isascii() else ():
        bones = skeleton(word, script)
        if len(bones) >= LEAST_SLIP:
            yield bones


def shorter(word: str) -> tuple[str, ...]:
    """Return a word without any one of its letters."""
    return tuple(word[:n] + word[n + 1 :] for n in range(len(word)))


def _hash(form: str) -> int:
    return zlib.crc32(form.encode())


def digits(word: str) -> str:
    """Return the digits of a word, in order."""
    return "".join(_DIGIT.findall(word))


def nearness(one: str, other: str) -> float:
    """Tell how likely one word is meant by another, 0 to 1; 0 if they are not near."""
    if one == other:
        return 1.0
    if digits(one) or digits(other):
        return 0.0  # another number is never a slip: No. 5 is not No. 6
    own, theirs = script_of(one), script_of(other)
    if own != theirs and (not own or not theirs):
        script = own or theirs
        bones = skeleton(one, script), skeleton(other, script)
        return {0: 0.95, 1: 0.75}.get(slips(*bones), 0.0) if all(bones) else 0.0
    if own and skeleton(one, own) == skeleton(other, own):
        return 0.95
    return 0.7 if min(len(one), len(other)) >= LEAST_SLIP - 1 and slips(one, other) == 1 else 0.0
