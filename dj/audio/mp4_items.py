"""Pictures and tags of one's own in an MP4 file, for which FFmpeg's muxer has no place.

The muxer is given a text of exactly their size, and afterwards they are put where that text lies:
so nothing moves, and no table of positions must be mended.
"""

import struct
from collections.abc import Mapping
from pathlib import Path
from typing import BinaryIO

_PATH = (b"moov", b"udta", b"meta", b"ilst", b"\xa9lyr")
_HEAD = 8
_DATA_HEAD = 16
_TEXT, _PNG = 1, 14
"""Kinds of data in an item."""
_OWNER = b"com.apple.iTunes"
"""Under this name other programs look for tags of one's own."""


def free_item(name: str, text: str) -> bytes:
    """Write a tag of one's own."""
    mean = _atom(b"mean", b"\0\0\0\0" + _OWNER)
    title = _atom(b"name", b"\0\0\0\0" + name.encode())
    return _atom(b"----", mean + title + _data(_TEXT, text.encode()))


def cover_item(png: bytes) -> bytes:
    """Write a picture."""
    return _atom(b"covr", _data(_PNG, png))


def placeholder(items: bytes) -> Mapping[str, str]:
    """Give the tag that keeps room for some items; nothing if there are none."""
    room = len(items) - _HEAD - _DATA_HEAD
    return {"lyrics": "-" * room} if items else {}


def put_in_place(path: Path, items: bytes) -> None:
    """Write items over their placeholder in a finished file."""
    with path.open("r+b") as file:
        end = file.seek(0, 2)
        start = 0
        for name in _PATH:
            start, end = _find(file, name, start, end)
            # A meta atom begins with a version and flags.
            start += 4 if name == b"meta" else 0
        if end - start + _HEAD != len(items):
            msg = f"the room for {len(items)} bytes of tags is {end - start + _HEAD} bytes"
            raise ValueError(msg)
        file.seek(start - _HEAD)
        file.write(items)


def _find(file: BinaryIO, wanted: bytes, start: int, end: int) -> tuple[int, int]:
    """Span of the content of the first atom of a name among those that lie in a span."""
    while start < end:
        file.seek(start)
        size, name = struct.unpack(">I4s", file.read(_HEAD))
        head = _HEAD
        if size == 1:
            size, head = *struct.unpack(">Q", file.read(8)), 2 * _HEAD
        if name == wanted:
            return start + head, start + size
        start += size or end - start
    msg = f"no atom {wanted!r}"
    raise ValueError(msg)


def _data(kind: int, content: bytes) -> bytes:
    return _atom(b"data", struct.pack(">II", kind, 0) + content)


def _atom(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I4s", _HEAD + len(content), name) + content
