"""The pack's word lists: what fixed wording may say, and which names a host leaves unsaid."""

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

import msgspec
import yaml

from dj.errors import TemplateError
from dj.resources import find


class Vocabulary(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Word lists of one locale, from ``words/<locale>.yaml``; all entries in lower case."""

    openers: frozenset[str]
    """Ordinary words that may stand capitalised at the start of a sentence."""
    capitals: frozenset[str]
    """Words that are always capitalised and are not names, such as ``I``."""
    numbers: frozenset[str]
    """Number words: facts, so slots must say them."""
    superlatives: frozenset[str]
    """Praise and rank no line may give."""
    mood: tuple[str, ...]
    """Phrases that guess at the listener's mood."""
    claims: Mapping[str, tuple[str, ...]]
    """Word or phrase → conditions of which one must hold where it stands."""
    harmless_est: frozenset[str] = frozenset()
    """Words in ``-est`` that are no superlatives."""
    unspoken: frozenset[str] = frozenset()
    """Words that keep a title or name from being said aloud."""


def vocabulary(pack: Path, locale: str) -> Vocabulary:
    """Read the word lists of a pack, or the house's where the pack has none.

    Raises:
        TemplateError: if the file does not have the documented form.
        ConfigError: if neither has lists for the locale.
    """
    language = locale.partition("-")[0]
    if not (language.isascii() and language.isalpha()):
        raise TemplateError(
            f"{locale[:40]!r} is no language tag.", hint="Write it like en or en-GB."
        )
    name = f"words/{language}.yaml"
    path = pack / name if (pack / name).is_file() else find("prompts", f"house/{name}")
    stat = path.stat()
    return _read(path, (stat.st_mtime_ns, stat.st_size))


@lru_cache(maxsize=16)
def _read(path: Path, _stamp: tuple[int, int]) -> Vocabulary:
    try:
        raw = yaml.safe_load(path.read_text(encoding="utf-8"))
        return msgspec.convert(raw, Vocabulary)
    except (yaml.YAMLError, msgspec.ValidationError, UnicodeDecodeError) as error:
        message = f"the word lists are not valid: {error}"
        hint = "Compare with prompts/house/words/en.yaml."
        raise TemplateError(message, where=path.name, hint=hint) from error
