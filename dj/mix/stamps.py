"""Are the sources of a rendering still the files they were when it began?"""

from collections.abc import Iterable, Mapping
from pathlib import Path

from dj.errors import AudioError
from dj.mix.sounding import SourceFile

Stamps = Mapping[Path, tuple[int, int, int]]
"""Path → size in bytes, time of change in nanoseconds, inode."""


def stamps(files: Iterable[SourceFile]) -> Stamps:
    """Note what each file is now, in the order of their paths.

    Raises:
        AudioError: if one is not there, with its path.
    """
    return {path: _stamp(path) for path in sorted({file.path for file in files})}


def need_unchanged(before: Stamps) -> None:
    """Compare the files with what they were.

    Raises:
        AudioError: if one has changed or vanished, with its path.
    """
    for path, stamp in before.items():
        if _stamp(path) != stamp:
            raise AudioError(
                "changed while the mix was made from it.", where=str(path),
                hint="Wait until nothing writes to it, run `dj scan`, then render again.",
            )  # fmt: skip


def _stamp(path: Path) -> tuple[int, int, int]:
    try:
        status = path.stat()
    except OSError as error:
        raise AudioError(
            f"cannot be read any more: {error.strerror}.", where=str(path),
            hint="Put it back, or run `dj scan` where it is now, then render again.",
        ) from error  # fmt: skip
    return status.st_size, status.st_mtime_ns, status.st_ino
