"""JSON arrays of any length, a block at a time: memory is that of one block and one row.

A block is cut between two objects. Such a place may lie inside a text or a row; what is before it
is then no JSON, and is read again row by row. So a cut that passes was a true one.
"""

import json
import re
from collections.abc import Iterator
from typing import Generic, TypeVar

import msgspec

from dj.listeners.importers.lines import BOM, Stream

T = TypeVar("T", bound=msgspec.Struct)

BLOCK_BYTES = 1 << 20
ROW_BYTES = 8 << 20
"""A longer row is none: the largest are pages of a thousand plays."""
WHOLE_FILE = re.compile(rb"\s*(\[)")
"""The opening of a file that is one array."""
BROKEN = "is broken or cut off."
CUT_OFF = "the file is cut off here: the list has no end."
MORE = "more follows the end of the list; it is not read."

_RAWS = msgspec.json.Decoder(list[msgspec.Raw])
_BETWEEN = re.compile(r"[\s,]*")
_SCAN = json.JSONDecoder(parse_int=str, parse_float=str).raw_decode
_LOOSE = b" \t\r\n,"
_CANDIDATES = 10_000
_WINDOWS = (1 << 12, 1 << 16, 1 << 20)
"""Characters in which the end of a row is looked for, one after the other."""
_NEAR_THE_END = 16
"""Characters: an escape or a word such as ``false`` that the end of a block divides."""


class ArrayReader(Generic[T]):
    """Reads the rows of an array as structures of one kind."""

    def __init__(self, kind: type[T], *, row_start: str = r"\{") -> None:
        """Say what a row is.

        Args:
            kind: The structure of a row.
            row_start: Pattern of the beginning of a row, for rows with lists of objects in them:
                it tells where one ends. Where it never matches, reading is only slower.
        """
        self._boundary = re.compile(rb"\}\s*(,)\s*" + row_start.encode())
        self._next_row = re.compile(rf"\}}\s*,\s*(?={row_start})")
        self._one = msgspec.json.Decoder(kind)
        self._many = msgspec.json.Decoder(list[kind])  # type: ignore[valid-type]

    def read(self, stream: Stream, opening: re.Pattern[bytes] = WHOLE_FILE) -> Iterator[T | str]:
        """Yield each row, or in its place why it cannot be read, in order.

        Args:
            stream: The file from its beginning.
            opening: Found in the first block; the array begins at its first group.
        """
        text = stream.read(BLOCK_BYTES).removeprefix(BOM)
        found = opening.search(text) if opening is not WHOLE_FILE else opening.match(text)
        if found is None:
            yield "the file does not begin like this format."
            return
        text, ended = text[found.end(1) :], False
        while not ended:
            block = stream.read(BLOCK_BYTES)
            text += block
            cut = _cut(text, self._boundary)
            quick = self._quickly(text[:cut]) if cut else None
            if quick is not None:
                yield from quick
                text = text[cut + 1 :]
            if block and (quick is not None or (not cut and len(text) < ROW_BYTES)):
                continue
            slow = _Slow(text, self._next_row, is_last=not block)
            yield from (self.row(p) if isinstance(p, bytes) else p for p in slow.pieces())
            text, ended = slow.rest, slow.ended or not block
        if opening is WHOLE_FILE and (text.strip() or stream.read(1)):
            yield MORE

    def listed(self, raw: bytes | msgspec.Raw) -> list[T | str]:
        """Read an array that is at hand, or one object that stands in place of an array of one."""
        content = bytes(raw)
        if not content.lstrip().startswith(b"["):
            return [self.row(content)]
        rows = self._quickly(content.strip()[1:-1])
        return [BROKEN] if rows is None else rows

    def row(self, raw: bytes | msgspec.Raw) -> T | str:
        """Read one row, or say why it cannot be read."""
        try:
            return self._one.decode(raw)
        except (ValueError, RecursionError) as error:
            return why(error)

    def _quickly(self, text: bytes) -> list[T | str] | None:
        content = b"[" + text.lstrip(_LOOSE) + b"]"
        try:
            return list(self._many.decode(content))
        except (msgspec.ValidationError, UnicodeDecodeError):
            return self._one_by_one(content)
        except (ValueError, RecursionError):
            return None

    def _one_by_one(self, content: bytes) -> list[T | str] | None:
        try:
            return [self.row(raw) for raw in _RAWS.decode(content)]
        except (ValueError, RecursionError):
            return None


def why(error: Exception) -> str:
    """Say in plain words why a row could not be read."""
    if isinstance(error, msgspec.ValidationError):
        return f"is not shaped like a row of this format ({error})."
    if isinstance(error, UnicodeDecodeError):
        return "is not valid UTF-8."
    return "is not valid JSON."


def _cut(text: bytes, boundary: re.Pattern[bytes]) -> int:
    """Find the last comma between two rows; 0 if there is none near the end."""
    at = len(text)
    for _ in range(_CANDIDATES):
        at = text.rfind(b"}", 0, at)
        if at < 0:
            return 0
        if found := boundary.match(text, at):
            return found.start(1)
    return 0


class _Slow:
    """One row after the other, over broken rows to the next sound one."""

    def __init__(self, text: bytes, next_row: re.Pattern[str], *, is_last: bool) -> None:
        # Bytes that are no UTF-8 come out as they went in, and only their row is refused.
        self._text = text.decode("utf-8", "surrogateescape")
        self._next_row = next_row
        self._is_last = is_last
        self._at = 0
        self.ended = False

    @property
    def rest(self) -> bytes:
        """What has not been read."""
        return self._text[self._at :].encode("utf-8", "surrogateescape")

    def pieces(self) -> Iterator[bytes | str]:
        """Yield the source of each row, or why there is none."""
        while self._find_next():
            start, end = self._at, self._end_of_row()
            if end:
                self._at = end
                yield self._text[start:end].encode("utf-8", "surrogateescape")
            elif end is None:
                return
            else:
                yield BROKEN
                found = self._next_row.search(self._text, start)
                self._at = found.end() if found else len(self._text)
        if self._is_last and not self.ended:
            yield CUT_OFF

    def _end_of_row(self) -> int | None:
        """Find where the row ends: 0 if it is broken, None if its end is not here yet."""
        left = len(self._text) - self._at
        for size in (*_WINDOWS, left):
            # An error counts the lines before it, which in a long text takes long.
            window = self._text[self._at : self._at + size]
            try:
                return self._at + _SCAN(window, 0)[1]
            except (ValueError, RecursionError) as error:
                if not _may_go_on(error, window):
                    return 0
            if size >= left:
                break
        return 0 if self._is_last or left > ROW_BYTES else None

    def _find_next(self) -> bool:
        between = _BETWEEN.match(self._text, self._at)
        self._at = between.end() if between else self._at
        self.ended = self._text.startswith("]", self._at)
        self._at += self.ended
        return not self.ended and self._at < len(self._text)


def _may_go_on(error: Exception, text: str) -> bool:
    """Tell whether a row may be broken only because the text ends inside it."""
    if not isinstance(error, json.JSONDecodeError):
        return False
    return error.pos >= len(text) - _NEAR_THE_END or error.msg.startswith("Unterminated string")
