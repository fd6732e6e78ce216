"""What a finished file says about itself: clean tags, chapters, a picture."""

import base64
import struct
from collections.abc import Sequence
from fractions import Fraction
from typing import Any, NamedTuple


class Chapter(NamedTuple):
    """A titled span of the programme."""

    start_frame: int
    end_frame: int
    """End, exclusive."""
    title: str


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


def av_chapter(number: int, chapter: Chapter, rate_hz: int) -> dict[str, Any]:
    """Write a chapter as PyAV wants it."""
    return {
        "id": number + 1,
        "start": chapter.start_frame,
        "end": chapter.end_frame,
        "time_base": Fraction(1, rate_hz),
        "metadata": {"title": chapter.title},
    }


def one_line(text: str) -> str:
    """Keep what a tag can hold: control characters and lone surrogates become spaces."""
    kept = (c if c.isprintable() or c == "\u200d" else " " for c in text[:_LONGEST_TAG])
    return "".join(kept).strip()


_LONGEST_TAG = 2_000
"""Characters; a title longer than this is not a title."""
_LONGEST_CHAPTER = 255
"""Bytes; MP4 counts them in one byte and would be cut in the middle of a character."""


def chapter_title(text: str) -> str:
    """Keep what every container can hold of a title."""
    data = one_line(text).encode()
    if len(data) <= _LONGEST_CHAPTER:
        return data.decode()
    kept = data[: _LONGEST_CHAPTER - len("…".encode())]
    return kept.decode(errors="ignore").rstrip() + "…"


def picture_comment(png: bytes) -> str:
    """Write a PNG picture as the Vorbis comment ``METADATA_BLOCK_PICTURE``: RFC 9639 §8.8."""
    kind = b"image/png"
    width, height = struct.unpack(">II", png[16:24])
    front_cover, bits, colours = 3, 24, 0
    block = struct.pack(">II", front_cover, len(kind)) + kind + struct.pack(">I", 0)
    block += struct.pack(">5I", width, height, bits, colours, len(png)) + png
    return base64.b64encode(block).decode()
