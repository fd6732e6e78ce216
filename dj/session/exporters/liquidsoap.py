"""Liquidsoap's annotated playlist: songs with cue points, fades and gain; clips in turn.

Paths are relative: start Liquidsoap in the session's folder. Version 2.1 needs ``cue_cut`` around
the source; from 2.2.5 on cue points, gain and the length of crossfades are read by themselves.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import ClassVar

from dj.interfaces import Ask
from dj.model.manifest import Manifest
from dj.model.names import one_line
from dj.model.timeline import Event, EventKind
from dj.model.track import Skipped
from dj.session.programme import Entry, entries, left_out
from dj.writing import write_atomic


class LiquidsoapExporter:
    """Writes ``session.annotate.txt``."""

    by_default: ClassVar[bool] = False
    asks: ClassVar[tuple[Ask, ...]] = ()

    def export(self, manifest: Manifest, folder: Path, /) -> Sequence[Path | Skipped]:
        """Write one request a line."""
        lines, lost = [], []
        for entry in entries(manifest):
            if reason := left_out(entry.path):
                lost.append(Skipped(where=one_line(entry.path), reason=reason))
                continue
            facts = [(name, value) for name, value in _facts(manifest, entry) if value]
            pairs = ",".join(f'{name}="{_quoted(value)}"' for name, value in facts)
            lines.append(f"annotate:{pairs}:{entry.path}")
        path = write_atomic(folder / "session.annotate.txt", ("\n".join(lines) + "\n").encode())
        return [path, *lost]


def _facts(manifest: Manifest, entry: Entry) -> Iterator[tuple[str, str]]:
    event, rate = entry.event, manifest.timeline.sample_rate_hz
    yield "title", entry.title
    yield "artist", entry.artist
    yield "liq_cue_in", _seconds(event.source_in_frame, rate)
    yield "liq_cue_out", _seconds(event.source_out_frame, rate)
    yield "liq_fade_in", _seconds(event.fade_in_frames, rate)
    yield "liq_fade_out", _seconds(event.fade_out_frames, rate)
    yield "liq_cross_duration", _seconds(_overlap(manifest, event), rate)
    yield "liq_amplify", f"{event.gain_db:.2f} dB"
    yield "dj_reason" if entry.track else "dj_words", entry.note


def _overlap(manifest: Manifest, event: Event) -> int:
    """How long the song that follows plays over this one; 0 before and after a clip."""
    played = [e for e in manifest.timeline.events if e.kind in (EventKind.MUSIC, EventKind.SPEECH)]
    after = played[played.index(event) + 1 :] if event in played else []
    if event.kind is not EventKind.MUSIC or not after or after[0].kind is not EventKind.MUSIC:
        return 0
    return max(0, event.end_frame - after[0].at_frame)


def _seconds(frames: int, rate_hz: int) -> str:
    return f"{frames / rate_hz:.3f}"


def _quoted(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')
