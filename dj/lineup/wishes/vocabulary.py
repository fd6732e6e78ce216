"""Editors' files of words and of what they stand for, read strictly."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

from dj import documents, resources
from dj.documents import FILTER_LIMITS, Band, Limits, Pattern, Range
from dj.model.filter import Filter
from dj.model.show import TalkLevel

FOLDER = "assets/wishes"
_T = TypeVar("_T")

GLUE = ("not", "or", "and", "but", "only", "soft", "less", "by", "from", "like", "unlike", "play",
        "mine", "heard", "ages", "within", "skip", "except", "free")  # fmt: skip
UNITS = ("second", "minute", "hour", "day", "week", "month", "year", "bpm", "song")
COMPARISONS = ("around", "over", "under", "since", "after", "before", "until", "between", "of",
               "to", "onward", "backward", "early", "middle", "late")  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Likely:
    """What makes a song more likely to be meant, each part as good as the others."""

    mode: str = ""
    """``major`` or ``minor``."""
    energy: tuple[float, float] | None = None
    tempo_bpm: tuple[float, float] | None = None
    sounds: tuple[str, ...] = ()
    """Any one of them, by a genre or by what a model hears."""

    def __bool__(self) -> bool:
        """Tell whether it says anything."""
        return self != NOTHING_LIKELY


NOTHING_LIKELY = Likely()


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """What a word stands for."""

    means: str
    """In plain words."""
    filter: Filter = field(default_factory=Filter)
    likely: Likely = NOTHING_LIKELY
    energy: float | None = None
    """Energy aimed at, 0 to 1."""
    arc: tuple[float, ...] = ()
    lean: Mapping[str, float] = field(default_factory=dict)
    talk: TalkLevel | None = None
    years_ago: tuple[int, int] | None = None
    """Released so many calendar years ago, from and to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The words of one language; phrases are compared folded."""

    language: str
    glue: Mapping[str, tuple[str, ...]]
    numbers: Mapping[str, float]
    articles: tuple[str, ...]
    units: Mapping[str, tuple[str, ...]]
    compare: Mapping[str, tuple[str, ...]]
    decades: Mapping[str, int]
    decade: tuple[str, ...] = ()
    """What stands before the number of a decade, such as ``años``."""
    meanings: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Vocabulary:
    """All that a wish may be read with."""

    meanings: Mapping[str, Meaning]
    genres: tuple[tuple[str, ...], ...]
    languages: Mapping[str, tuple[str, ...]]
    glue: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Words that join, of languages that have no file of their own; read in any language."""
    words: tuple[Words, ...]
    """By name of the file; English, where it is there, first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Meanings:
    meanings: Mapping[str, Meaning]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Genres:
    genres: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Languages:
    languages: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Joining:
    glue: Mapping[str, tuple[str, ...]]


_GLUE_LIMITS: Limits = {"glue": documents.Keys("kind of glue", lambda: GLUE)}
_FIXED = ("meanings", "genres", "languages", "joining")
_MEANING_LIMITS: Limits = {
    **{f"meanings.*.{name}": limit for name, limit in FILTER_LIMITS.items()},
    "meanings.*.likely.mode": Pattern("major|minor", "major or minor"),
    "meanings.*.likely.energy": Band(least=0, most=1, unit="energies"),
    "meanings.*.likely.tempo_bpm": Band(least=0, most=1000, unit="tempi"),
    "meanings.*.energy": Range(least=0, most=1),
    "meanings.*.arc[]": Range(least=-1, most=1, unit="energy offsets"),
    "meanings.*.lean.*": Range(least=0, most=10, unit="a factor"),
    "meanings.*.years_ago": Band(least=0, most=200, unit="numbers of years"),
}


def vocabulary() -> Vocabulary:
    """Read the vocabulary where resources are found; again only if a file has changed.

    Raises:
        ConfigError: if a file has a mistake, with its place.
    """
    fixed = (resources.find(FOLDER, f"{name}.yaml") for name in _FIXED)
    words = resources.listing(FOLDER, "words-*.yaml")
    ordered = sorted(words, key=lambda name: (name != "words-english.yaml", name))
    paths = (*fixed, *(words[name] for name in ordered))
    return _read(tuple((path, path.stat().st_mtime_ns) for path in paths))


@lru_cache(maxsize=4)
def _read(files: tuple[tuple[Path, int], ...]) -> Vocabulary:
    paths = [path for path, _ in files]
    meanings = _document(paths[0], _Meanings, _MEANING_LIMITS).meanings
    return Vocabulary(
        meanings=meanings,
        genres=_document(paths[1], _Genres, {}).genres,
        languages=_document(paths[2], _Languages, {}).languages,
        glue=_document(paths[3], _Joining, _GLUE_LIMITS).glue,
        words=tuple(
            _document(path, Words, _word_limits(meanings)) for path in paths[len(_FIXED) :]
        ),
    )


def _word_limits(meanings: Mapping[str, Meaning]) -> Limits:
    return {
        **_GLUE_LIMITS,
        "units": documents.Keys("unit", lambda: UNITS),
        "compare": documents.Keys("comparison", lambda: COMPARISONS),
        "meanings": documents.Keys("meaning in meanings.yaml", lambda: meanings),
        "numbers.*": Range(least=0, most=1e6),
        "decades.*": Range(least=1000, most=2990, unit="first years"),
    }


def _document(path: Path, kind: type[_T], limits: Limits) -> _T:
    found = documents.read(path, kind, limits, "WSH")
    documents.refuse(found.findings)
    if found.value is None:
        msg = f"{path} has no value and no finding"
        raise ValueError(msg)
    return found.value
