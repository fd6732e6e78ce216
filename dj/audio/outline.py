"""The outline of a wave, for pictures: least, greatest and usual sample of each step of a span."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dj.model.audio import Samples

Line = NDArray[np.float32]


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A stretch of a recording to be outlined."""

    start_s: float
    """From the start of the file; may be below 0, where there is no sound."""
    end_s: float
    columns: int
    """Into how many equal steps it is divided."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Outline:
    """Least, greatest and usual sample of each step of a span, over both channels."""

    span: Span
    low: Line
    """float32, shape (columns,), −1 to 1 nominally; 0 where there is no sound."""
    high: Line
    rms: Line
    """Root mean square, as `low`."""


class Pen:
    """Outlines one span as blocks pass by."""

    def __init__(self, span: Span, rate_hz: int) -> None:
        """Start with an empty outline of a span of a sound at a rate."""
        steps = np.linspace(span.start_s, span.end_s, span.columns + 1)
        self._span = span
        self._edges = np.round(steps * rate_hz).astype(np.int64)
        """Frame at which each step begins, and the end."""
        self._low, self._high = (np.zeros(span.columns, np.float32) for _ in range(2))
        self._power = np.zeros(span.columns)

    def take(self, block: Samples, first: int) -> None:
        """Take the block that begins at a frame."""
        start = max(first, int(self._edges[0]), 0)
        end = min(first + len(block), int(self._edges[-1]))
        if end <= start:
            return
        part = block[start - first : end - first]
        places = np.arange(
            np.searchsorted(self._edges, start, "right") - 1, np.searchsorted(self._edges, end)
        )
        places = places[np.diff(self._edges)[places] > 0]
        cuts = np.maximum(self._edges[places], start) - start
        left, right = part.T
        least = np.minimum.reduceat(np.minimum(left, right), cuts)
        greatest = np.maximum.reduceat(np.maximum(left, right), cuts)
        self._low[places] = np.minimum(self._low[places], least)
        self._high[places] = np.maximum(self._high[places], greatest)
        self._power[places] += np.add.reduceat((left * left + right * right) / 2.0, cuts)

    def outline(self) -> Outline:
        """Return what was drawn so far."""
        counts = np.maximum(np.diff(self._edges), 1)
        rms = np.sqrt(self._power / counts).astype(np.float32)
        return Outline(span=self._span, low=self._low, high=self._high, rms=rms)
