"""What a finished file sounds like, for a picture: outlines, loudness and true peaks, one decode.

The decode runs in a limited worker, as all of files that may have come from elsewhere.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from dj import runner
from dj.audio import files
from dj.audio.levels import LoudnessMeter, short_term_lufs
from dj.audio.outline import Outline, Pen, Span
from dj.audio.peaks import TruePeakMeter
from dj.errors import AudioError, WorkerError

_TARGET = "dj.audio.hearing:hear_file"
_LIMITS = runner.Limits(wall_s=20.0, memory_mb=6144, data_mb=512, files=256, written_mb=0)
_WALL_SHARE, _CPU_SHARE = 1.0 / 5.0, 1.0 / 10.0
"""Seconds allowed for each second of sound; it takes about 1/100."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Hearing:
    """What was heard of a file."""

    outlines: tuple[Outline, ...]
    """In the order they were asked for."""
    short_term_lufs: NDArray[np.float32]
    """Of each 3 s, by tenths: value k is of the time from k ÷ 10 s on, shape (n,)."""
    peaks_dbtp: NDArray[np.float32]
    """True peak of each second, shape (n,)."""


def hear(path: Path, spans: Sequence[Span], length_s: float) -> Hearing:
    """Decode a file once and listen to all of it.

    Args:
        path: the file.
        spans: what is to be outlined.
        length_s: about how long it is; this decides how long the work may take.

    Raises:
        AudioError: if it is not there, or cannot be read.
    """
    if not path.is_file():
        raise AudioError("the mix is not there.", where=str(path),
                         hint="Make it again with `dj render`.")  # fmt: skip
    limits = runner.Limits(
        wall_s=_LIMITS.wall_s + _WALL_SHARE * length_s, cpu_s=10.0 + _CPU_SHARE * length_s,
        memory_mb=_LIMITS.memory_mb, data_mb=_LIMITS.data_mb, files=_LIMITS.files, written_mb=0,
    )  # fmt: skip
    try:
        with runner.Worker(_TARGET, limits) as worker:
            found: Hearing = worker.call((path, tuple(spans)))
    except WorkerError as error:
        raise AudioError(f"the mix cannot be read: {error.message}.", where=str(path),
                         hint="Make it again with `dj render`.") from error  # fmt: skip
    return found


def hear_file(payload: tuple[Path, tuple[Span, ...]]) -> Hearing:
    """Listen to a file; the payload is its path and the spans to be outlined.

    Raises:
        AudioError: if nothing in it decodes.
    """
    path, spans = payload
    with files.open_source(path) as source:
        rate_hz = source.sample_rate_hz
        pens, loudness = [Pen(span, rate_hz) for span in spans], LoudnessMeter(rate_hz)
        frame, peaks = 0, list[float]()
        while len(block := source.read(rate_hz)):
            for pen in pens:
                pen.take(block, frame)
            loudness.feed(block)
            peak = TruePeakMeter(rate_hz)
            peak.feed(block)
            peaks.append(peak.dbtp())
            frame += len(block)
        if not frame:
            raise AudioError("holds no sound.", where=str(path), hint="It may be damaged.")
        return Hearing(
            outlines=tuple(pen.outline() for pen in pens),
            short_term_lufs=short_term_lufs(loudness.levels_lufs()),
            peaks_dbtp=np.array(peaks, np.float32),
        )
