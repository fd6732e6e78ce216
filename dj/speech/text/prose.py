"""The spoken-text rules of each language: what stands between the names, read aloud in words."""

from collections.abc import Mapping

from dj.model.names import primary_language
from dj.speech.text import german, rules, spanish
from dj.speech.text.rules import Rule

RULES: Mapping[str, tuple[Rule, ...]] = {
    "en": rules.RULES,
    "de": german.RULES,
    "es": spanish.RULES,
}
"""Primary language → its rules, in order; an engine reads other languages as they are written."""


def in_words(text: str, language: str) -> str:
    """Read prose aloud in the words of a BCP 47 language."""
    for rule in RULES.get(primary_language(language), ()):
        text = rule.pattern.sub(rule.say, text)
    return text
