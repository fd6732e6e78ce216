"""True peak of the tracks that enter a session, each in a limited worker.

Scanning leaves it out: it costs a second decode, and most of a library never plays.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from dj import runner
from dj.audio import files
from dj.audio.peaks import TAPS, TruePeakMeter
from dj.errors import WorkerError
from dj.interfaces import Progress
from dj.model.analysis import Song

_TARGET = "dj.analysis.true_peak:measure_file"
_BLOCK_S = 1.5
_WALL_S, _WALL_SHARE = 9.0, 1.0 / 8.0
_CPU_S, _CPU_SHARE = 5.0, 1.0 / 20.0
"""Seconds allowed for a file, and for each second of its sound; it takes 1/300."""
LIMITS = runner.Limits(wall_s=_WALL_S, memory_mb=6144, data_mb=512, files=256, written_mb=0)
"""For whoever streams a file once and keeps little of it."""


def true_peaks(
    songs: Sequence[Song], *, processes: int = 2, progress: Progress | None = None
) -> Iterator[tuple[Song, float]]:
    """Measure songs in parallel and yield each with its dBTP; what fails to decode is left out."""
    if not songs:
        return
    payloads = [(s.track.path, s.analysis.decoder, s.analysis.duration_s) for s in songs]
    outcomes = runner.each(
        _TARGET, payloads, processes=min(processes, len(songs)), limits=LIMITS,
        limits_of=limits_of,
    )  # fmt: skip
    for done, (index, outcome) in enumerate(outcomes, start=1):
        if progress is not None:
            progress(done, len(songs), f"measuring peaks: {songs[index].track.label}")
        if not isinstance(outcome, WorkerError):
            yield songs[index], outcome


def measure_file(payload: tuple[Path, str, float]) -> float:
    """Decode a file and return its true peak in dBTP, two decimals.

    Args:
        payload: path, the decoder to use, and length in seconds.

    Raises:
        AudioError: if nothing in it decodes.
    """
    path, decoder, _ = payload
    with files.open_source(path, decoder=decoder) as source:
        meter = TruePeakMeter(source.sample_rate_hz)
        while len(block := source.read(round(_BLOCK_S * source.sample_rate_hz))):
            meter.feed(block)
        meter.feed(np.zeros((TAPS, files.CHANNELS), np.float32))
        return round(meter.dbtp(), 2)


def limits_of(payload: tuple[Any, ...]) -> runner.Limits:
    """Allow the more time, the longer the sound is: the third of the payload, in seconds."""
    length_s = payload[2]
    return runner.Limits(
        wall_s=_WALL_S + length_s * _WALL_SHARE, cpu_s=_CPU_S + length_s * _CPU_SHARE,
        data_mb=LIMITS.data_mb,
    )  # fmt: skip
