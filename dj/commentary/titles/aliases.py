"""The spoken forms of editors: a symbol's name, or what a host says in place of a hard word.

``assets/names/aliases.tsv``: name as written, language of the host or ``*``, what is said, remark.
Names are compared folded; the longest that fits wins, the whole name before a part of it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from dj import tables
from dj.model.names import fold, primary_language

FILE = "aliases.tsv"
ANY = "*"
_MOST_WORDS = 8
"""Words of a name that is looked for inside a longer one."""
_EDGES = ",.;:!?\"'"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Aliases:
    """Spoken forms of names."""

    entries: Mapping[str, Mapping[str, str]]
    """Folded name → language or ``*`` → what is said."""
    starts: frozenset[str] = frozenset()
    """First words of all names that may stand in a longer one."""
    problems: tuple[str, ...] = ()

    def whole(self, name: str, language: str) -> str | None:
        """Give the spoken form of exactly this name, or None."""
        found = self.entries.get(fold(name))
        if found is None:
            return None
        return found.get(primary_language(language), found.get(ANY))

    def apply(self, text: str, language: str) -> str:
        """Replace the longest parts that have a spoken form."""
        if self.starts.isdisjoint(_bare(fold(text).split())):
            return text
        words = text.split()
        out: list[str] = []
        start = 0
        while start < len(words):
            taken, said = self._longest(words[start : start + _MOST_WORDS], language)
            out.append(said)
            start += taken
        return " ".join(out)

    def _longest(self, words: list[str], language: str) -> tuple[int, str]:
        for count in range(len(words), 0, -1):
            part = " ".join(words[:count])
            bare = part.rstrip(_EDGES)
            for form in dict.fromkeys((part, bare)):
                said = self.whole(form, language) if _has_letters(form) else None
                if said is not None:
                    return count, said + part[len(form) :]
        return 1, words[0]


def aliases() -> Aliases:
    """Read all tables of spoken forms, again only when one has changed."""
    return _read(tables.stamp(FILE))


@lru_cache(maxsize=8)
def _read(stamp: tables.Stamp) -> Aliases:
    entries: dict[str, dict[str, str]] = {}
    wrong: list[str] = []
    for path in (Path(name) for name, *_ in stamp):
        wrong += tables.problems(path)
        for row in tables.rows(path):
            key = fold(row.cells[0])
            if key and row.cell(2):
                entries.setdefault(key, {}).setdefault(row.cell(1).lower() or ANY, row.cell(2))
            else:
                wrong.append(f"{row.where}: needs a name, a language or * and what is said.")
    inside = [key for key in entries if _has_letters(key)]
    starts = frozenset(start for key in inside for start in _bare(key.split()[:1]))
    return Aliases(entries=entries, starts=starts, problems=tuple(wrong))


def _bare(folded: list[str]) -> Iterator[str]:
    return (word.rstrip(_EDGES) or word for word in folded)


def _has_letters(text: str) -> bool:
    """A name of signs alone is replaced as a whole only: a dash between words is no album."""
    return any(char.isalnum() for char in text)
