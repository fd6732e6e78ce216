"""Lines of bytes from a stream of any size: constant memory, any line end, no endless line."""

from collections.abc import Iterable, Iterator
from typing import Protocol

BLOCK_BYTES = 1 << 20
LINE_BYTES = 1 << 20
"""A longer line is no row of any format we read."""
BOM = b"\xef\xbb\xbf"


class Stream(Protocol):
    """Anything that gives bytes."""

    def read(self, count: int, /) -> bytes:
        """Return at most `count` bytes; none at the end."""
        ...


def lines(stream: Stream) -> Iterator[bytes | None]:
    r"""Yield each line without its end (``\n``, ``\r\n`` or ``\r``); None for one too long."""
    rest, too_long, first = b"", False, True
    while block := stream.read(BLOCK_BYTES):
        text = rest + (block.removeprefix(BOM) if first else block)
        first = False
        # A carriage return at the very end may be half of a pair.
        held = text.endswith(b"\r")
        found = _unified(text[:-1] if held else text).split(b"\n")
        rest = found.pop()
        for line in found:
            yield None if too_long or len(line) > LINE_BYTES else line
            too_long = False
        too_long = too_long or len(rest) > LINE_BYTES
        rest = (b"" if too_long else rest) + (b"\r" if held else b"")
    if too_long:
        yield None
    elif rest:
        yield rest.removesuffix(b"\r")


def _unified(text: bytes) -> bytes:
    if b"\r" not in text:
        return text
    return text.replace(b"\r\n", b"\n").replace(b"\r", b"\n")


def numbered(found: Iterable[bytes | None]) -> Iterator[tuple[int, bytes | str]]:
    """Count lines from 1 and leave out the blank ones; text says why a line is none."""
    for number, line in enumerate(found, 1):
        if line is None:
            yield number, "is longer than a row can be."
        elif line and not line.isspace():
            yield number, line


def text_of(line: bytes) -> str:
    """Decode a line that should be UTF-8, or else as old programs for Windows wrote it."""
    try:
        return line.decode()
    except UnicodeDecodeError:
        return line.decode("cp1252", "replace")
