"""Reading binary formats of others byte by byte, never past the end."""

from dj.errors import ModelError

_LONGEST_VARINT = 10


def damaged(what: str) -> ModelError:
    """Return the error for a file that breaks its own format."""
    return ModelError(f"the file is damaged: {what}.", hint="Fetch it again.")


class Cursor:
    """A place in some bytes; every step is checked against their end."""

    def __init__(self, data: bytes) -> None:
        """Start before the first byte."""
        self._data = data
        self._at = 0

    def __bool__(self) -> bool:
        """Tell whether any bytes are left."""
        return self._at < len(self._data)

    def take(self, count: int) -> bytes:
        """Return the next bytes and step over them.

        Raises:
            ModelError: if there are not so many.
        """
        if not 0 <= count <= len(self._data) - self._at:
            raise damaged("it ends too early")
        self._at += count
        return self._data[self._at - count : self._at]

    def fixed(self, size: int) -> int:
        """Read an unsigned little-endian number of some bytes."""
        return int.from_bytes(self.take(size), "little")

    def varint(self) -> int:
        """Read a number of up to 64 bits, seven to a byte, lowest first."""
        value = 0
        for place in range(_LONGEST_VARINT):
            byte = self.take(1)[0]
            value |= (byte & 0x7F) << (7 * place)
            if byte < 0x80:
                break
        if byte >= 0x80 or value >= 1 << 64:
            raise damaged("a number is too long")
        return value
