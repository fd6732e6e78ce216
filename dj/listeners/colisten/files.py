"""Co-listening data on disk: each build is a new folder that never changes; a pointer is swapped.

A reader sees the old generation or the new one, never half of one. Arrays are mapped, not read.
The same data and seed give the same bytes, so the folder's name is the hash of its card.
"""

import hashlib
import shutil
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from uuid import uuid4

import msgspec
import numpy as np
from numpy.typing import NDArray

from dj.errors import LibraryError
from dj.listeners.colisten.card import ABSENT, FORMAT, HOUSEHOLD, Card
from dj.listeners.colisten.level import Level, arrays, from_arrays
from dj.listeners.colisten.pointer import Pointer, damaged, point, pointed
from dj.writing import output_error

CARD = "card.json"
_STEM = "build-"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Model:
    """What similar listeners play."""

    card: Card
    artists: Level
    tracks: Level


def publish(folder: Path, card: Card, levels: Mapping[str, Level]) -> Card:
    """Write a generation, point to it and delete all others.

    Raises:
        OutputError: if the folder cannot be written.
    """
    draft = folder / f".{_STEM}{uuid4().hex}"
    try:
        draft.mkdir(parents=True)
        card = replace(card, sha256=_written(draft, levels))
        content = msgspec.json.encode(card, order="deterministic")
        (draft / CARD).write_bytes(content)
        name = f"{_STEM}{hashlib.sha256(content).hexdigest()[:16]}"
        if (folder / name).exists():  # the same build, and maybe damaged
            (folder / name).rename(folder / f".{_STEM}{uuid4().hex}")
        draft.rename(folder / name)
        point(folder, Pointer(generation=name))
        sweep(folder)
    except OSError as error:
        raise output_error(folder, error) from error
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    return card


def _written(draft: Path, levels: Mapping[str, Level]) -> dict[str, str]:
    sums: dict[str, str] = {}
    for kind, level in levels.items():
        for name, array in arrays(level).items():
            path = draft / f"{kind}-{name}.npy"
            np.save(path, array, allow_pickle=False)
            sums[path.name] = _digest(path)
    return sums


def load(folder: Path) -> Model | None:
    """Map the current generation; None where there is none.

    Raises:
        LibraryError: if it is damaged or of another version.
    """
    pointer = pointed(folder)
    if not pointer.generation:
        return None
    place = folder / pointer.generation
    try:
        card = msgspec.json.decode((place / CARD).read_bytes(), type=Card)
        if card.format == FORMAT:
            return Model(card=card, artists=_level(place, card, "artists"),
                         tracks=_level(place, card, "tracks"))  # fmt: skip
    except (OSError, ValueError, msgspec.MsgspecError) as error:
        raise damaged(folder, str(error)) from error
    raise damaged(folder, f"it is of version {card.format}, not {FORMAT}")


def _level(place: Path, card: Card, kind: str) -> Level:
    found: dict[str, NDArray[np.generic]] = {}
    for file in card.sha256:
        level, _, name = file.removesuffix(".npy").partition("-")
        if level == kind and file == Path(file).name:
            # A mapped array is slow to cut; a plain view of it is not.
            mapped = np.load(place / file, mmap_mode="r", allow_pickle=False)
            found[name] = np.asarray(mapped)
    return from_arrays(found)


def check(folder: Path) -> None:
    """Compare the current generation with its hashes.

    Raises:
        LibraryError: if a file is not what was written.
    """
    model = load(folder)
    if model is None:
        return
    place = folder / pointed(folder).generation
    for file, sha256 in model.card.sha256.items():
        if _digest(place / file) != sha256:
            raise damaged(folder, f"{file} has changed")


def why_absent(folder: Path) -> str:
    """Say why there is no generation, and how there can be one."""
    return pointed(folder).why or ABSENT


def remembered(folder: Path) -> tuple[tuple[Path, ...], str]:
    """Return files that the current or a dropped build was made from, and their licence."""
    pointer = pointed(folder)
    model = load(folder)
    if model is None:
        return tuple(map(Path, pointer.sources)), pointer.licence
    return _files(model.card), model.card.licence


def _files(card: Card) -> tuple[Path, ...]:
    return tuple(Path(x.where) for x in card.sources if x.where != HOUSEHOLD)


def remove(folder: Path) -> bool:
    """Delete everything; return whether there was something."""
    there = folder.exists()
    try:
        shutil.rmtree(folder, ignore_errors=not there)
    except OSError as error:
        raise output_error(folder, error) from error
    return there


def drop(folder: Path, why: str) -> None:
    """Delete all generations, and remember only which files they were made from.

    Raises:
        OutputError: if they cannot be deleted.
    """
    try:
        files, licence = remembered(folder)
    except LibraryError:
        files, licence = (), ""
    point(folder, Pointer(why=why, sources=tuple(map(str, files)), licence=licence))
    sweep(folder)


def sweep(folder: Path) -> None:
    """Delete all builds but the one that holds: former ones, and what a killed build has left.

    Raises:
        OutputError: if they cannot be deleted.
    """
    keep = pointed(folder).generation
    left = [*folder.glob(f"{_STEM}*"), *folder.glob(f".{_STEM}*")]
    try:
        for place in left:
            if place.name != keep:
                shutil.rmtree(place)
    except OSError as error:
        raise output_error(folder, error) from error


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
