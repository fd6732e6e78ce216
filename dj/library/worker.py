"""What runs in the limited workers of a scan: one batch of files, each on its own."""

import os
import stat
from collections.abc import Sequence
from pathlib import Path

import tinytag

from dj.audio.decoders import ffmpeg
from dj.errors import DjError
from dj.library.identity import read_content
from dj.library.tags import READER_VERSION, read_tags
from dj.model.track import Skipped, Track

READERS = f"{READER_VERSION}, {ffmpeg.NAME}, tinytag {tinytag.__version__}"
"""Versions of everything that decides whether a file can be read."""

_SHORTEST_S = 1.0


def read_files(paths: Sequence[str]) -> tuple[Track | Skipped, ...]:
    """Read several files; whatever one of them raises becomes its `Skipped`."""
    return tuple(map(read_file, paths))


def read_file(path: str) -> Track | Skipped:
    """Read one file: identity, length and tags."""
    try:
        before = _stamp(path)
        outcome = _read(Path(path))
        if before != _stamp(path):
            return Skipped(where=path, reason="changed while it was being read", passing=True)
        return outcome
    except DjError as error:
        return Skipped(where=path, reason=error.message)
    except OSError as error:
        reason = f"cannot be opened: {error.strerror or error}"
        return Skipped(where=path, reason=reason, passing=True)
    except MemoryError:
        raise  # the worker tells of it, and its answer to this file alone is what counts
    # Parsers of hostile bytes raise what they like; one bad file must only lose itself.
    except Exception as error:  # noqa: BLE001
        return Skipped(where=path, reason=f"cannot be read ({type(error).__name__})")


def _stamp(path: str) -> tuple[int, int]:
    """Return size and time of change; the walk saw a file, but that may be long ago.

    Raises:
        OSError: if it is not there, or a pipe by now: opening that would wait for its writer.
    """
    status = os.stat(path)  # noqa: PTH116 - a string is quicker
    if not stat.S_ISREG(status.st_mode):
        raise OSError(None, "is not a file any more")
    return status.st_size, status.st_mtime_ns


def _read(path: Path) -> Track | Skipped:
    content = read_content(path)
    if content.duration_s < _SHORTEST_S:
        return Skipped(where=str(path), reason=f"is only {content.duration_s:.1f} s long")
    tags = read_tags(path, content.tags)
    return Track(
        id=content.id,
        path=path,
        title=tags.title,
        artist=tags.artist,
        artists=tags.artists,
        album=tags.album,
        album_artist=tags.album_artist,
        track_number=tags.track_number,
        disc_number=tags.disc_number,
        work=tags.work,
        movement=tags.movement,
        movement_number=tags.movement_number,
        year=tags.year,
        released=tags.released,
        first_released=tags.first_released,
        credits=tags.credits,
        genres=tags.genres,
        duration_s=content.duration_s,
        ids=tags.ids,
        explicit=tags.explicit,
        provenance=tags.provenance,
    )
