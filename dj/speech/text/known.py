"""Which words of a name the English voice knows how to say, and which it has to guess.

The dictionary is the one that the package of the default voice brings: some 200,000 words and
names. It is read as data; the voice itself is not loaded.
"""

import gzip
import importlib.util
import json
import re
from functools import lru_cache
from pathlib import Path

from dj.speech.text.lexicon import Lexicon, folded

_FILES = "lexicon_us_*.json.gz"
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")
_ENDINGS = ("'s", "s", "es", "ed", "d", "ing", "in", "er", "ly")
"""What the voice adds to a word it knows without guessing."""
_LEAST = 3
"""Letters of a word that can be guessed wrongly."""


def guessed(name: str, lexicon: Lexicon) -> tuple[str, ...]:
    """List the words of a name that are in no dictionary; none if the lexicon has the name."""
    if lexicon.say(name) is not None:
        return ()
    words = _WORD.findall(name.replace("’", "'"))
    return tuple(word for word in words if len(word) >= _LEAST and not _is_known(word, lexicon))


def _is_known(word: str, lexicon: Lexicon) -> bool:
    plain = folded(word)
    forms = {plain, *(plain.removesuffix(ending) for ending in _ENDINGS)}
    return not dictionary() or not forms.isdisjoint(dictionary()) or lexicon.say(word) is not None


@lru_cache(maxsize=1)
def dictionary() -> frozenset[str]:
    """Read the voice's dictionary, folded; empty where the voice is not installed."""
    found = importlib.util.find_spec("hibari")
    homes = [Path(place) for place in (found and found.submodule_search_locations) or ()]
    return frozenset(
        word.lower() if word.isascii() else folded(word)
        for home in homes
        for path in sorted((home / "assets").glob(_FILES))
        for word in json.loads(gzip.decompress(path.read_bytes()))
    )
