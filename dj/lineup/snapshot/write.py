"""Write a library down for planning: columns, songs and neighbour index, whole or not at all."""

import shutil
from collections.abc import Sequence
from dataclasses import fields
from pathlib import Path
from uuid import uuid4

import numpy as np

from dj.lineup.catalogue import Catalogue
from dj.lineup.directory import hashed
from dj.lineup.labels import Labels
from dj.lineup.neighbours import keep_index
from dj.lineup.snapshot.files import MANIFEST, Writer
from dj.lineup.snapshot.records import packed
from dj.lineup.snapshot.texts import encoded
from dj.model.analysis import Song
from dj.writing import output_error


def write_snapshot(songs: Sequence[Song], folder: Path, *, index: str = "") -> Path:
    """Write a snapshot of a library.

    Args:
        songs: All songs that could play, or a catalogue of them.
        folder: Where snapshots are kept; made if missing.
        index: A neighbour index of the group ``dj.indexes``; empty chooses by size.

    Returns:
        The snapshot's own folder, named by its id. If it was there, it stays as it is.

    Raises:
        OutputError: if the folder cannot be written.
        LibraryError: if the index asked for by name does not work.
    """
    catalogue = Catalogue.of(songs)
    draft = folder / f".{uuid4().hex}.tmp"
    try:
        draft.mkdir(parents=True)
        identity = _written(catalogue, Writer(draft), index)
        whole = folder / identity
        _place(draft, whole)
    except OSError as error:
        raise output_error(folder, error) from error
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    return whole


def _place(draft: Path, whole: Path) -> None:
    """Give a snapshot its name, unless it is there, be it since a moment ago."""
    if (whole / MANIFEST).is_file():
        return
    shutil.rmtree(whole, ignore_errors=True)
    try:
        draft.rename(whole)
    except OSError:
        if not (whole / MANIFEST).is_file():
            raise


def _written(catalogue: Catalogue, writer: Writer, index: str) -> str:
    for item in fields(catalogue):
        value = getattr(catalogue, item.name)
        if isinstance(value, np.ndarray):
            writer.column(item.name, value)
        elif isinstance(value, Labels):
            _labels(writer, item.name, value)
    _names(writer, "ids", catalogue.ids)
    writer.texts("songs", map(packed, catalogue.songs))
    rows = np.flatnonzero(catalogue.has_vector)
    vectors = catalogue.vectors
    if rows.size < len(catalogue):
        # The index is asked for rows side by side, and these shall be mapped, too.
        vectors = vectors[rows]
        writer.column("indexed", vectors)
    kept = keep_index(vectors, writer.folder / "index", name=index)
    return writer.close(songs=len(catalogue), index=kept).id


def _labels(writer: Writer, name: str, labels: Labels) -> None:
    for item in fields(labels):
        value = getattr(labels, item.name)
        if isinstance(value, np.ndarray):
            writer.column(f"{name}.{item.name}", value)
    _names(writer, f"{name}.names", labels.names)


def _names(writer: Writer, name: str, names: Sequence[str]) -> None:
    writer.texts(name, map(encoded, names))
    hashes, numbers = hashed(names)
    writer.column(f"{name}.hashes", hashes)
    writer.column(f"{name}.numbers", numbers)
