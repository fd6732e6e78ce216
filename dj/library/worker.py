"""What runs in the limited workers of a scan: one batch of files, each on its own."""

from collections.abc import Sequence
from pathlib import Path

from dj.errors import DjError
from dj.library.identity import read_content
from dj.library.tags import read_tags
from dj.model.track import Skipped, Track

TRY_AGAIN = "cannot be opened"
"""How a reason begins that may pass without the file changing, such as a missing permission."""

_SHORTEST_S = 1.0


def read_files(paths: Sequence[str]) -> tuple[Track | Skipped, ...]:
    """Read several files; whatever one of them raises becomes its `Skipped`."""
    return tuple(map(read_file, paths))


def read_file(path: str) -> Track | Skipped:
    """Read one file: identity, length and tags."""
    try:
        return _read(Path(path))
    except DjError as error:
        return Skipped(where=path, reason=error.message)
    except OSError as error:
        return Skipped(where=path, reason=f"{TRY_AGAIN}: {error.strerror or error}")
    # Parsers of hostile bytes raise what they like; one bad file must only lose itself.
    except Exception as error:  # noqa: BLE001
        return Skipped(where=path, reason=f"cannot be read ({type(error).__name__})")


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
        year=tags.year,
        genres=tags.genres,
        duration_s=content.duration_s,
        ids=tags.ids,
        explicit=tags.explicit,
        provenance=tags.provenance,
    )
