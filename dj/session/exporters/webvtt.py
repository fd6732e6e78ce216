"""WebVTT captions of what the host says, and the chapters as a second VTT file."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import ClassVar

from dj.interfaces import Ask
from dj.model.manifest import Manifest
from dj.model.names import one_line, primary_language
from dj.session.captions import host_name, spoken_captions
from dj.session.chapters import chapters
from dj.units import ms_from_frames
from dj.writing import write_atomic

_LINE = 65
"""Characters a caption line should not exceed."""
_TAG = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*")
"""A language tag that can do no harm in markup."""


class WebVttExporter:
    """Writes ``captions.vtt`` and ``chapters.vtt``."""

    by_default: ClassVar[bool] = True
    asks: ClassVar[tuple[Ask, ...]] = ()

    def export(self, manifest: Manifest, folder: Path, /) -> Sequence[Path]:
        """Write both files."""
        host, language = _escaped(host_name(manifest)), manifest.script.language
        captions = [
            f"{_time(start)} --> {_time(end)}\n<v {host}>{_in_language(_wrapped(text), language)}\n"
            for start, end, text in spoken_captions(manifest)
        ]
        marks = [
            f"{_time(start)} --> {_time(end)}\n{_escaped(title)}\n"
            for start, end, title in _spans(manifest)
        ]
        return [
            write_atomic(folder / name, "\n".join(["WEBVTT\n", *cues]).encode())
            for name, cues in (("captions.vtt", captions), ("chapters.vtt", marks))
        ]


def _in_language(text: str, language: str) -> str:
    """Mark words that are not English, so that a screen reader says them rightly."""
    is_marked = _TAG.fullmatch(language) and primary_language(language) != "en"
    return f"<lang {language}>{text}</lang>" if is_marked else text


def _spans(manifest: Manifest) -> Iterator[tuple[int, int, str]]:
    rate = manifest.timeline.sample_rate_hz
    for chapter in chapters(manifest):
        start = ms_from_frames(chapter.start_frame, rate)
        # A cue must end after it starts, even for a song of a few frames.
        yield start, max(start + 1, ms_from_frames(chapter.end_frame, rate)), chapter.title


def _time(ms: int) -> str:
    seconds, rest = divmod(ms, 1000)
    return f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}.{rest:03d}"


def _escaped(text: str) -> str:
    return one_line(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _wrapped(text: str) -> str:
    lines = [""]
    for word in one_line(text).split(" "):
        joined = f"{lines[-1]} {word}".strip()
        if len(joined) > _LINE and lines[-1]:
            lines.append(word)
        else:
            lines[-1] = joined
    return "\n".join(_escaped(line) for line in lines)
