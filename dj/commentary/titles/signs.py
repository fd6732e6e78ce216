"""Signs in a title as words a host says; every sign that an engine obeys is gone afterwards."""

import re

from dj.model.names import primary_language

_AND = {"de": "und", "es": "y", "fr": "et", "it": "e", "nl": "en", "pt": "e", "sv": "och"}
_PLUS = {"es": "más", "fr": "plus", "it": "più", "pt": "mais"}
_NUMBER = {"de": "Nummer", "es": "número", "fr": "numéro", "it": "numero", "pt": "número",
           "nl": "nummer", "sv": "nummer"}  # fmt: skip
_SIGNS = "<>[]{}|\\^~`*_=#⟨⟩«»"
_MARKUP = {ord(c): " " for c in _SIGNS}
_READ = re.compile(rf"[{re.escape(_SIGNS)}&+]|  ")
_EDGES = " -–—,;:/"
_NUMBER_SIGN = re.compile(r"(?<![\w#])#\s?(?=\d)")
_PHONEMES = re.compile(r"\[\[|\]\]|\]\s*\(\s*/")


def holds_phonemes(text: str) -> bool:
    """Tell whether a title is written in some engine's own phonemes: it is no name then."""
    return _PHONEMES.search(text) is not None


def read_signs(text: str, language: str) -> str:
    """Say "&", "+" and "#1" in the words of a language, and drop what is markup to some engine."""
    if not _READ.search(text):
        return text.strip(_EDGES)
    code = primary_language(language)
    text = _NUMBER_SIGN.sub(f"{_NUMBER.get(code, 'number')} ", text)
    text = text.replace("&", f" {_AND.get(code, 'and')} ")
    text = text.replace("+", f" {_PLUS.get(code, 'plus')} ")
    return " ".join(text.translate(_MARKUP).split()).strip(_EDGES)
