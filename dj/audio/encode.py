"""Streaming encoders for the finished mix, with chapters and tags: M4A, M4B, MP3, Opus, FLAC, WAV.

All through PyAV. Each container wants its chapters in another way: MP4 and MP3 have their own, Ogg
and FLAC keep them as ``CHAPTERxxx`` comments, WAV keeps none. The same frames give the same bytes.
"""

import io
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from fractions import Fraction
from pathlib import Path
from types import TracebackType
from typing import Any, Literal, Self

import av
import numpy as np
from av.stream import Disposition

from dj.audio.labels import (
    Chapter,
    av_chapter,
    chapter_comments,
    chapter_title,
    one_line,
    picture_comment,
)
from dj.audio.mp4_items import cover_item, free_item, placeholder, put_in_place
from dj.audio.planes import planes, unlaid
from dj.audio.resample import Resampler
from dj.model.audio import Samples
from dj.writing import output_error

Format = Literal["m4a", "m4b", "flac", "opus", "mp3", "wav"]

MEDIA_TYPES: Mapping[Format, str] = {
    "m4a": "audio/mp4",
    "m4b": "audio/mp4",
    "flac": "audio/flac",
    "opus": "audio/ogg",
    "mp3": "audio/mpeg",
    "wav": "audio/wav",
}
"""Media type of each format, for the session file."""
_OPUS_RATE_HZ = 48_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Encoding:
    """A file format with its quality."""

    format: Format
    bitrate: int | None = None
    """Bits per second for lossy formats; None takes a good value for music."""
    bits: Literal[16, 24] = 16
    """Bits of a sample in FLAC."""

    @property
    def is_lossy(self) -> bool:
        """True if decoding gives other samples than were encoded."""
        return self.format not in ("flac", "wav")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Recipe:
    """How one format is written."""

    container: str
    codec: str
    sample_format: str
    bitrate: int | None = None
    options: Mapping[str, str]
    """Of the container."""
    tuning: Mapping[str, str] = field(default_factory=dict)
    """Of the codec."""


_BITEXACT = {"fflags": "+bitexact"}
"""No version, date or random serial number in the file."""

_MP4 = _Recipe(
    container="ipod", codec="aac", sample_format="fltp", bitrate=192_000,
    options={**_BITEXACT, "movflags": "+faststart"},
    # FFmpeg's manual: better and much faster than the default at high bitrates. Intensity stereo
    # and noise in place of what was there save bits that are not scarce here; without them it is
    # faster still, closer to the wave by 1 to 2 dB, and single peaks no longer overshoot.
    tuning={"aac_coder": "fast", "aac_is": "0", "aac_pns": "0"},
)  # fmt: skip

_RECIPES: Mapping[Format, _Recipe] = {
    "m4a": _MP4,
    "m4b": _MP4,
    "flac": _Recipe(container="flac", codec="flac", sample_format="s16", options=_BITEXACT),
    "opus": _Recipe(
        container="ogg", codec="libopus", sample_format="flt", bitrate=128_000, options=_BITEXACT,
        # As close to the wave for its bits as the highest level, which takes a third longer.
        tuning={"compression_level": "5"},
    ),
    "mp3": _Recipe(
        container="mp3", codec="libmp3lame", sample_format="fltp", bitrate=192_000,
        # FFmpeg writes the sizes of chapter frames in the way of ID3v2.3 into every tag; in a tag
        # of version 2.4 a title of a hundred bytes hides the chapters after it.
        options={**_BITEXACT, "id3v2_version": "3"},
    ),
    "wav": _Recipe(container="wav", codec="pcm_s16le", sample_format="s16",
                   options={**_BITEXACT, "rf64": "auto"}),
}  # fmt: skip


