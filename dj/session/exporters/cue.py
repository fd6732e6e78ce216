"""CUE sheet of the mix: positions in frames of 1/75 s, at most 99 tracks."""

from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

from dj.interfaces import Ask
from dj.model.manifest import Manifest
from dj.model.names import one_line
from dj.model.track import Skipped
from dj.session.captions import host_name
from dj.session.chapters import Chapter, chapters
from dj.session.programme import no_mix
from dj.writing import write_atomic

_MAX_TRACKS = 99
_FRAMES_PER_S = 75


class CueExporter:
    """Writes ``session.cue`` beside the mix; a plan without a mix has none."""

    by_default: ClassVar[bool] = True
    asks: ClassVar[tuple[Ask, ...]] = ()

    def export(self, manifest: Manifest, folder: Path, /) -> Sequence[Path | Skipped]:
        """Write the sheet, or nothing where there is no mix."""
        if not manifest.mix:
            return [no_mix("cue")]
        kind = "MP3" if manifest.mix.endswith(".mp3") else "WAVE"
        marks = chapters(manifest)
        lines = [
            *_remarks(manifest, len(marks)),
            f'TITLE "{_quoted(manifest.title)}"',
            f'PERFORMER "{_quoted(host_name(manifest))}"',
            f'FILE "{_quoted(manifest.mix)}" {kind}',
        ]
        for number, chapter in enumerate(marks[:_MAX_TRACKS], start=1):
            lines += [
                f"  TRACK {number:02d} AUDIO",
                f'    TITLE "{_quoted(chapter.track.title)}"',
                f'    PERFORMER "{_quoted(chapter.track.artist)}"',
                f"    INDEX 01 {_position(chapter.start_frame, manifest.timeline.sample_rate_hz)}",
            ]
        path = write_atomic(folder / "session.cue", ("\r\n".join(lines) + "\r\n").encode())
        return [path, *(_lost(chapter) for chapter in marks[_MAX_TRACKS:])]


def _remarks(manifest: Manifest, count: int) -> list[str]:
    said = "true" if manifest.disclosure.synthetic_voice else "false"
    remarks = [f'REM COMMENT "synthetic_voice={said}"']
    if count > _MAX_TRACKS:
        remarks.append(f'REM COMMENT "only the first {_MAX_TRACKS} of {count} songs fit"')
    return remarks


def _lost(chapter: Chapter) -> Skipped:
    return Skipped(where=chapter.title, reason=f"a CUE sheet holds {_MAX_TRACKS} songs")


def _quoted(text: str) -> str:
    # The format has no escape for a double quote.
    return one_line(text).replace('"', "'")


def _position(frame: int, rate_hz: int) -> str:
    total = round(frame * _FRAMES_PER_S / rate_hz)
    seconds, frames = divmod(total, _FRAMES_PER_S)
    return f"{seconds // 60:02d}:{seconds % 60:02d}:{frames:02d}"
