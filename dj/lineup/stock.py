"""A library made ready for many plans: its columns and its neighbour index."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from dj.lineup.candidates import Shelf
from dj.lineup.catalogue import Catalogue
from dj.lineup.neighbours import IndexReport, open_index, reported
from dj.lineup.snapshot import read_snapshot
from dj.model.analysis import Song


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Stock:
    """A library made ready for many plans: its columns and its neighbour index."""

    catalogue: Catalogue
    shelf: Shelf

    @property
    def report(self) -> IndexReport:
        """How well its neighbour index answers."""
        return reported(self.shelf.index, self.shelf.rows.size)


def stock(songs: Sequence[Song], index_folder: Path | None = None, *, index: str = "") -> Stock:
    """Make a library ready for planning; worth keeping when one library serves many plans.

    Args:
        songs: All songs that could play.
        index_folder: Where neighbour indexes are kept; None keeps none.
        index: An index registered in the group ``dj.indexes``; empty chooses by size.
    """
    catalogue = Catalogue.of(songs)
    rows = np.flatnonzero(catalogue.has_vector)
    vectors = catalogue.vectors
    usable = vectors if rows.size == len(catalogue) else vectors[rows]
    found = open_index(usable, index_folder, name=index)
    return Stock(catalogue=catalogue, shelf=Shelf(index=found, rows=rows))


def open_stock(snapshot: Path, *, index: str = "", check: bool = False) -> Stock:
    """Open a library that was written down for planning; processes that open it share it.

    Args:
        snapshot: The folder that `write_snapshot` gave.
        index: An index registered in the group ``dj.indexes`` to build instead of the one kept.
        check: Compare every file with its digest first, which reads them all.

    Raises:
        LibraryError: if it is no snapshot, not a whole one, or was changed.
    """
    catalogue, found, rows = read_snapshot(snapshot, index=index, check=check)
    return Stock(catalogue=catalogue, shelf=Shelf(index=found, rows=rows))
