"""Streaming encoders for the finished mix, with chapters and tags: M4A, FLAC, Opus, MP3, WAV.

All through PyAV. Each container wants its chapters in another way: MP4 and MP3 have their own, Ogg
and FLAC keep them as ``CHAPTERxxx`` comments, WAV keeps none. The same frames give the same bytes.
"""

import errno
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from types import TracebackType
from typing import Any, Literal, NamedTuple, Self

import av
import numpy as np

from dj.audio.resample import Resampler
from dj.errors import OutputError
from dj.model.audio import Samples

Format = Literal["m4a", "flac", "opus", "mp3", "wav"]

MEDIA_TYPES: Mapping[Format, str] = {
    "m4a": "audio/mp4",
    "flac": "audio/flac",
    "opus": "audio/ogg",
    "mp3": "audio/mpeg",
    "wav": "audio/wav",
}
"""Media type of each format, for the session file."""
_OPUS_RATE_HZ = 48_000


class Chapter(NamedTuple):
    """A titled span of the programme."""

    start_frame: int
    end_frame: int
    """End, exclusive."""
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Encoding:
    """A file format with its quality."""

    format: Format
    bitrate: int | None = None
    """Bits per second for lossy formats; None takes a good value for music."""

    @property
    def is_lossy(self) -> bool:
        """True if decoding gives other samples than were encoded."""
        return self.format in ("m4a", "opus", "mp3")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Recipe:
    """How one format is written."""

    container: str
    codec: str
    sample_format: str
    bitrate: int | None = None
    options: Mapping[str, str]


_BITEXACT = {"fflags": "+bitexact"}
"""No version, date or random serial number in the file."""

_RECIPES: Mapping[Format, _Recipe] = {
    "m4a": _Recipe(
        container="ipod", codec="aac", sample_format="fltp", bitrate=192_000,
        options={**_BITEXACT, "movflags": "+faststart"},
    ),
    "flac": _Recipe(container="flac", codec="flac", sample_format="s16", options=_BITEXACT),
    "opus": _Recipe(
        container="ogg", codec="libopus", sample_format="flt", bitrate=128_000, options=_BITEXACT
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
    ) -> None:
        """Open the file for writing.

        Args:
            path: the file; its name need not end in the format.
            encoding: format and bitrate.
            rate_hz: rate of the frames written; Opus is resampled to 48 kHz.
            chapters: (start frame, end frame, title), in order.
            tags: title, artist, comment and so on; line breaks and NUL are made spaces.

        Raises:
            OutputError: if the file cannot be created.
        """
        self.path = path
        self._recipe = recipe = _RECIPES[encoding.format]
        self._rate_hz = _OPUS_RATE_HZ if encoding.format == "opus" else rate_hz
        self._resampler = None if self._rate_hz == rate_hz else Resampler(rate_hz, self._rate_hz, 2)
        self._time_base = Fraction(1, self._rate_hz)
        self._written = 0
        with _plainly(path):
            self._container: Any = av.open(
                str(path), "w", format=recipe.container, options=dict(recipe.options)
            )
        self._stream = self._new_stream(encoding.bitrate or recipe.bitrate)
        clean = {key: _one_line(value) for key, value in (tags or {}).items()}
        marks = [Chapter(start, end, _chapter_title(title)) for start, end, title in chapters]
        self._label(encoding.format, clean, marks, rate_hz)

    def write(self, block: Samples) -> None:
        """Encode frames, float32, shape (n, 2).

        Raises:
            OutputError: if the disk is full or goes away.
        """
        frames = block if self._resampler is None else self._resampler.feed(block)
        with _plainly(self.path):
            self._encode(frames)

    def finish(self) -> None:
        """Write what is held back, the chapters and the index, and close.

        Raises:
            OutputError: if the disk is full or goes away.
        """
        with _plainly(self.path):
            if self._resampler is not None:
                self._encode(self._resampler.feed(np.zeros((0, 2), np.float32), last=True))
            for packet in self._stream.encode(None):
                self._container.mux(packet)
            self._container.close()

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
        stream = self._container.add_stream(self._recipe.codec, rate=self._rate_hz, layout="stereo")
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
        if chapters and form != "wav":
            self._container.set_chapters(
                [_av_chapter(number, mark, rate_hz) for number, mark in enumerate(chapters)]
            )

    def _encode(self, frames: Samples) -> None:
        if not len(frames):
            return
        frame = av.AudioFrame.from_ndarray(
            _planes(frames, self._recipe.sample_format),
            format=self._recipe.sample_format,
            layout="stereo",
        )
        frame.sample_rate, frame.time_base = self._rate_hz, self._time_base
        frame.pts = self._written
        self._written += len(frames)
        for packet in self._stream.encode(frame):
            self._container.mux(packet)


def chapter_comments(chapters: Sequence[Chapter], rate_hz: int) -> dict[str, str]:
    """Write chapters as Vorbis comments: ``CHAPTER001=00:03:12.500``, ``CHAPTER001NAME=…``."""
    comments = {}
    for number, chapter in enumerate(chapters, start=1):
        comments[f"CHAPTER{number:03d}"] = _clock(chapter.start_frame, rate_hz)
        comments[f"CHAPTER{number:03d}NAME"] = chapter.title
    return comments


def _clock(frame: int, rate_hz: int) -> str:
    ms = (frame * 1000 + rate_hz // 2) // rate_hz
    minutes, ms = divmod(ms, 60_000)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02d}:{minutes:02d}:{ms // 1000:02d}.{ms % 1000:03d}"


def _av_chapter(number: int, chapter: Chapter, rate_hz: int) -> dict[str, Any]:
    return {
        "id": number + 1,
        "start": chapter.start_frame,
        "end": chapter.end_frame,
        "time_base": Fraction(1, rate_hz),
        "metadata": {"title": chapter.title},
    }


def _planes(frames: Samples, sample_format: str) -> Any:
    """Lay samples out as the codec wants them."""
    if sample_format == "fltp":
        return np.ascontiguousarray(frames.T)
    if sample_format == "flt":
        return np.ascontiguousarray(frames).reshape(1, -1)
    whole = np.rint(np.clip(frames, -1.0, 1.0) * np.float32(32767.0)).astype(np.int16)
    return whole.reshape(1, -1)


def _one_line(text: str) -> str:
    """Keep what a tag can hold: control characters and lone surrogates become spaces."""
    kept = (c if c.isprintable() or c == "\u200d" else " " for c in text[:_LONGEST_TAG])
    return "".join(kept).strip()


_LONGEST_TAG = 2_000
"""Characters; a title longer than this is not a title."""
_LONGEST_CHAPTER = 255
"""Bytes; MP4 counts them in one byte and would be cut in the middle of a character."""


def _chapter_title(text: str) -> str:
    data = _one_line(text).encode()
    if len(data) <= _LONGEST_CHAPTER:
        return data.decode()
    kept = data[: _LONGEST_CHAPTER - len("…".encode())]
    return kept.decode(errors="ignore").rstrip() + "…"


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


def output_error(path: Path, error: OSError) -> OutputError:
    """Say in plain words why a file could not be written."""
    if error.errno == errno.ENOSPC:
        return OutputError(
            "the disk is full.", where=str(path), hint="Free some space or choose another folder."
        )
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return OutputError(
            "this place cannot be written to.", where=str(path), hint="Choose another folder."
        )
    if error.errno == errno.ENOENT:
        return OutputError(
            "the folder does not exist.", where=str(path), hint="Create it or choose another."
        )
    return OutputError(
        f"cannot be written: {error.strerror or error}.",
        where=str(path),
        hint="Check the disk and try again.",
    )
