"""What an editor's free text may say: no accusation, nothing private, no rumour, no rank.

A fact whose value is prose is heard as it stands, so it is judged word by word, in its own
language, by lists in ``assets/prose/<language>.yaml``. They are not the lists for lines: fixed
wording speaks of any song and avoids even "left", while a note may say what is heard on the left.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from pathlib import Path

import msgspec
import yaml

from dj import resources, tables
from dj.documents import load
from dj.errors import ConfigError
from dj.model.editorial import Fact, FactKind, Predicate
from dj.model.names import primary_language

_FREE = (FactKind.TEXT, FactKind.STATEMENT)
_KINDS: Mapping[str, str] = {
    "accusations": "{} accuses somebody, which no fact may do",
    "traits": "{} tells of somebody's health, death, faith, love, family or politics (tier 3), and "
    "no line says that",
    "rumours": "{} passes on a rumor; say what a source tells, or nothing",
    "superlatives": "{} ranks or praises, which needs a fact of its own; say what is heard",
    "mood": "{} guesses at the listener; speak of the music",
}
_EDITORS_ONLY = frozenset({"superlatives", "mood"})
"""What an artist may say of their own song: the line tells that the words are theirs."""
_COARSE_LEVELS = frozenset({"strong", "slur"})
_APART = re.compile(r"[\s\-‐‑‒–—_/]+")


class Lists(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, dict=True):
    """Words and phrases of one language, in lower case; ``*`` after a word: all that begin so."""

    accusations: tuple[str, ...]
    traits: tuple[str, ...]
    rumours: tuple[str, ...]
    superlatives: tuple[str, ...]
    mood: tuple[str, ...]
    harmless: tuple[str, ...] = ()
    """Ordinary phrases, which are passed over before anything else is looked for."""

    @cached_property
    def patterns(self) -> Mapping[str, re.Pattern[str]]:
        """The lists as patterns, by their names."""
        return {name: _pattern(getattr(self, name)) for name in (*_KINDS, "harmless")}


def unvouched(fact: Fact, predicate: Predicate) -> str:
    """Say whose name a fact's free text lacks to be voiced; empty if it may, or if it is none.

    Raises:
        ConfigError: if a word list is not as documented.
    """
    if predicate.kind not in _FREE:
        return ""
    named = any(name.strip() for name in fact.approvals)
    if not (named or fact.by.strip()):
        return "no editor's name stands by its words (`by` or `approvals`)"
    lists = lists_of(fact.language)
    if lists is None and not named:
        return (f"there is no word list for {fact.language!r}, so an editor must approve the words "
                "by name")  # fmt: skip
    return ""


def bad_words(fact: Fact, predicate: Predicate) -> str:
    """Say which words of free text nobody may voice, and why; empty if there are none.

    Raises:
        ConfigError: if a word list is not as documented.
    """
    if predicate.kind not in _FREE:
        return ""
    by_artist = predicate.by == "artist"
    return next(_faults(fact.value, fact.language, by_artist=by_artist), "")


def lists_of(language: str) -> Lists | None:
    """Read the lists of a language, whatever its region; None if there are none.

    Raises:
        ConfigError: if they are not as documented.
    """
    path = resources.listing("assets/prose", "*.yaml").get(f"{primary_language(language)}.yaml")
    return None if path is None else _read(path, path.stat().st_mtime_ns)


def _faults(text: str, language: str, *, by_artist: bool) -> Iterator[str]:
    plain = _plain(text)
    lists = lists_of(language)
    if lists is not None:
        left = lists.patterns["harmless"].sub(" , ", plain)
        for name, says in _KINDS.items():
            found = lists.patterns[name].search(left)
            if found and not (by_artist and name in _EDITORS_ONLY):
                yield says.format(repr(found.group()))
    if found := _coarse(primary_language(language)).search(plain):
        yield f"{found.group()!r} is a coarse word"


def _plain(text: str) -> str:
    """Write text in lower case, with blanks for hyphens and one kind of apostrophe."""
    lower = unicodedata.normalize("NFKC", text).lower().replace("’", "'")
    return _APART.sub(" ", lower)


def _pattern(phrases: Sequence[str]) -> re.Pattern[str]:
    """Longer phrases first, so that what is told is the whole of what stands there."""
    parts = (re.escape(_APART.sub(" ", one.removesuffix("*"))) + r"\w*" * one.endswith("*")
             for one in sorted(phrases, key=len, reverse=True))  # fmt: skip
    return re.compile(rf"(?<!\w)(?:{'|'.join(parts) or r'(?!)'})(?!\w)")


@lru_cache(maxsize=16)
def _read(path: Path, _stamp: int) -> Lists:
    try:
        return msgspec.convert(load(path.read_text("utf-8")), Lists)
    except (OSError, UnicodeDecodeError, yaml.YAMLError, msgspec.ValidationError) as error:
        raise ConfigError(f"is no list of words: {error}", where=str(path),
                          hint="Compare with assets/prose/en.yaml.") from error  # fmt: skip


def _coarse(language: str) -> re.Pattern[str]:
    """The words that keep a title unsaid, as far as they are written plainly.

    What is disguised is found when the words are made speakable. English ones count everywhere.
    """
    codes = dict.fromkeys((language, "en"))
    marks = tuple(mark for code in codes for mark in tables.stamp(f"words/{code}.tsv"))
    return _hard(marks, language)


@lru_cache(maxsize=16)
def _hard(marks: tables.Stamp, language: str) -> re.Pattern[str]:
    rows = (row for name, *_ in marks for row in tables.rows(Path(name)))
    return _pattern([word for row in rows for word in _words(row, language)])


def _words(row: tables.Row, language: str) -> Iterator[str]:
    """Yield the forms of a word of the table, if it is a hard one in this language."""
    word, level, endings, harmless = (row.cell(number) for number in range(4))
    if level in _COARSE_LEVELS and language not in harmless.split():
        yield from (word, *(word + ending for ending in endings.split()))
