"""LRC: what the host says, and what plays, line by line, for players that show lyrics.

A line stands until the next one, for there are no end times: after the host's words comes the song.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import ClassVar

from dj.interfaces import Ask
from dj.model.manifest import Manifest
from dj.model.names import one_line
from dj.model.track import Skipped
from dj.session.captions import host_name, spoken_captions
from dj.session.chapters import chapters
from dj.session.programme import no_mix
from dj.units import ms_from_frames
from dj.writing import write_atomic

_PLAIN = str.maketrans("[]<>", "()()")
"""Brackets begin a time or a tag, and there is no escape."""


class LrcExporter:
    """Writes ``mix.lrc`` beside the mix, where players look for it."""

    by_default: ClassVar[bool] = False
    asks: ClassVar[tuple[Ask, ...]] = ()

    def export(self, manifest: Manifest, folder: Path, /) -> Sequence[Path | Skipped]:
        """Write the lines, in order of time."""
        if not manifest.mix:
            return [no_mix("lrc")]
        length = ms_from_frames(manifest.timeline.length_frames, manifest.timeline.sample_rate_hz)
        lines = [
            f"[ti:{_plain(manifest.title)}]",
            f"[ar:{_plain(host_name(manifest))}]",
            f"[length:{_time(length)}]",
            *(f"[{_time(at)}]{_plain(text)}" for at, text in sorted(_lines(manifest))),
        ]
        path = folder / Path(manifest.mix).with_suffix(".lrc")
        return [write_atomic(path, ("\n".join(lines) + "\n").encode())]


def _lines(manifest: Manifest) -> Iterator[tuple[int, str]]:
    rate = manifest.timeline.sample_rate_hz
    songs = [(ms_from_frames(c.start_frame, rate), f"♪ {c.title}") for c in chapters(manifest)]
    spoken = list(spoken_captions(manifest))
    yield from (song for song in songs if not _speaking(song[0], spoken))
    for start, end, text in spoken:
        yield start, text
        if not _speaking(end, spoken):
            yield end, [title for at, title in songs if at <= end][-1]


def _speaking(at: int, spoken: Sequence[tuple[int, int, str]]) -> bool:
    return any(start <= at < end for start, end, _ in spoken)


def _plain(text: str) -> str:
    return one_line(text).translate(_PLAIN)


def _time(ms: int) -> str:
    hundredths = ms // 10
    return f"{hundredths // 6000:02d}:{hundredths // 100 % 60:02d}.{hundredths % 100:02d}"
