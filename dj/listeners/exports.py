"""What a user points at, part by part: a file, a folder, or a zip with zips in it.

Zips are unpacked into a scratch folder that the caller removes: importers read files, and some look
for a second file beside the first.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from dj.errors import ImportFileError
from dj.listeners.detecting import Told, detect, unknown
from dj.listeners.importers.archive import UNPACKED_BYTES, unpack
from dj.model.track import Skipped

FILES = 5_000
"""Files that a folder may hold; more is a music collection or a mistake."""
FILE_BYTES = 2 * 1024**3
"""Size of one file: forty times the longest history we know of."""
_ZIP = b"PK\x03\x04"


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One file that an importer reads."""

    path: Path
    importer: str


class Scratch:
    """A folder for what zips hold, and where the user finds the same."""

    def __init__(self, folder: Path) -> None:
        """Use an empty folder; the caller removes it."""
        self._folder = folder
        self._shown: list[tuple[str, str]] = []
        self._room = UNPACKED_BYTES

    def unpack(self, archive: Path) -> tuple[Path, list[Skipped]]:
        """Unpack a zip file; return the folder, and the members that could not be."""
        # What belongs together stays near: a zip in a zip becomes a folder beside it.
        folder = (
            Path(f"{archive} unpacked")
            if self.holds(archive)
            else self._folder / str(len(self._shown))
        )
        folder.mkdir()
        shown = self.shown(str(archive))
        self._shown.append((str(folder), shown))
        size, lost = unpack(archive, folder, shown=shown, room=self._room)
        self._room -= size
        return folder, lost

    def holds(self, path: Path) -> bool:
        """Tell whether a path lies in here."""
        return self._folder in path.parents

    def shown(self, text: str) -> str:
        """Write the user's own path where a text begins with one in here."""
        for inside, outside in reversed(self._shown):
            if text.startswith(inside + "/"):
                return outside + text[len(inside) :]
        return text


def parts(path: Path, told: Told, scratch: Scratch) -> Iterator[Part | Skipped]:
    """Yield each file to be read with its format, in a set order; `Skipped` what is no history.

    Raises:
        ImportFileError: if a single file is no history, is too large, or is a damaged zip.
    """
    if path.is_dir():
        yield from _folder(path, told, scratch)
        return
    importer = _known(path, told)
    if importer:
        yield Part(path=path, importer=importer)
    elif _is_zip(path):
        yield from _unpacked(path, told, scratch)
    else:
        raise unknown(path)


def _unpacked(path: Path, told: Told, scratch: Scratch) -> Iterator[Part | Skipped]:
    folder, lost = scratch.unpack(path)
    yield from lost
    for inner in _files(folder):
        try:
            if _is_zip(inner) and not _known(inner, told):
                yield from scratch.unpack(inner)[1]
                inner.unlink()
        except ImportFileError as error:
            yield Skipped(where=scratch.shown(str(inner)), reason=error.message)
            inner.unlink()
    yield from _folder(folder, told, scratch)


def _folder(folder: Path, told: Told, scratch: Scratch) -> Iterator[Part | Skipped]:
    for path in _files(folder):
        where = scratch.shown(str(path))
        try:
            if importer := _known(path, told):
                yield Part(path=path, importer=importer)
            elif _is_zip(path) and not scratch.holds(path):
                yield from _unpacked(path, told, scratch)
            else:
                yield Skipped(where=where, reason="is no history or playlist.")
        except ImportFileError as error:
            yield Skipped(where=where, reason=error.message)
        except OSError as error:
            yield Skipped(where=where, reason=f"cannot be read: {error.strerror or error}.")


def _files(folder: Path) -> list[Path]:
    found: list[Path] = []
    for path in folder.rglob("*"):
        if path.is_file() and not path.is_symlink():
            found.append(path)
        if len(found) > FILES:
            raise ImportFileError(
                f"the folder holds more than {FILES:,} files.", where=str(folder),
                hint="Name the histories in it one by one.",
            )  # fmt: skip
    return sorted(found)


def _known(path: Path, told: Told) -> str | None:
    if not path.is_file():
        raise ImportFileError(
            "this is no file.", where=str(path), hint="Give a file, a folder or a zip."
        )
    if path.stat().st_size > FILE_BYTES:
        raise ImportFileError(
            f"the file is larger than {FILE_BYTES // 1024**3} GB.", where=str(path),
            hint="Split it, or export a shorter time.",
        )  # fmt: skip
    if told.importer:
        return None if _is_zip(path) and told.importer != detect(path) else told.importer
    return detect(path)


def _is_zip(path: Path) -> bool:
    with path.open("rb") as stream:
        return stream.read(len(_ZIP)) == _ZIP
