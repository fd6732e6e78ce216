"""Where a playlist says a recording is: URIs, paths of other systems, paths beside the playlist."""

import os
import re
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

from dj.errors import ImportFileError

PLAYLIST_BYTES = 16 * 1024 * 1024
"""A larger playlist is none."""
PLACE_LIMIT = 4096
"""Characters a path or address may have."""
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:")
_DRIVE = re.compile(r"[A-Za-z]:[\\/]")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_NUMBER = re.compile(r"^(?:\d{1,3}(?:-\d{1,3})?(?:\s*[.)_]\s*|\s+-\s+)|0\d\s+)(?=\S)")
"""A track number before a title; ``99 Luftballons`` keeps its own."""


def read_playlist(source: Path) -> bytes:
    """Read a whole playlist file.

    Raises:
        ImportFileError: if it is larger than `PLAYLIST_BYTES`.
    """
    with source.open("rb") as stream:
        content = stream.read(PLAYLIST_BYTES + 1)
    if len(content) > PLAYLIST_BYTES:
        raise ImportFileError(
            f"the playlist is larger than {PLAYLIST_BYTES // (1024 * 1024)} MB.",
            where=str(source), hint="Split it into smaller playlists.",
        )  # fmt: skip
    return content


def place(written: str, folder: Path, *, is_uri: bool) -> str:
    """Turn what a playlist says into an absolute path, or leave a web address as it is.

    Args:
        written: Path or address as the playlist has it.
        folder: Folder of the playlist; relative paths start there.
        is_uri: True if plain paths are percent-encoded too, as in XSPF.

    Returns:
        The path or address; "" if it cannot be one.
    """
    if not written or len(written) > PLACE_LIMIT or _CONTROL.search(written):
        return ""
    if _DRIVE.match(written):
        return written.replace("\\", "/")
    if written[:5].lower() == "file:":
        return _plain(_file_path(unquote(written[5:])))
    if _SCHEME.match(written):
        return written
    plain = unquote(written) if is_uri else written
    if "/" not in plain:
        plain = plain.replace("\\", "/")
    return _plain(os.path.normpath(folder.absolute() / plain))


def _file_path(rest: str) -> str:
    # The host is empty or "localhost" in practice; a drive stands after a third slash.
    path = "/" + rest[2:].partition("/")[2] if rest.startswith("//") else rest
    return path[1:] if _DRIVE.match(path[1:]) else path


def _plain(path: str) -> str:
    return "" if _CONTROL.search(path) else path


def title_of(place: str) -> tuple[str, str]:
    """Read (artist, title) from a file's name; the artist is "" if it does not say."""
    tail = unquote(place.partition("?")[0]) if _SCHEME.match(place) else place
    return split_label(_NUMBER.sub("", PurePosixPath(tail).stem))


def split_label(label: str) -> tuple[str, str]:
    """Split ``Artist - Title`` once; the artist is "" if there is no dash between blanks."""
    artist, dash, title = label.partition(" - ")
    return (artist.strip(), title.strip()) if dash else ("", label.strip())
