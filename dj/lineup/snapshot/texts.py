"""Texts of a snapshot: bytes one after the other, read where they are asked for."""

from collections.abc import Sequence
from typing import Any, Generic, TypeVar, cast, overload

import numpy as np
from numpy.typing import NDArray

Text = TypeVar("Text", bound=str)


class Texts(Sequence[Text], Generic[Text]):
    """Strings in UTF-8, numbered from 0."""

    def __init__(self, content: NDArray[np.uint8], start: NDArray[np.int64]) -> None:
        """Keep the bytes, and where each text begins and the last one ends, shape (n + 1,)."""
        self._content = memoryview(content)  # type: ignore[arg-type]
        self._start = start

    @overload
    def __getitem__(self, number: int) -> Text: ...
    @overload
    def __getitem__(self, number: slice) -> Sequence[Text]: ...
    def __getitem__(self, number: int | slice) -> Text | Sequence[Text]:
        """Read a text, or some."""
        if isinstance(number, slice):
            return tuple(self[place] for place in range(*number.indices(len(self))))
        place = range(len(self))[number]
        return cast(Text, str(self.piece(place), "utf-8", "surrogatepass"))

    def __len__(self) -> int:
        """Count the texts."""
        return len(self._start) - 1

    def piece(self, place: int) -> "memoryview[Any]":
        """Give the bytes of one text; the place must be within."""
        return self._content[self._start[place] : self._start[place + 1]]


def encoded(text: str) -> bytes:
    """Write a text as `Texts` reads it."""
    return text.encode("utf-8", "surrogatepass")
