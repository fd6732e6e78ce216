"""Words that keep a name unsaid, by level, in many languages, and names that only look like them.

``assets/names/words/<language>.tsv``: word, severity, endings it takes, languages in which the same
letters are harmless, remark. ``assets/names/innocent.tsv``: words and names that are never held
against a title, remark.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from dj import tables
from dj.commentary.titles.lookalikes import bare, skeleton
from dj.commentary.titles.sound import sound
from dj.model.spoken import Severity

WORDS = "words/*.tsv"
INNOCENT = "innocent.tsv"
_SEVERITIES = {severity.name.lower(): severity for severity in Severity}
_SHORTEST = 3
"""Letters of a word that is also looked for by its sound."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One form of one word."""

    word: str
    severity: Severity
    language: str
    """Of the list it stands in."""
    harmless: frozenset[str] = frozenset()
    """Languages in which the same letters mean something else."""


Index = Mapping[str, tuple[Term, ...]]
"""Form → the terms that have it."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Lexicon:
    """All lists together, ready to be asked."""

    words: Index
    """By bare form and by skeleton."""
    backwards: Index
    """English ones that are hard, backwards."""
    drawn_out: Index
    """Hard ones, each run of a letter written once."""
    sounds: Index
    """Strong words and slurs in Latin letters, by their sound."""
    innocent: frozenset[str]
    """Bare words and names."""
    cleared_starts: frozenset[str] = frozenset()
    """First words of them."""
    longest_innocent: int = 1
    """Words of the longest of them."""
    problems: tuple[str, ...] = ()


def lexicon() -> Lexicon:
    """Read all lists, again only when one has changed."""
    return _read(tables.stamp(WORDS), tables.stamp(INNOCENT))


@lru_cache(maxsize=4)
def _read(listed: tables.Stamp, cleared: tables.Stamp) -> Lexicon:
    wrong: list[str] = []
    terms: dict[tuple[str, str], Term] = {}
    for path in (Path(name) for name, *_ in listed):
        wrong += tables.problems(path)
        for row in tables.rows(path):
            found = tuple(_terms(row, path.stem.lower()))
            wrong += [] if found else [f"{row.where}: its severity is mild, strong or slur."]
            for term in found:
                key = (term.word, term.language)
                terms[key] = max(terms.get(key, term), term, key=lambda one: one.severity)
    names = [bare(row.cells[0]) for name, *_ in cleared for row in tables.rows(Path(name))]
    hard = [t for t in terms.values() if t.severity > Severity.MILD]
    return Lexicon(
        words=_index((form, t) for t in terms.values() for form in {t.word, skeleton(t.word)}),
        backwards=_index((t.word[::-1], t) for t in hard if t.language == "en" and _has_sound(t)),
        drawn_out=_index((once(t.word), t) for t in hard),
        sounds=_index((sound(t.word), t) for t in hard if _has_sound(t)),
        innocent=frozenset(names),
        cleared_starts=frozenset(name.split()[0] for name in names),
        longest_innocent=max((len(name.split()) for name in names), default=1),
        problems=tuple(wrong),
    )


def _terms(row: tables.Row, language: str) -> Iterator[Term]:
    severity = _SEVERITIES.get(row.cell(1).lower())
    if severity is None:
        return
    harmless = frozenset(row.cell(3).lower().split())
    stem = row.cells[0]
    for ending in ("", *row.cell(2).split()):
        yield Term(word=bare(stem + ending), severity=severity, language=language,
                   harmless=harmless)  # fmt: skip


def _has_sound(term: Term) -> bool:
    return term.word.isascii() and term.word.isalpha() and len(term.word) >= _SHORTEST


def once(word: str) -> str:
    """Write repeated letters once: ``shiiit`` as ``shit``."""
    return "".join(c for i, c in enumerate(word) if not i or c != word[i - 1])


def _index(pairs: Iterator[tuple[str, Term]]) -> Index:
    found: dict[str, tuple[Term, ...]] = {}
    for form, term in pairs:
        found[form] = (*found.get(form, ()), term)
    return found
