"""Remove a session's folder: what we wrote there goes, what somebody else put there stays."""

import shutil
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from dj.errors import ManifestError
from dj.session.folder import LEFTOVER, STEMS
from dj.session.manifest import MANIFEST_NAME, read
from dj.writing import output_error

_FOLDERS = ("clips", "stems", "versions")


def contents(folder: Path) -> tuple[Path, ...]:
    """List the files and folders of a session that are ours; the session file is the last."""
    if not (folder / MANIFEST_NAME).is_file():
        return ()
    found = dict.fromkeys(path for path in _ours(folder) if path.exists())
    found.pop(folder / MANIFEST_NAME, None)
    return (*found, folder / MANIFEST_NAME)


def discard(folder: Path) -> None:
    """Remove a session; its folder goes as well if nothing else is in it.

    Raises:
        OutputError: if something cannot be removed.
    """
    for path in contents(folder):
        try:
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path)
            else:
                path.unlink(missing_ok=True)
        except OSError as error:
            raise output_error(path, error) from error
    with suppress(OSError):
        folder.rmdir()


def _ours(folder: Path) -> Iterator[Path]:
    yield from (folder / name for name in _FOLDERS)
    for path in sorted(folder.iterdir()):
        if path.stem.partition(".")[0] in STEMS or LEFTOVER.fullmatch(path.name):
            yield path
    with suppress(ManifestError):
        inside = folder.resolve()
        for file in read(folder).files:
            path = folder / file.path
            if path.resolve().is_relative_to(inside):
                yield path
