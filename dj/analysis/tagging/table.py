"""A sorted string table as LevelDB lays it out: blocks of key and value, and an index of them.

Each block carries a checksum, and each key leaves out what it shares with the one before. Only what
TensorFlow writes is read: no compression, no filters.
"""

from collections.abc import Iterator

from dj.analysis.tagging.crc import masked
from dj.analysis.tagging.cursor import Cursor, damaged

_FOOTER_BYTES, _MAGIC = 48, 0xDB4775248B80FB57
_TRAILER_BYTES = 5
"""Kind of compression, one byte, and a checksum, four."""
_MOST_BYTES = 1_000_000
_MOST_ENTRIES = 10_000


def entries(table: bytes) -> dict[bytes, bytes]:
    """Return all keys with their values.

    Raises:
        ModelError: if a length, an order or a checksum is wrong, or there is too much of it.
    """
    if len(table) > _MOST_BYTES:
        raise damaged("its index is far too long")
    if len(table) < _FOOTER_BYTES:
        raise damaged("its index ends too early")
    footer = Cursor(table[-_FOOTER_BYTES:])
    _, index = _handle(footer), _handle(footer)
    if int.from_bytes(table[-8:], "little") != _MAGIC:
        raise damaged("its index does not end as one")
    found: dict[bytes, bytes] = {}
    for _, handle in _in_block(table, index):
        for key, value in _in_block(table, _handle(Cursor(handle))):
            if found and key <= next(reversed(found)):
                raise damaged("its keys are out of order")
            found[key] = value
            if len(found) > _MOST_ENTRIES:
                raise damaged("its index has far too many entries")
    return found


def _handle(cursor: Cursor) -> tuple[int, int]:
    """Read where a block begins and how long it is without its trailer."""
    return cursor.varint(), cursor.varint()


def _in_block(table: bytes, handle: tuple[int, int]) -> Iterator[tuple[bytes, bytes]]:
    start, size = handle
    cursor = Cursor(table[start:])
    block = cursor.take(size)
    trailer = cursor.take(_TRAILER_BYTES)
    if trailer[0]:
        raise damaged("its index is compressed")
    if masked(block + trailer[:1]) != int.from_bytes(trailer[1:], "little"):
        raise damaged("a checksum in its index is wrong")
    restarts = int.from_bytes(block[-4:], "little")
    last = Cursor(block).take(size - 4 * (restarts + 1))
    yield from _pairs(Cursor(last))


def _pairs(cursor: Cursor) -> Iterator[tuple[bytes, bytes]]:
    key = b""
    while cursor:
        shared, rest, size = cursor.varint(), cursor.varint(), cursor.varint()
        if shared > len(key):
            raise damaged("a key shares more than there is")
        key = key[:shared] + cursor.take(rest)
        yield key, cursor.take(size)
