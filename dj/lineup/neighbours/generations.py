"""Index files on disk: each build is a new file that never changes; a pointer is swapped last.

A reader sees the old generation or the new one, never half of one. The sidecar says what the file
was built from; a file that does not match it is not opened but built anew.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from uuid import uuid4

import msgspec

from dj.errors import OutputError

POINTER = "current.json"
_STEM = "style-"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sidecar:
    """What an index file is, written beside it."""

    dim: int
    """Length of the vectors."""
    metric: str
    n: int
    """Rows."""
    trees: int
    seed: int
    matrix_sha256: str
    """Digest of the matrix it was built from."""
    search_k: int
    """Nodes to inspect for a pool of neighbours, calibrated at build."""
    recall: float
    """Mean share of the true pool found with `search_k`, 0 to 1."""
    sha256: str = ""
    """Digest of the index file; empty while it is in memory only."""
    file: str = ""
    """Name of the index file in the same folder."""


def publish(folder: Path, sidecar: Sidecar, save: Callable[[Path], object]) -> Sidecar:
    """Write a generation and point to it.

    Args:
        folder: Where indexes are kept; made if missing.
        sidecar: All but `sha256` and `file`, which are filled in.
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
        name = f"{_STEM}{content[:16]}.ann"
        complete = replace(sidecar, sha256=content, file=name)
        draft.replace(folder / name)
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


def reopen(folder: Path, *, matrix_sha256: str, seed: int, trees: int) -> Sidecar | None:
    """Return the current generation's sidecar if its file is whole and of this very matrix."""
    try:
        path = folder / f"{_pointed(folder)}.json"
        sidecar = msgspec.json.decode(path.read_bytes(), type=Sidecar)
        # The name comes from a file: it must not lead out of the folder.
        whole = _file_digest(folder / Path(sidecar.file).name) == sidecar.sha256
    except (OSError, ValueError, msgspec.MsgspecError):
        return None
    wanted = (sidecar.matrix_sha256, sidecar.seed, sidecar.trees) == (matrix_sha256, seed, trees)
    return sidecar if whole and wanted and sidecar.file == Path(sidecar.file).name else None


def _pointed(folder: Path) -> str:
    try:
        pointer = msgspec.json.decode((folder / POINTER).read_bytes(), type=dict[str, str])
    except (OSError, ValueError, msgspec.MsgspecError):
        return ""
    return Path(pointer.get("file", "")).name


def _retire(folder: Path, keep: set[str]) -> None:
    """Delete all generations but the new one and the one before, which a reader may have open."""
    for path in folder.glob(f"{_STEM}*.ann"):
        if path.name not in keep:
            path.unlink(missing_ok=True)
            path.with_name(f"{path.name}.json").unlink(missing_ok=True)


def _write(path: Path, content: bytes) -> None:
    draft = path.with_name(f".{path.name}.{uuid4().hex}.tmp")
    draft.write_bytes(content)
    draft.replace(path)


def _file_digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