class Encoder:
    """Writes one file, block by block; a context manager. Without `finish` the file is broken."""

    def __init__(
        self,
        path: Path,
        encoding: Encoding,
        rate_hz: int,
        *,
        chapters: Sequence[tuple[int, int, str]] = (),
        tags: Mapping[str, str] | None = None,
        cover: bytes | None = None,
    ) -> None:
        """Open the file for writing.

        Args:
            path: the file; its name need not end in the format.
            encoding: format and bitrate.
            rate_hz: rate of the frames written; Opus is resampled to 48 kHz.
            chapters: (start frame, end frame, title), in order.
            tags: title, artist, comment and so on; line breaks and NUL are made spaces. What a
                format has no place for it gets as a tag of that name; WAV leaves it out.
            cover: a PNG picture; WAV has no place for it.

        Raises:
            OutputError: if the file cannot be created.
        """
        self.path = path
        self._recipe = recipe = _recipe(encoding)
        self._rate_hz = _OPUS_RATE_HZ if encoding.format == "opus" else rate_hz
        self._resampler = None if self._rate_hz == rate_hz else Resampler(rate_hz, self._rate_hz, 2)
        self._time_base = Fraction(1, self._rate_hz)
        self._written = 0
        self._is_exact = not encoding.is_lossy
        with _plainly(path):
            self._container: Any = av.open(
                str(path), "w", format=recipe.container, options=dict(recipe.options)
            )
        self._stream = self._new_stream(encoding.bitrate or recipe.bitrate)
        self._items = b""
        clean = {key: one_line(value) for key, value in (tags or {}).items()}
        marks = [Chapter(start, end, chapter_title(title)) for start, end, title in chapters]
        with _plainly(path):
            self._label(encoding.format, clean, marks, rate_hz)
            self._illustrate(encoding.format, cover)

    def write(self, block: Samples) -> Samples:
        """Encode frames, float32, shape (n, 2).

        Returns:
            What a format without loss will be decoded to; nothing for the others.

        Raises:
            OutputError: if the disk is full or goes away.
        """
        frames = block if self._resampler is None else self._resampler.feed(block)
        if not len(frames):
            return frames
        laid_out = planes(frames, self._recipe.sample_format)
        with _plainly(self.path):
            self._encode(laid_out, len(frames))
        return unlaid(laid_out) if self._is_exact else frames[:0]

    def finish(self) -> None:
        """Write what is held back, the chapters and the index, and close.

        Raises:
            OutputError: if the disk is full or goes away.
        """
        with _plainly(self.path):
            if self._resampler is not None:
                last = self._resampler.feed(np.zeros((0, 2), np.float32), last=True)
                if len(last):
                    self._encode(planes(last, self._recipe.sample_format), len(last))
            for packet in self._stream.encode(None):
                self._container.mux(packet)
            self._container.close()
            if self._items:
                put_in_place(self.path, self._items)

    def __enter__(self) -> Self:
        """Use as a context so that the file is closed."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the file, finished or not."""
        with suppress(OSError):
            self._container.close()

    def _new_stream(self, bitrate: int | None) -> Any:
        stream = self._container.add_stream(
            self._recipe.codec,
            rate=self._rate_hz,
            layout="stereo",
            options=dict(self._recipe.tuning),
        )
        stream.codec_context.format = self._recipe.sample_format
        if bitrate:
            stream.bit_rate = bitrate
        return stream

    def _label(
        self, form: Format, tags: Mapping[str, str], chapters: Sequence[Chapter], rate_hz: int
    ) -> None:
        if form in ("flac", "opus"):
            comments = {**tags, **chapter_comments(chapters, rate_hz)}
            holder = self._container if form == "flac" else self._stream
            holder.metadata.update(comments)
            return
        self._container.metadata.update(tags)
        if form in ("m4a", "m4b"):
            own = {key: value for key, value in tags.items() if key.isupper()}
            self._items = b"".join(free_item(key, value) for key, value in own.items())
            self._container.metadata["media_type"] = "2" if form == "m4b" else "1"
        if chapters and form != "wav":
            self._container.set_chapters(
                [av_chapter(number, mark, rate_hz) for number, mark in enumerate(chapters)]
            )

    def _illustrate(self, form: Format, cover: bytes | None) -> None:
        if form in ("m4a", "m4b"):
            self._items += cover_item(cover) if cover else b""
            self._container.metadata.update(placeholder(self._items))
        elif form == "opus" and cover:
            self._stream.metadata["METADATA_BLOCK_PICTURE"] = picture_comment(cover)
        elif form in ("flac", "mp3") and cover:
            with av.open(io.BytesIO(cover), "r", format="png_pipe") as picture:
                source = picture.streams.video[0]
                stream = self._container.add_stream_from_template(source)
                stream.disposition = Disposition.attached_pic
                packet = next(picture.demux(source))
                packet.stream = stream
                self._container.start_encoding()
                self._container.mux(packet)

    def _encode(self, laid_out: Any, count: int) -> None:
        frame = av.AudioFrame.from_ndarray(
            laid_out, format=self._recipe.sample_format, layout="stereo"
        )
        frame.sample_rate, frame.time_base = self._rate_hz, self._time_base
        frame.pts = self._written
        self._written += count
        for packet in self._stream.encode(frame):
            self._container.mux(packet)


def _recipe(encoding: Encoding) -> _Recipe:
    recipe = _RECIPES[encoding.format]
    # FFmpeg's FLAC encoder takes 24 bits from the upper end of 32.
    return replace(recipe, sample_format="s32") if encoding.bits == 24 else recipe


class _plainly:  # noqa: N801 - reads as an adverb at its `with`
    """Turn what the system says when writing fails into a plain `OutputError`."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def __enter__(self) -> None:
        """Nothing to prepare."""

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Say which file, and what to do."""
        if isinstance(error, OSError):
            raise output_error(self._path, error) from error
