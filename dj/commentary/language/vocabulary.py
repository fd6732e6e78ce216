"""The pack's word lists: what fixed wording may say, and which names a host leaves unsaid."""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property, lru_cache
from pathlib import Path

import msgspec
import yaml

from dj.documents import load
from dj.errors import TemplateError
from dj.resources import find

_TOKEN = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*|[.!?…:]|[^\w\s]|_")


def tokens(text: str) -> list[str]:
    """Split text into words and marks, as all checks of fixed wording see it."""
    return _TOKEN.findall(text)


def lowered(parts: Iterable[str]) -> list[str]:
    """Write tokens in lower case, with one kind of apostrophe."""
    return [part.lower().replace("’", "'") for part in parts]


class Phrases:
    """Lists of words and phrases that can be found in running text, whole words only."""

    def __init__(self, lists: Mapping[str, Iterable[str]]) -> None:
        """Sort the phrases of all lists by their first word."""
        self._by_first: dict[str, list[tuple[str, str, list[str]]]] = {}
        for name, phrases in lists.items():
            for phrase in phrases:
                parts = lowered(tokens(phrase))
                if parts:
                    self._by_first.setdefault(parts[0], []).append((name, phrase, parts))

    def found(self, text: Sequence[str]) -> dict[str, list[str]]:
        """Find list → its phrases that stand in lowered tokens, in order of their places."""
        listed: dict[str, list[str]] = {}
        for at, token in enumerate(text):
            for name, phrase, parts in self._by_first.get(token, ()):
                if len(parts) == 1 or text[at : at + len(parts)] == parts:
                    listed.setdefault(name, []).append(phrase)
        return listed


class Vocabulary(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, dict=True):
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
    nouns: frozenset[str] = frozenset()
    """Ordinary words that may stand capitalised anywhere, in languages that write them so."""
    superlative_endings: tuple[str, ...] = ("est",)
    """What superlatives end in."""
    harmless_est: frozenset[str] = frozenset()
    """Words with such endings that are no superlatives."""
    praise: tuple[str, ...] = ()
    """What is not said of a song that its artist asked to be considered."""
    accusations: tuple[str, ...] = ()
    """Words that accuse somebody of something."""
    traits: tuple[str, ...] = ()
    """Words on health, faith, descent, love and politics, which are nobody's business here."""
    pronouns: tuple[str, ...] = ()
    """Words that give a person a gender: nobody has said it."""
    present: tuple[str, ...] = ()
    """Words that claim something of the present, true only beside a fresh fact."""
    quoting: tuple[str, ...] = ()
    """Words that report what somebody said or wrote."""
    unspoken: frozenset[str] = frozenset()
    """Words that keep a title or name from being said aloud."""

    @cached_property
    def plain(self) -> frozenset[str]:
        """Words that the editors of this language know to be harmless."""
        return self.openers | self.capitals | self.nouns

    @cached_property
    def phrases(self) -> Phrases:
        """All lists of phrases, ready to be found under their names."""
        lists = ("mood", "claims", "praise", "accusations", "traits", "pronouns", "present",
                 "quoting")  # fmt: skip
        return Phrases({name: getattr(self, name) for name in lists})


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
        raw = load(path.read_text(encoding="utf-8"))
        return msgspec.convert(raw, Vocabulary)
    except (yaml.YAMLError, msgspec.ValidationError, UnicodeDecodeError) as error:
        message = f"the word lists are not valid: {error}"
        hint = "Compare with prompts/house/words/en.yaml."
        raise TemplateError(message, where=path.name, hint=hint) from error
