"""Index files on disk: each build is a new file that never changes; a pointer is swapped last.

A reader sees the old generation or the new one, never half of one. The sidecar says what the file
was built from and how well it answers; the keys beside it name the rows that it knows.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from uuid import uuid4

import msgspec
import numpy as np
from numpy.typing import NDArray

from dj.errors import OutputError

POINTER = "current.json"
_STEM = "style-"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sidecar:
    """What an index file is, written beside it."""

    kind: str
    """Name of the index in the group ``dj.indexes``."""
    dim: int
    """Length of the vectors."""
    metric: str
    n: int
    """Rows."""
    settings: str
    """What else shapes the file, such as the number of trees."""
    seed: int
    matrix_sha256: str
    """Digest of the matrix it was built from."""
    effort: int
    """How far to search for a pool of neighbours, calibrated at build."""
    recall: float
    """Mean share of the 500 true neighbours found with `effort`, 0 to 1."""
    recall_50: float
    """The same for the nearest 50."""
    queries: int
    """Held-out queries behind the recall."""
    build_s: float
    """CPU seconds that the build took, without the calibration."""
    bytes: int = 0
    """Size of the index file; 0 while it is in memory only."""
    sha256: str = ""
    """Digest of the index file; empty while it is in memory only."""
    file: str = ""
    """Name of the index file in the same folder."""

    def fits(self, other: "Sidecar") -> bool:
        """Tell whether two files were made in one way, be it of other rows."""
        ours = (self.kind, self.dim, self.metric, self.settings, self.seed)
        return ours == (other.kind, other.dim, other.metric, other.settings, other.seed)


def publish(
    folder: Path, sidecar: Sidecar, keys: NDArray[np.uint64], save: Callable[[Path], object]
) -> Sidecar:
    """Write a generation and point to it.

    Args:
        folder: Where indexes are kept; made if missing.
        sidecar: All but `sha256`, `bytes` and `file`, which are filled in.
        keys: What tells the rows apart, in the order of the index, shape (n,).
        save: Writes the index file to a path.

    Returns:
        The complete sidecar.

    Raises:
        OutputError: if the folder cannot be written.
    """
    before = _pointed(folder)
    draft = folder / f".{_STEM}{uuid4().hex}.tmp"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        save(draft)
        content = _file_digest(draft)
        name = f"{_STEM}{content[:16]}.{sidecar.kind}"
        size = draft.stat().st_size
        complete = replace(sidecar, sha256=content, file=name, bytes=size)
        draft.replace(folder / name)
        _write(folder / f"{name}.keys", keys.astype("<u8").tobytes())
        _write(folder / f"{name}.json", msgspec.json.encode(complete))
        _write(folder / POINTER, msgspec.json.encode({"file": name}))
        _retire(folder, keep={name, before})
    except OSError as error:
        draft.unlink(missing_ok=True)
        raise OutputError(
            f"the neighbour index cannot be written: {error}.",
            where=str(folder),
            hint="Free some space, or choose another folder.",
        ) from error
    return complete


def reopen(folder: Path, *, check: bool = True) -> tuple[Sidecar, NDArray[np.uint64]] | None:
    """Return the current generation's sidecar and keys if its files are whole.

    Args:
        folder: Where indexes are kept.
        check: Read the whole file to compare its digest; else its size has to do.
    """
    try:
        path = folder / f"{_pointed(folder)}.json"
        sidecar = msgspec.json.decode(path.read_bytes(), type=Sidecar)
        # The name comes from a file: it must not lead out of the folder.
        named = folder / Path(sidecar.file).name
        whole = (
            _file_digest(named) == sidecar.sha256
            if check
            else named.stat().st_size == sidecar.bytes
        )
        keys = np.fromfile(f"{named}.keys", "<u8")
    except (OSError, ValueError, msgspec.MsgspecError):
        return None
    usable = whole and keys.size == sidecar.n and sidecar.file == named.name
    return (sidecar, keys) if usable else None


def _pointed(folder: Path) -> str:
    try:
        pointer = msgspec.json.decode((folder / POINTER).read_bytes(), type=dict[str, str])
    except (OSError, ValueError, msgspec.MsgspecError):
        return ""
    return Path(pointer.get("file", "")).name


def _retire(folder: Path, keep: set[str]) -> None:
    """Delete all generations but the new one and the one before, which a reader may have open."""
    for path in folder.glob(f"{_STEM}*"):
        if path.name.removesuffix(".json").removesuffix(".keys") not in keep:
            path.unlink(missing_ok=True)


def _write(path: Path, content: bytes) -> None:
    draft = path.with_name(f".{path.name}.{uuid4().hex}.tmp")
    draft.write_bytes(content)
    draft.replace(path)


def _file_digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
