"""Phrases of one language and what each may mean; several senses of a phrase stay side by side."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from dj.lineup.wishes.tokens import words
from dj.lineup.wishes.vocabulary import Vocabulary, Words

Phrase = tuple[str, ...]


class Kind(StrEnum):
    """What sort of thing a word or phrase is."""

    GLUE = "glue"
    NUMBER = "number"
    ARTICLE = "article"
    UNIT = "unit"
    COMPARE = "compare"
    DECADE = "decade"
    DECADE_OF = "decade of"
    MEANING = "meaning"
    LANGUAGE = "language"
    GENRE = "genre"
    SOUND = "sound"
    ARTIST = "artist"


@dataclass(frozen=True, slots=True)
class Sense:
    """One thing that a phrase may mean."""

    kind: Kind
    value: str = ""
    """Name of the glue, unit, meaning, language tag, genre, sound or artist."""
    number: float = 0.0
    """Of a number; first year of a decade."""


class Lexicon:
    """Phrases → senses, the likeliest first."""

    def __init__(self, entries: Iterable[tuple[str, Sense]]) -> None:
        self._senses: dict[Phrase, list[Sense]] = {}
        self._longest: dict[str, int] = {}
        for phrase, sense in entries:
            self._add(words(phrase), sense)

    def _add(self, key: Phrase, sense: Sense) -> None:
        if not key:
            return
        known = self._senses.setdefault(key, [])
        if sense not in known:
            known.append(sense)
        self._longest[key[0]] = max(self._longest.get(key[0], 0), len(key))

    def senses(self, phrase: Phrase) -> tuple[Sense, ...]:
        """Return what a phrase may mean; nothing if it is not in here."""
        return tuple(self._senses.get(phrase, ()))

    def longest(self, word: str) -> int:
        """Return the number of words in the longest phrase that begins with a word."""
        return self._longest.get(word, 0)

    def single(self) -> Iterator[tuple[str, Sense]]:
        """Yield words that say something about music by themselves, not how others join."""
        for phrase, senses in self._senses.items():
            if len(phrase) == 1 and senses[0].kind in _CONTENT:
                yield phrase[0], senses[0]

    def glue(self, *names: str) -> frozenset[str]:
        """Return the single words that may be one of these joining words."""
        return frozenset(
            phrase[0] for phrase, senses in self._senses.items() if len(phrase) == 1
            and any(sense.kind is Kind.GLUE and sense.value in names for sense in senses)
        )  # fmt: skip


_CONTENT = frozenset({Kind.MEANING, Kind.LANGUAGE, Kind.GENRE, Kind.SOUND, Kind.DECADE, Kind.UNIT})


@lru_cache(maxsize=2)
def lexicons(vocabulary: Vocabulary) -> tuple[tuple[str, Lexicon], ...]:
    """Lay out the phrases of each language, with genres and names of languages in any."""
    return tuple((own.language, Lexicon(_entries(vocabulary, own))) for own in vocabulary.words)


def _entries(vocabulary: Vocabulary, own: Words) -> Iterator[tuple[str, Sense]]:
    yield from _listed(Kind.MEANING, own.meanings)
    for group in vocabulary.genres:
        yield from ((name, Sense(Kind.GENRE, group[0])) for name in group)
    yield from _listed(Kind.LANGUAGE, vocabulary.languages)
    yield from ((name, Sense(Kind.DECADE, number=year)) for name, year in own.decades.items())
    yield from _listed(Kind.GLUE, own.glue)
    yield from _listed(Kind.GLUE, vocabulary.glue)
    yield from _listed(Kind.COMPARE, own.compare)
    yield from _listed(Kind.UNIT, own.units)
    yield from ((name, Sense(Kind.NUMBER, number=value)) for name, value in own.numbers.items())
    yield from ((name, Sense(Kind.ARTICLE)) for name in own.articles)
    yield from ((name, Sense(Kind.DECADE_OF)) for name in own.decade)


def _listed(kind: Kind, lists: Mapping[str, tuple[str, ...]]) -> Iterator[tuple[str, Sense]]:
    return ((phrase, Sense(kind, name)) for name, phrases in lists.items() for phrase in phrases)
