"""One event as a stream of samples: read, stretched where it says so, with its gain curve.

The source is opened when its first frame is due and closed after its last. Between spans of
different tempo the sound is faded over a seam of 20 ms, so that nothing clicks.
"""

from collections.abc import Generator, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from dj.audio.curves import fade_in, fade_out, gain_at, is_flat
from dj.audio.files import CHANNELS, Source, open_source
from dj.audio.stretch import CONTEXT_FRAMES, seam, stretch
from dj.errors import AudioError
from dj.mix.lows import shaped
from dj.model.audio import Samples
from dj.model.timeline import Event
from dj.units import gain_from_db

_PIECE_FRAMES = 44_100
_SEAM_FRAMES = 882
_FORGIVEN_S = 0.1
"""A file this much shorter than its header said is not worth a note."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceFile:
    """Where an event's sound comes from."""

    path: Path
    decoder: str | None = None
    """Decoder the file was analysed with, so that beat grids hold; None picks by content."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Span:
    """A part of the source that sounds at one tempo."""

    source_from: int
    source_to: int
    length: int
    stretched: bool


class Sounding:
    """An event while it sounds; asked for its frames in order."""

    def __init__(self, event: Event, file: SourceFile, rate_hz: int) -> None:
        """Open the source.

        Raises:
            AudioError: if the file cannot be read at all.
        """
        self.event = event
        self.note = ""
        """What went wrong while it sounded, in plain words; empty if nothing did."""
        self._file, self._rate_hz = file, rate_hz
        self._gain = np.float32(gain_from_db(event.gain_db))
        self._source: Source | None = None
        self._source = open_source(file.path, decoder=file.decoder, rate_hz=rate_hz)
        self._missing = 0
        self._given = 0
        self._tail = np.zeros((0, CHANNELS), np.float32)
        self._stock: list[Samples] = []
        self._pieces = shaped(self._sound(), event, rate_hz)

    def take(self, count: int) -> Samples:
        """Return the next frames with all gains, float32, shape (count, 2)."""
        block = self._next(count)
        first = self.event.at_frame + self._given
        self._given += count
        return self._leveled(block, first)

    def close(self) -> None:
        """Let go of the file and of all samples at once, not when the collector comes round."""
        self._pieces.close()
        self._stock.clear()
        self._tail = np.zeros((0, CHANNELS), np.float32)
        self._close_source()

    def _close_source(self) -> None:
        if self._source is not None:
            self._source.close()
            self._source = None

    def _leveled(self, block: Samples, first: int) -> Samples:
        """Apply gain, fades and duck for a block that begins at a programme frame."""
        event, count = self.event, len(block)
        into = first - event.at_frame
        left = event.end_frame - first - count
        gains = None
        if into < event.fade_in_frames:
            gains = fade_in(event.curve, event.fade_in_frames, into, count)
        if left < event.fade_out_frames:
            start = event.fade_out_frames - left - count
            falling = fade_out(event.curve, event.fade_out_frames, start, count)
            gains = falling if gains is None else gains * falling
        if not is_flat(event.duck, first, count):
            dip = gain_at(event.duck, first, count)
            gains = dip if gains is None else gains * dip
        return block * self._gain if gains is None else block * (gains * self._gain)[:, None]

    def _next(self, count: int) -> Samples:
        have = sum(len(piece) for piece in self._stock)
        while have < count:
            piece = next(self._pieces)
            self._stock.append(piece)
            have += len(piece)
        joined = self._stock[0] if len(self._stock) == 1 else np.concatenate(self._stock)
        self._stock = [joined[count:]]
        return joined[:count]

    def _sound(self) -> Generator[Samples, None, None]:
        """Yield the event's samples without gains."""
        tail = self._tail
        if self.event.source_in_frame:
            self._seek(self.event.source_in_frame)
        for span in _spans(self.event):
            for piece in self._stretched(span) if span.stretched else self._native(span):
                head = min(len(tail), len(piece))
                yield seam(tail[:head], piece[:head])
                yield piece[head:]
                tail = tail[:0]
            tail = self._tail

    def _native(self, span: _Span) -> Iterator[Samples]:
        at = span.source_from
        while at < span.source_to:
            piece = self._read(min(_PIECE_FRAMES, span.source_to - at))
            at += len(piece)
            yield piece
        more = span.source_to < self.event.source_out_frame
        self._tail = self._read(_SEAM_FRAMES if more else 0)
        if more:
            self._seek(span.source_to)

    def _stretched(self, span: _Span) -> Iterator[Samples]:
        before = min(CONTEXT_FRAMES, span.source_from)
        self._seek(span.source_from - before)
        source = self._read(before + span.source_to - span.source_from + CONTEXT_FRAMES, soft=True)
        self._seek(span.source_to)
        sounding = stretch(
            source,
            before=before,
            span=span.source_to - span.source_from,
            length=span.length,
            tail=_SEAM_FRAMES,
            rate_hz=self._rate_hz,
        )
        self._tail = sounding[span.length :]
        yield sounding[: span.length]

    def _seek(self, frame: int) -> None:
        if self._source is not None:
            self._source.seek(frame)

    def _read(self, count: int, *, soft: bool = False) -> Samples:
        """Read exactly `count` frames; a file that breaks off is silent from there."""
        block = self._try_read(count)
        missing = count - len(block)
        if not missing:
            return block
        if not soft:
            self._missing += missing
            self._explain()
        return np.concatenate((block, np.zeros((missing, CHANNELS), np.float32)))

    def _try_read(self, count: int) -> Samples:
        if self._source is None or not count:
            return np.zeros((0, CHANNELS), np.float32)
        try:
            return self._source.read(count)
        except AudioError:
            self._close_source()
            return np.zeros((0, CHANNELS), np.float32)

    def _explain(self) -> None:
        if self._missing > _FORGIVEN_S * self._rate_hz:
            self.note = (
                f"{self._file.path}: the file breaks off, so "
                f"{self._missing / self._rate_hz:.1f} s of it are silent."
            )


def _spans(event: Event) -> Iterator[_Span]:
    at = event.source_in_frame
    for part in event.stretches:
        if part.source_in_frame > at:
            yield _native_span(at, part.source_in_frame)
        yield _Span(
            source_from=part.source_in_frame,
            source_to=part.source_out_frame,
            length=part.length_frames,
            stretched=True,
        )
        at = part.source_out_frame
    if at < event.source_out_frame:
        yield _native_span(at, event.source_out_frame)


def _native_span(first: int, last: int) -> _Span:
    return _Span(source_from=first, source_to=last, length=last - first, stretched=False)
