"""How names are said: written name to respelling, for marked names only.

Order: the persona's own entries, then the lists of each voices folder (project, user, packaged):
``lexicon.<language>.tsv`` for hosts of one language, then ``lexicon.tsv`` for all. A row is
``name<TAB>say<TAB>remark``; ``#`` starts a comment row. A respelling is plain words, so that it
helps every engine, and it is spelled for readers of one language.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from dj import resources
from dj.speech.text.characters import MOST_POINTS, shorten

FILE = "lexicon.tsv"
"""Names that every host says alike."""
_MOST_ROWS = 50_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """Respellings by folded name."""

    entries: Mapping[str, str]
    problems: tuple[str, ...] = ()
    """Rows that were left out, in words."""

    def say(self, name: str) -> str | None:
        """Give the respelling of exactly this name, or None."""
        return self.entries.get(folded(name))


def folded(name: str) -> str:
    """Key of a name: case and accents away, spaces collapsed; signs are kept."""
    plain = unicodedata.normalize("NFKD", shorten(name))[: 4 * MOST_POINTS]
    bare = "".join(char for char in plain if not unicodedata.combining(char))
    return re.sub(r"\s+", " ", bare).strip().casefold()


def gather(own: Mapping[str, str], language: str, folders: Sequence[Path] | None = None) -> Lexicon:
    """Join a persona's entries with the lists for its language; what comes first wins."""
    entries = {folded(name): say for name, say in own.items()}
    problems: list[str] = []
    for folder in resources.folders("voices") if folders is None else folders:
        for path in (folder / file_for(language), folder / FILE):
            if path.is_file():
                found, wrong = read(path)
                entries = {**found, **entries}
                problems += wrong
    return Lexicon(entries=entries, problems=tuple(problems))


def file_for(language: str) -> str:
    """Name the list for a language tag: ``lexicon.es.tsv`` for ``es-419``."""
    return f"lexicon.{language.partition('-')[0].lower()}.tsv"


def read(path: Path) -> tuple[dict[str, str], list[str]]:
    """Read one file: entries, and the rows that are not valid, in words."""
    try:
        rows = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        return {}, [f"{path}: not read ({type(error).__name__}); write it as UTF-8 text."]
    return _parsed(path, rows[:_MOST_ROWS])


def _parsed(path: Path, rows: Iterable[str]) -> tuple[dict[str, str], list[str]]:
    entries: dict[str, str] = {}
    problems: list[str] = []
    for number, row in enumerate(rows, start=1):
        if not row.strip() or row.startswith("# "):
            continue
        name, _, rest = row.partition("\t")
        say = rest.partition("\t")[0].strip()
        if name.strip() and say:
            entries.setdefault(folded(name), say)
        else:
            problems.append(f"{path} line {number}: needs a name, a tab and how to say it.")
    return entries, problems
