"""Arrays out of a TensorFlow checkpoint, format V2, without TensorFlow.

A checkpoint has an index, which is a sorted string table from an array's name to a small message
(kind, shape, place, checksum), and shards of plain numbers. Read here: one shard, little-endian,
whole float32 arrays.
"""

import math
from collections.abc import Collection, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dj.analysis.tagging import table
from dj.analysis.tagging.crc import masked
from dj.analysis.tagging.cursor import Cursor, damaged

_FLOAT32 = 1
_MOST_NUMBERS = 10_000_000
_MOST_DIMENSIONS = 8
_VARINT, _EIGHT_BYTES, _BYTES, _FOUR_BYTES = 0, 1, 2, 5
"""Kinds of field in a message."""

Message = dict[int, list[int | bytes]]
"""Field number → its values in order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Entry:
    kind: int
    shape: tuple[int, ...]
    shard: int
    offset: int
    size: int
    checksum: int


def arrays(index: bytes, shard: bytes, names: Collection[str]) -> dict[str, NDArray[np.float32]]:
    """Return the arrays of some names.

    Args:
        index: The file that ends in ``.index``.
        shard: The only file of numbers, ``.data-00000-of-00001``.
        names: Which arrays; all others are left alone.

    Raises:
        ModelError: if one is missing, is of another kind, or any length or checksum is wrong.
    """
    found = table.entries(index)
    header = _fields(found.get(b"", b""))
    if _number(header, 1) != 1 or _number(header, 2) != 0:
        raise damaged("it is not one little-endian shard")
    return {name: _array(name, found, shard) for name in names}


def _array(name: str, found: dict[bytes, bytes], shard: bytes) -> NDArray[np.float32]:
    message = found.get(name.encode())
    if message is None:
        raise damaged(f"it has no array {name!r}")
    entry = _entry(message)
    count = math.prod(entry.shape)
    whole = entry.kind == _FLOAT32 and entry.shard == 0 and count <= _MOST_NUMBERS
    if not whole or entry.size != 4 * count:
        raise damaged(f"{name!r} is not a whole array of float32")
    cursor = Cursor(shard)
    cursor.take(entry.offset)
    data = cursor.take(entry.size)
    if masked(data) != entry.checksum:
        raise damaged(f"the checksum of {name!r} is wrong")
    return np.frombuffer(data, "<f4").reshape(entry.shape).astype(np.float32)


def _entry(data: bytes) -> _Entry:
    message = _fields(data)
    shape = [_fields(part) for part in message.get(2, ()) if isinstance(part, bytes)]
    dims = [_fields(d) for part in shape for d in part.get(2, ()) if isinstance(d, bytes)]
    if 7 in message or len(dims) > _MOST_DIMENSIONS:
        raise damaged("an array is in slices")
    return _Entry(
        kind=_number(message, 1), shape=tuple(_number(d, 1) for d in dims),
        shard=_number(message, 3), offset=_number(message, 4), size=_number(message, 5),
        checksum=_number(message, 6),
    )  # fmt: skip


def _number(message: Message, field: int) -> int:
    """Return the last number of a field, 0 if there is none, as the format wants it."""
    value = message.get(field, [0])[-1]
    if not isinstance(value, int):
        raise damaged("a number is missing")
    return value


def _fields(data: bytes) -> Message:
    """Take a protocol-buffers message apart."""
    message: Message = {}
    for field, value in _values(Cursor(data)):
        message.setdefault(field, []).append(value)
    return message


def _values(cursor: Cursor) -> Iterator[tuple[int, int | bytes]]:
    while cursor:
        field, kind = divmod(cursor.varint(), 8)
        if kind == _VARINT:
            yield field, cursor.varint()
        elif kind == _BYTES:
            yield field, cursor.take(cursor.varint())
        elif kind in {_FOUR_BYTES, _EIGHT_BYTES}:
            yield field, cursor.fixed(4 if kind == _FOUR_BYTES else 8)
        else:
            raise damaged("a field is of no known kind")
