"""Many tracks at once, each in a child process that cannot harm the others."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from dj import runner
from dj.analysis.worker import versions
from dj.errors import WorkerError
from dj.interfaces import Progress
from dj.model.analysis import Analysis
from dj.model.track import Skipped, Track

_TARGET = "dj.analysis.worker:try_file"
_CPU_S, _CPU_SHARE = 5.0, 1.0 / 20.0
"""CPU time allowed for a file: five seconds, and three for each minute of sound. Analysis runs at
200 times real time and up, so only what loops comes near."""
_WALL_S, _WALL_SHARE = 9.0, 1.0 / 8.0
"""A slow disk and a busy machine may take longer, but not for ever."""
_DATA_MB, _DATA_MB_PER_S, _MOST_DATA_MB = 512, 0.1, 3072
"""What a file may allocate. Measured: 270 MB counted (135 resident) for four minutes, 310 for
thirty; the features kept grow by 12 kB for each second."""
_LIMITS = runner.Limits(wall_s=_WALL_S, memory_mb=6144, files=256, written_mb=0)

Outcome = tuple[Track, Analysis | Skipped]


def analyse_all(
    tracks: Sequence[Track], *, processes: int = 2, progress: Progress | None = None
) -> Iterator[Outcome]:
    """Analyse tracks in parallel and yield each as it is done, in no particular order.

    A file that does not decode, crashes a library, or exceeds its time or memory gives `Skipped`.
    One that had to wait too long, or was killed from outside, gets a second try alone, when the
    others are done; only what cannot be opened may pass with time.
    """
    done = 0
    again: list[Track] = []
    for todo, workers in ((tracks, processes), (again, 1)):
        for track, outcome in _each(todo, workers):
            if isinstance(outcome, WorkerError) and outcome.passing and todo is tracks:
                again.append(track)
                continue
            done += 1
            if progress is not None:
                progress(done, len(tracks), f"analysing: {track.label}")
            yield track, _skipped(track, outcome) if isinstance(outcome, WorkerError) else outcome


def _each(
    tracks: Sequence[Track], processes: int
) -> Iterator[tuple[Track, Analysis | Skipped | WorkerError]]:
    if not tracks:
        return
    payloads = [(track.id, track.path, track.duration_s) for track in tracks]
    outcomes = runner.each(
        _TARGET, payloads, processes=min(processes, len(tracks)), limits=_LIMITS,
        limits_of=_limits_of,
    )  # fmt: skip
    for index, outcome in outcomes:
        yield tracks[index], outcome


def _limits_of(payload: tuple[Any, Path, float]) -> runner.Limits:
    length_s = payload[2]
    return runner.Limits(
        wall_s=_WALL_S + length_s * _WALL_SHARE,
        cpu_s=_CPU_S + length_s * _CPU_SHARE,
        data_mb=round(min(_DATA_MB + length_s * _DATA_MB_PER_S, _MOST_DATA_MB)),
    )


def _skipped(track: Track, error: WorkerError) -> Skipped:
    return Skipped(where=str(track.path), reason=f"could not be analysed: {error.message}")


__all__ = ["analyse_all", "versions"]
