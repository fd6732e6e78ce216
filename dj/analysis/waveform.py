"""The outline of a recording's wave, for pictures: one decode in a limited worker."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from dj import runner
from dj.analysis.true_peak import LIMITS, limits_of
from dj.audio import files
from dj.errors import AudioError, WorkerError
from dj.model.analysis import LEVEL_RATE_HZ, Analysis, Song
from dj.model.audio import Samples
from dj.model.track import Skipped

_TARGET = "dj.analysis.waveform:outline_file"
_BLOCK_S = 1.5
_CHANNEL_DB = -3.01
"""Level of each of two like channels over their loudness at 1 kHz: BS.1770 adds channels up."""

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


def outlines(song: Song, spans: Sequence[Span]) -> tuple[Outline, ...] | Skipped:
    """Outline spans of a song from its file, with the decoder it was analysed with.

    A file that is not there or does not decode gives `Skipped`.
    """
    path, sound = song.track.path, song.analysis
    if not path.is_file():
        return Skipped(where=str(path), reason="the music file is not there", passing=True)
    payload = (path, sound.decoder, sound.duration_s, tuple(spans))
    outcomes = runner.each(
        _TARGET, [payload], processes=1, limits=LIMITS, limits_of=limits_of
    )  # fmt: skip
    found: tuple[Outline, ...] | WorkerError = next(outcomes)[1]
    if isinstance(found, WorkerError):
        return Skipped(where=str(path), reason="the music file could not be read")
    return found


def from_levels(analysis: Analysis, span: Span) -> Outline:
    """Outline a span from the levels kept of each tenth of a second: the size, not the shape."""
    edges = np.linspace(span.start_s, span.end_s, span.columns, endpoint=False)
    places = np.floor(edges * LEVEL_RATE_HZ).astype(np.int64)
    inside = (places >= 0) & (places < len(analysis.levels_lufs))
    rms = np.zeros(span.columns, np.float32)
    rms[inside] = 10.0 ** ((analysis.levels_lufs[places[inside]] + _CHANNEL_DB) / 20.0)
    peak = np.minimum(rms * 2.0**0.5, 1.0).astype(np.float32)
    return Outline(span=span, low=-peak, high=peak, rms=rms)


def outline_file(payload: tuple[Path, str, float, tuple[Span, ...]]) -> tuple[Outline, ...]:
    """Decode a file once and outline all spans.

    Args:
        payload: path, the decoder to use, length in seconds, spans.

    Raises:
        AudioError: if nothing in it decodes.
    """
    path, decoder, _, spans = payload
    with files.open_source(path, decoder=decoder) as source:
        pens = [_Pen(span, source.sample_rate_hz) for span in spans]
        frame = 0
        while len(block := source.read(round(_BLOCK_S * source.sample_rate_hz))):
            for pen in pens:
                pen.take(block, frame)
            frame += len(block)
        if not frame:
            raise AudioError("holds no sound.", where=str(path), hint="It may be damaged.")
        return tuple(pen.outline() for pen in pens)


class _Pen:
    """Outlines one span as blocks pass by."""

    def __init__(self, span: Span, rate_hz: int) -> None:
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
