"""What stands on paper and nobody says: shortened words, drawn-out letters, another script."""

import re
from collections.abc import Iterator, Sequence

from dj.commentary.language.native import SPOKEN

_UNREAD = re.compile(r"[^\W\d_a-zA-ZÀ-ÖØ-öø-ɏḀ-ỿ]|([^\W\d_])\1\1")
"""Letters outside the Latin script, and letters drawn out."""
_SHORT = {
    "en": "feat ft vs approx min mins sec secs hr hrs yr yrs bpm nr vol incl misc orig prod dept "
          "pls thx btw asap",
    "de": "feat ft bzw usw evtl ggf vgl zzgl inkl ca ungef min sek std bpm nr orig prod mfg",
    "es": "feat ft aprox min seg hs hrs bpm nro núm pág ud uds dto orig prod",
}  # fmt: skip
_SHORTENED = {language: frozenset(words.split()) for language, words in _SHORT.items()}
"""Language → words in short, which voices spell or stumble over."""


def unread(text: str, tokens: Sequence[str], language: str) -> Iterator[str]:
    """Yield what no voice of a language says as it is meant.

    Args:
        text: Fixed wording.
        tokens: Of the text, in lower case.
        language: Primary tag; of languages that are not known here nothing is found.
    """
    if language in SPOKEN:
        found = _UNREAD.search(text)
        yield from [found.group()] if found else []
        short = _SHORTENED.get(language, frozenset())
        yield from (token for token in tokens if token in short)
