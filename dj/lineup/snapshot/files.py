"""The files of a snapshot: arrays written raw, mapped when read, listed with their digests."""

import hashlib
import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray

from dj.errors import LibraryError

MANIFEST = "manifest.json"
FORMAT = 1
"""Changes whenever older programs could not read a snapshot, or newer ones theirs."""
AGAIN = "Write the snapshot again."
_PLAIN = re.compile(r"[<|][biuf][1248]")
"""Dtypes that a column may have: numbers, whose bytes are all there is to them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """One file of a snapshot."""

    bytes: int
    sha256: str
    dtype: str = ""
    """Of a column, as numpy writes it, such as ``<f4``; empty for other files."""
    shape: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What a snapshot is made of."""

    format: int
    id: str
    """Hash of the columns: the same content has the same name everywhere."""
    songs: int
    index: str
    """Name in the group ``dj.indexes`` of the neighbour index it holds; empty for none."""
    files: Mapping[str, File] = field(default_factory=dict)
    """Path in the snapshot's folder → what is there."""


class Writer:
    """Writes columns into a folder and remembers them."""

    def __init__(self, folder: Path) -> None:
        """Write into a folder that exists and is empty."""
        self.folder = folder
        self._shapes: dict[str, tuple[str, tuple[int, ...]]] = {}

    def column(self, name: str, values: NDArray[Any]) -> None:
        """Write an array, little-endian, in the order of its rows."""
        little = np.ascontiguousarray(values, values.dtype.newbyteorder("<"))
        little.tofile(self._file(name, little.dtype, little.shape))

    def texts(self, name: str, each: Iterable[bytes]) -> None:
        """Write byte strings one after the other, and where each begins."""
        ends = [0]
        with (self.folder / f"{name}.bytes.u1").open("wb") as file:
            for text in each:
                file.write(text)
                ends.append(ends[-1] + len(text))
        self._file(f"{name}.bytes", np.dtype("u1"), (ends[-1],))
        self.column(f"{name}.start", np.array(ends, np.int64))

    def close(self, *, songs: int, index: str) -> Manifest:
        """List all files, those of others too, and write the manifest: the snapshot is whole."""
        paths = sorted(path for path in self.folder.rglob("*") if path.is_file())
        files = {path.relative_to(self.folder).as_posix(): self._listed(path) for path in paths}
        # What follows from the columns, such as the neighbour index, does not change the name.
        columns = {name: file for name, file in files.items() if file.dtype}
        listing = msgspec.json.encode([FORMAT, songs, index, columns], order="deterministic")
        identity = hashlib.sha256(listing).hexdigest()[:32]
        manifest = Manifest(format=FORMAT, id=identity, songs=songs, index=index, files=files)
        text = msgspec.json.format(msgspec.json.encode(manifest, order="deterministic"))
        (self.folder / MANIFEST).write_bytes(text)
        return manifest

    def _file(self, name: str, dtype: np.dtype[Any], shape: tuple[int, ...]) -> Path:
        path = self.folder / f"{name}.{dtype.str[1:]}"
        self._shapes[path.name] = (dtype.str, shape)
        return path

    def _listed(self, path: Path) -> File:
        dtype, shape = self._shapes.get(path.relative_to(self.folder).as_posix(), ("", ()))
        return File(bytes=path.stat().st_size, sha256=_digest(path), dtype=dtype, shape=shape)


class Reader:
    """Opens the columns of a snapshot."""

    def __init__(self, folder: Path) -> None:
        """Read the manifest and see that every file is there and has its size.

        Raises:
            LibraryError: if it is no snapshot, one of another format, or not whole.
        """
        self.folder = folder
        self.manifest = _manifest(folder)
        for name, file in self.manifest.files.items():
            path = folder / name
            outside = Path(name).is_absolute() or ".." in Path(name).parts
            if outside or not path.is_file() or path.stat().st_size != file.bytes:
                raise _broken(folder, f"{name} is missing or has another size")
            if file.dtype and not _fits(file):
                raise _broken(folder, f"{name} is not what the manifest says")
        self._named = {Path(name).stem: name for name, file in self.manifest.files.items()
                       if file.dtype}  # fmt: skip

    def column(self, name: str) -> NDArray[Any]:
        """Map a column; pages are read when they are asked for, and shared by processes."""
        if name not in self._named:
            raise _broken(self.folder, f"it has no column {name!r}")
        file = self.manifest.files[self._named[name]]
        dtype = np.dtype(file.dtype)
        if not file.bytes:
            return np.zeros(file.shape, dtype.newbyteorder("="))
        mapped = np.memmap(self.folder / self._named[name], dtype, mode="r", shape=file.shape)
        whole = mapped.view(np.ndarray)
        return whole if dtype.isnative else whole.astype(dtype.newbyteorder("="))

    def check(self) -> None:
        """Compare every file with its digest.

        Raises:
            LibraryError: if one has changed.
        """
        for name, file in self.manifest.files.items():
            if _digest(self.folder / name) != file.sha256:
                raise _broken(self.folder, f"{name} has changed since it was written")


def _fits(file: File) -> bool:
    """Tell whether an array of numbers of this shape has so many bytes."""
    plain = _PLAIN.fullmatch(file.dtype) and all(size >= 0 for size in file.shape)
    return bool(plain) and math.prod(file.shape) * np.dtype(file.dtype).itemsize == file.bytes


def _manifest(folder: Path) -> Manifest:
    try:
        found = msgspec.json.decode((folder / MANIFEST).read_bytes(), type=Manifest)
    except (OSError, ValueError, msgspec.MsgspecError) as error:
        raise LibraryError(
            f"this is no snapshot of a library, or not a whole one: {error}.",
            where=str(folder), hint=AGAIN,
        ) from error  # fmt: skip
    if found.format != FORMAT:
        raise _broken(folder, f"its format is {found.format}, and {FORMAT} is read here")
    return found


def _broken(folder: Path, reason: str) -> LibraryError:
    return LibraryError(f"the snapshot cannot be used: {reason}.", where=str(folder), hint=AGAIN)


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
