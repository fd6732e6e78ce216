"""Optional models on disk: a file of plain arrays and a card that says what it is.

They lie together in one folder, as ``NAME.npz`` and ``NAME.json``. The card is written last and
names the file's hash, so half a model is none.
"""

import hashlib
import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import msgspec
import numpy as np
from numpy.typing import NDArray

from dj.errors import ModelError
from dj.writing import write_atomic

_LARGEST_CARD = 100_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """What a model is and where it comes from."""

    name: str
    version: str
    source: str
    """The package it was published in."""
    licence: str
    """SPDX identifier of the weights."""
    copyright: str
    citation: str
    sha256: str = ""
    """Of the file of arrays, in hexadecimal."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """A model that is there and whole."""

    card: Card
    path: Path
    """Its file of arrays."""

    @property
    def version(self) -> str:
        """Version and the beginning of the hash, so that other weights are another version."""
        return f"{self.card.version} {self.card.sha256[:12]}"


def find(folder: Path, name: str) -> Model | None:
    """Return a model of a folder; None if it is not there.

    Raises:
        ModelError: if it cannot be read or is not what its card says.
    """
    path = folder / f"{name}.npz"
    try:
        with path.with_suffix(".json").open("rb") as file:
            card = msgspec.json.decode(file.read(_LARGEST_CARD), type=Card)
        found = hashlib.sha256(path.read_bytes()).hexdigest()
    except FileNotFoundError:
        return None
    except (OSError, msgspec.MsgspecError) as error:
        raise _broken(path, f"cannot be read: {error}") from error
    if found != card.sha256:
        raise _broken(path, "is not what its card says")
    return Model(card=card, path=path)


def names(folder: Path) -> tuple[str, ...]:
    """List the models that have a card in a folder, sorted; some may be damaged."""
    return tuple(sorted(path.stem for path in folder.glob("*.json")))


def save(folder: Path, card: Card, arrays: Mapping[str, NDArray[np.float32]]) -> Model:
    """Write a model, in place of an earlier one of that name.

    Raises:
        OutputError: if the folder cannot be written.
    """
    packed = io.BytesIO()
    np.savez(packed, **dict(sorted(arrays.items())))  # type: ignore[arg-type]
    data = packed.getvalue()
    card = replace(card, sha256=hashlib.sha256(data).hexdigest())
    path = write_atomic(folder / f"{card.name}.npz", data)
    told = msgspec.json.format(msgspec.json.encode(card), indent=1)
    write_atomic(path.with_suffix(".json"), told + b"\n")
    return Model(card=card, path=path)


def load(path: Path) -> dict[str, NDArray[np.float32]]:
    """Read the arrays of a model, whatever they are.

    Raises:
        ModelError: if the file is none of ours.
    """
    try:
        with np.load(path, allow_pickle=False) as packed:
            return {name: packed[name] for name in packed.files}
    except (OSError, ValueError, EOFError, zipfile.BadZipFile) as error:
        raise _broken(path, f"cannot be read: {error}") from error


def remove(folder: Path, name: str) -> bool:
    """Delete a model, also a damaged one; tell whether there was one."""
    path = folder / f"{name}.npz"
    there = [part for part in (path.with_suffix(".json"), path) if part.exists()]
    for part in there:
        part.unlink()
    return bool(there)


def _broken(path: Path, what: str) -> ModelError:
    hint = f"Fetch it again with `dj models add {path.stem}`, or `dj models remove {path.stem}`."
    return ModelError(f"the model {what}.", where=str(path), hint=hint)
