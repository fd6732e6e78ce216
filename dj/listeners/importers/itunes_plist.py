"""The property list of a music library, as dictionaries.

The files Apple writes are a hundred megabytes of one flat shape, which is read three times as fast
by its shape as by `plistlib`, which gets any other. Both refuse entity declarations.
"""

import html
import plistlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from xml.parsers.expat import ExpatError

from dj.errors import ImportFileError

LIBRARY_BYTES = 500 * 1024 * 1024
_TRACKS, _PLAYLISTS = b"<key>Tracks</key>", b"<key>Playlists</key>"
_ENTRY = re.compile(rb"<key>\d+</key>\s*<dict>")
_UNUSUAL = (b"<!--", b"<![CDATA[", b"<!ENTITY", b"<?xml-")
_WANTED = {
    key.encode(): key
    for key in (
        "Track ID", "Name", "Artist", "Album Artist", "Album", "Total Time", "Play Count",
        "Play Date UTC", "Skip Count", "Date Added", "Rating", "Rating Computed", "Loved",
        "Location", "Podcast", "Movie", "TV Show", "Audiobook", "Has Video", "iTunesU",
    )
}  # fmt: skip
"""Of a track; everything else is passed over unread."""
_PAIR = re.compile(
    rb"<key>(%s)</key>\s*<(string|integer|date|true|false)(?:/>|>([^<]*)<)" % b"|".join(_WANTED)
)
_BROKEN = (
    ValueError, KeyError, TypeError, AttributeError, IndexError, OverflowError, RecursionError,
    ExpatError, plistlib.InvalidFileException,
)  # fmt: skip
"""What `plistlib` raises for bytes that are no property list."""
_Entry = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Library:
    """What a library holds; values are of any type."""

    tracks: Iterable[_Entry]
    playlists: Iterable[_Entry]


def read_library(source: Path) -> Library:
    """Read a library.

    Raises:
        ImportFileError: if it is damaged, larger than `LIBRARY_BYTES`, or declares entities.
    """
    if source.stat().st_size > LIBRARY_BYTES:
        raise ImportFileError(
            f"the library is larger than {LIBRARY_BYTES // 1024**2} MB.", where=str(source),
            hint="Export playlists from it one by one.",
        )  # fmt: skip
    content = source.read_bytes()
    try:
        return _by_shape(content) or _by_plistlib(content)
    except _BROKEN as error:
        raise ImportFileError(
            f"the library is damaged ({error}).", where=str(source),
            hint="Export it again: File, Library, Export Library.",
        ) from error  # fmt: skip


def _by_plistlib(content: bytes) -> Library:
    root = plistlib.loads(content, fmt=plistlib.FMT_XML)
    tracks, playlists = root.get("Tracks", {}), root.get("Playlists", [])
    return Library(_dictionaries(tracks.values()), _dictionaries(playlists))


def _dictionaries(values: Iterable[object]) -> list[_Entry]:
    return [value for value in values if isinstance(value, dict)]


def _by_shape(content: bytes) -> Library | None:
    """Read a library of the usual shape; None if it is not exactly that."""
    start, end = content.find(_TRACKS), content.rfind(_PLAYLISTS)
    is_usual = 0 < start < end and not any(mark in content for mark in _UNUSUAL)
    if not is_usual or not content.rstrip().endswith(b"</plist>"):
        return None
    # Values hold no "<", so these keys are true ones.
    part = content[start:end]
    if not _is_flat(part):
        return None
    rest = b'<plist version="1.0"><dict>' + content[end:].strip()
    playlists = plistlib.loads(rest, fmt=plistlib.FMT_XML).get("Playlists", [])
    return Library(_entries(part), _dictionaries(playlists))


def _is_flat(part: bytes) -> bool:
    """Tell whether nothing lies within the tracks: one dictionary each, and one around them."""
    entries = sum(1 for _ in _ENTRY.finditer(part))
    return b"<array" not in part and part.count(b"<dict>") == part.count(b"</dict>") == entries + 1


def _entries(part: bytes) -> Iterator[_Entry]:
    start = 0
    while (end := part.find(b"</dict>", start)) >= 0:
        found = _PAIR.findall(part, start, end)
        if found:
            yield {_WANTED[key]: _value(kind, value) for key, kind, value in found}
        start = end + 1


def _value(kind: bytes, value: bytes) -> object:
    """Read a value; None if it is not of its kind."""
    if kind == b"string":
        text = value.decode("utf-8", "replace")
        return html.unescape(text) if "&" in text else text
    if kind in (b"true", b"false"):
        return kind == b"true"
    try:
        return int(value[:20]) if kind == b"integer" else _date(value)
    except ValueError:
        return None


def _date(value: bytes) -> datetime:
    return datetime.fromisoformat(value.decode("ascii", "replace").removesuffix("Z"))
