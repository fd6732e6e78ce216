"""The programme in three parts for somebody who mixes it again: music, voice, imaging.

Each is as long as the programme; together they are the mix before its limiter.
"""

from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack, suppress
from dataclasses import replace
from pathlib import Path

import numpy as np

from dj.audio.encode import Encoder, Encoding
from dj.errors import OutputError
from dj.interfaces import Progress
from dj.mix.mixing import mix
from dj.mix.sounding import SourceFile
from dj.model.timeline import EventKind, Timeline
from dj.units import db_from_gain
from dj.writing import output_error

STEMS: Mapping[str, frozenset[EventKind]] = {
    "music": frozenset({EventKind.MUSIC, EventKind.BED}),
    "voice": frozenset({EventKind.SPEECH}),
    "imaging": frozenset({EventKind.IMAGING}),
}
"""Name of each part, and what sounds in it."""
_ENCODING = Encoding(format="flac", bits=24)
_FULL_SCALE = 1.0 - 2.0**-20


def stems(
    timeline: Timeline,
    sources: Mapping[str, SourceFile],
    folder: Path,
    *,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> tuple[Sequence[Path], Sequence[str]]:
    """Write each part as a FLAC file of 24 bits.

    Where a part alone would clip, all are lowered by the same gain, and a note says by how much.

    Args:
        timeline: what sounds when.
        sources: by `Event.source_id`.
        folder: where the files go; it is made.
        progress: told the frames done and in all.
        cancelled: asked every second; True stops.

    Returns:
        The files, and what went otherwise than planned, in plain words.

    Raises:
        AudioError: if a source cannot be read, with its path.
        OutputError: if a file cannot be written, or the work was cancelled.
    """
    finished = {name: folder / f"{name}.flac" for name in STEMS}
    unfinished = {name: folder / f".{name}.unfinished" for name in STEMS}
    try:
        folder.mkdir(exist_ok=True)
        job = _Stems(timeline, sources, unfinished, progress, cancelled)
        notes = list[str]()
        peak = job.write(1.0, notes)
        if peak > _FULL_SCALE:
            gain = _FULL_SCALE / peak
            notes = [f"The stems are {-db_from_gain(gain):.2f} dB lower, so that none clips."]
            job.write(gain, notes)
        for name, path in finished.items():
            unfinished[name].replace(path)
    except OSError as error:
        raise output_error(folder, error) from error
    finally:
        for path in unfinished.values():
            path.unlink(missing_ok=True)
        with suppress(OSError):
            folder.rmdir()
    return tuple(finished.values()), notes


class _Stems:
    """What stays the same if they must be written twice."""

    def __init__(
        self,
        timeline: Timeline,
        sources: Mapping[str, SourceFile],
        paths: Mapping[str, Path],
        progress: Progress | None,
        cancelled: Callable[[], bool] | None,
    ) -> None:
        self._timeline, self._sources, self._paths = timeline, sources, paths
        self._progress, self._cancelled = progress, cancelled

    def write(self, gain: float, notes: list[str]) -> float:
        """Write all and return the greatest sample."""
        peak, done, rate = 0.0, 0, self._timeline.sample_rate_hz
        parts = [mix(self._only(kinds), self._sources, notes) for kinds in STEMS.values()]
        with ExitStack() as stack:
            encoders = [
                stack.enter_context(Encoder(path, _ENCODING, rate, tags={"title": name}))
                for name, path in self._paths.items()
            ]
            for blocks in zip(*parts, strict=True):
                for encoder, block in zip(encoders, blocks, strict=True):
                    encoder.write(block * np.float32(gain))
                    peak = max(peak, gain * float(np.abs(block).max(initial=0.0)))
                done += len(blocks[0])
                self._tell(done)
            for encoder in encoders:
                encoder.finish()
        return peak

    def _only(self, kinds: frozenset[EventKind]) -> Timeline:
        kept = tuple(event for event in self._timeline.events if event.kind in kinds)
        return replace(self._timeline, events=kept)

    def _tell(self, done: int) -> None:
        if self._cancelled and self._cancelled():
            raise OutputError("the work was stopped before the stems were complete.")
        if self._progress:
            self._progress(done, self._timeline.length_frames, "writing stems")
