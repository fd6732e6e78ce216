"""Rows of the editors' tables under ``assets/names``: columns by tabs, ``# `` begins a remark.

A table of one name may lie in several folders; all are read, and what the project or the user
wrote goes before what came with the program.
"""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from dj import resources
from dj.model.names import fold

FOLDER = "assets/names"
NOBODY = "nobody.tsv"
"""What is written where nothing is known, of the sorts ``name``, ``artist`` and ``genre``."""
SPOKEN = "spoken.tsv"
"""Genres of what is spoken and no music, of the sorts ``always`` and ``alone``."""
_MOST_ROWS = 50_000
_LOOK_AGAIN_S = 2.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row with the place it was found."""

    cells: tuple[str, ...]
    """Trimmed; the first is never empty."""
    where: str
    """File and line."""

    def cell(self, number: int) -> str:
        """Give a cell, or "" where the row is shorter."""
        return self.cells[number] if number < len(self.cells) else ""


def rows(path: Path) -> Iterator[Row]:
    """Read one table; a file that is not UTF-8 text has no rows, and a check says so."""
    text = _text(path)
    for number, line in enumerate((text or "").splitlines()[:_MOST_ROWS], start=1):
        cells = tuple(cell.strip() for cell in line.split("\t"))
        if cells[0] and not line.startswith("# "):
            yield Row(cells=cells, where=f"{path.name} line {number}")


def problems(path: Path) -> tuple[str, ...]:
    """Say what keeps a table from being read at all."""
    if _text(path) is None:
        return (f"{path.name}: is not read; write it as UTF-8 text.",)
    return ()


def _text(path: Path) -> str | None:
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        return None


Stamp = tuple[tuple[str, int, int], ...]
"""Path, time and size of each file read, so that an edit is seen at the next call."""


def stamp(pattern: str) -> Stamp:
    """Mark all tables that match, in the order they count."""
    return tuple((str(path), *_changed(path)) for folder in resources.folders(FOLDER)
                 for path in sorted(folder.glob(pattern)))  # fmt: skip


def _changed(path: Path) -> tuple[int, int]:
    found = path.stat()
    return found.st_mtime_ns, found.st_size


def words(name: str, sort: str) -> frozenset[str]:
    """Return what the tables of a name list as of one sort, which the second cell tells; folded.

    Asked for every name of a library: whether a table has changed is looked at only now and then.
    """
    return _looked(name, sort, int(time.monotonic() / _LOOK_AGAIN_S))


@lru_cache(maxsize=32)
def _looked(name: str, sort: str, _look: int) -> frozenset[str]:
    return _words(stamp(name), sort)


@lru_cache(maxsize=32)
def _words(found: Stamp, sort: str) -> frozenset[str]:
    return frozenset(fold(row.cells[0]) for path, *_ in found for row in rows(Path(path))
                     if row.cell(1) == sort)  # fmt: skip
