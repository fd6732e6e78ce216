"""Open a snapshot: nothing is read but the manifest until it is asked for."""

from dataclasses import fields
from pathlib import Path
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from dj.interfaces import NeighbourIndex
from dj.lineup.catalogue import Catalogue
from dj.lineup.directory import Hashed
from dj.lineup.labels import Labels
from dj.lineup.neighbours import kept_index, open_index
from dj.lineup.snapshot.files import Reader
from dj.lineup.snapshot.records import Songs
from dj.lineup.snapshot.texts import Texts
from dj.units import TrackId

Name = TypeVar("Name", bound=str)
LABELS = tuple(item.name for item in fields(Catalogue) if item.type is Labels)


def read_snapshot(
    folder: Path, *, index: str = "", check: bool = False
) -> tuple[Catalogue, NeighbourIndex, NDArray[np.int64]]:
    """Open a snapshot for planning.

    Args:
        folder: The snapshot's own folder.
        index: A neighbour index of the group ``dj.indexes`` to build instead of the one kept.
        check: Compare every file with its digest first, which reads them all.

    Returns:
        The catalogue, its neighbour index, and the catalogue's row of each row of the index.

    Raises:
        LibraryError: if it is no snapshot, not a whole one, or was changed.
    """
    reader = Reader(folder)
    if check:
        reader.check()
    catalogue = _catalogue(reader)
    rows = np.flatnonzero(catalogue.has_vector)
    whole = rows.size == len(catalogue)
    matrix = catalogue.vectors if whole else reader.column("indexed")
    kept = reader.manifest.index
    found = (
        open_index(matrix, name=index)
        if index and index != kept
        else kept_index(matrix, folder / "index", name=kept)
    )
    return catalogue, found, rows


def _catalogue(reader: Reader) -> Catalogue:
    ids: Texts[TrackId] = _texts(reader, "ids")
    records: Texts[str] = _texts(reader, "songs")
    named = {
        "songs": Songs(records),
        "ids": ids,
        "row_of": _directory(reader, "ids", ids),
        **{name: _labels(reader, name) for name in LABELS},
    }
    arrays = (item.name for item in fields(Catalogue) if item.name not in named)
    return Catalogue(**named, **{name: reader.column(name) for name in arrays})  # type: ignore[arg-type]


def _labels(reader: Reader, name: str) -> Labels:
    names: Texts[str] = _texts(reader, f"{name}.names")
    named = {"names": names, "number_of": _directory(reader, f"{name}.names", names)}
    arrays = (item.name for item in fields(Labels) if item.name not in named)
    return Labels(**named, **{one: reader.column(f"{name}.{one}") for one in arrays})  # type: ignore[arg-type]


def _texts(reader: Reader, name: str) -> Texts[Name]:
    return Texts(reader.column(f"{name}.bytes"), reader.column(f"{name}.start"))


def _directory(reader: Reader, name: str, names: Texts[Name]) -> Hashed[Name]:
    return Hashed(names, reader.column(f"{name}.hashes"), reader.column(f"{name}.numbers"))
