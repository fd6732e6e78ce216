"""Earlier and named states of a session, kept beside it: nothing that was made by hand is lost.

``versions/NAME.json`` is a state somebody has named. ``versions/undo`` and ``versions/redo`` hold
the latest steps, numbered. Each is a whole `session.json`, with paths from the session's folder.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from dj.errors import ConfigError, ManifestError
from dj.model.manifest import Manifest
from dj.session.files import sha256_of
from dj.session.manifest import decode, encode, read
from dj.writing import write_atomic

MOST_STEPS = 20
"""Steps that can be undone."""
_FOLDER = "versions"
_NAME = re.compile(r"\w(?:[\w .-]{0,58}\w)?")


def save(manifest: Manifest, folder: Path, name: str) -> Path:
    """Keep a state under a name.

    Raises:
        ConfigError: if the name cannot be a file's, or another state has it.
        OutputError: if the folder cannot be written.
    """
    path = _path(folder, name)
    if path.exists() and path.read_bytes() != encode(manifest):
        raise ConfigError(
            f"there is a version {name!r} already.", where=str(path),
            hint="Choose another name, or move that file away.",
        )  # fmt: skip
    return write_atomic(path, encode(manifest))


def load(folder: Path, name: str) -> Manifest:
    """Give the state that was kept under a name.

    Raises:
        ConfigError: if there is none.
        ManifestError: if its file is damaged.
    """
    path = _path(folder, name)
    if not path.is_file():
        known = ", ".join(repr(other) for other, _ in listing(folder)) or "none yet"
        raise ConfigError(f"there is no version {name!r}.", where=str(folder),
                          hint=f"Versions: {known}.")  # fmt: skip
    return read(path)


def listing(folder: Path) -> Iterator[tuple[str, Manifest | None]]:
    """Yield the names of all kept states, in order, each with its state; None if it is damaged."""
    for path in sorted((folder / _FOLDER).glob("*.json")):
        try:
            yield path.stem, read(path)
        except ManifestError:
            yield path.stem, None


def step(folder: Path, way: str, manifest: Manifest) -> None:
    """Remember a state on a pile of steps, ``undo`` or ``redo``; the oldest fall off."""
    steps = _steps(folder, way)
    number = int(steps[-1].stem) + 1 if steps else 1
    write_atomic(folder / _FOLDER / way / f"{number:06d}.json", encode(manifest))
    for old in steps[: max(0, len(steps) + 1 - MOST_STEPS)]:
        old.unlink(missing_ok=True)


def latest(folder: Path, way: str) -> tuple[Path, Manifest] | None:
    """Give the newest state of a pile and its file, None if there is none.

    Raises:
        ManifestError: if it is damaged.
    """
    steps = _steps(folder, way)
    return (steps[-1], decode(steps[-1].read_bytes(), where=str(steps[-1]))) if steps else None


def forget(folder: Path, way: str) -> None:
    """Clear a pile."""
    for path in _steps(folder, way):
        path.unlink(missing_ok=True)


def as_found(manifest: Manifest, folder: Path, now: Manifest) -> Manifest:
    """Give an earlier state the mix it had, if that is still there unchanged; else it has none.

    Args:
        manifest: The earlier state.
        folder: The session's folder.
        now: The present state, whose files are in the folder.
    """
    if not manifest.mix or _same(folder, manifest, manifest.mix):
        return manifest
    left = {file.path: file for file in (*manifest.files, *now.files)}
    return replace(manifest, mix="", measured=None, files=tuple(left.values()))


def _same(folder: Path, manifest: Manifest, name: str) -> bool:
    wanted = next((file.sha256 for file in manifest.files if file.path == name), "")
    return (folder / name).is_file() and sha256_of(folder / name) == wanted


def _steps(folder: Path, way: str) -> list[Path]:
    return sorted((folder / _FOLDER / way).glob("[0-9]*.json"))


def _path(folder: Path, name: str) -> Path:
    if not _NAME.fullmatch(name):
        raise ConfigError(
            f"{name[:80]!r} cannot be a version's name.", where="--save",
            hint="Use up to 60 letters, digits, spaces, points, hyphens.",
        )  # fmt: skip
    return folder / _FOLDER / f"{name}.json"
