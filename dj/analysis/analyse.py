"""Many tracks at once, each in a child process that cannot harm the others."""

from collections.abc import Iterator, Sequence

from dj import runner
from dj.analysis.worker import versions
from dj.errors import WorkerError
from dj.interfaces import Progress
from dj.model.analysis import Analysis
from dj.model.track import Skipped, Track

_TARGET = "dj.analysis.worker:analyse_file"
_WALL_S, _REAL_TIME_SHARE = 60.0, 1.0 / 20.0
"""Time allowed for a file: a minute, and three seconds for each minute of sound."""
_MEMORY_MB = 3072
"""Address space of a worker; libraries reserve far more than they use."""


def analyse_all(
    tracks: Sequence[Track], *, processes: int = 2, progress: Progress | None = None
) -> Iterator[tuple[Track, Analysis | Skipped]]:
    """Analyse tracks in parallel and yield each as it is done, in no particular order.

    A file that does not decode, crashes a library, or exceeds its time or memory gives `Skipped`.
    """
    if not tracks:
        return
    longest_s = max(track.duration_s for track in tracks)
    limits = runner.Limits(
        wall_s=_WALL_S + longest_s * _REAL_TIME_SHARE, memory_mb=_MEMORY_MB
    )  # fmt: skip
    payloads = [(track.id, track.path) for track in tracks]
    outcomes = runner.each(_TARGET, payloads, processes=min(processes, len(tracks)), limits=limits)
    for done, (index, outcome) in enumerate(outcomes, start=1):
        track = tracks[index]
        if progress is not None:
            progress(done, len(tracks), f"analysing: {track.label}")
        yield track, _skipped(track, outcome) if isinstance(outcome, WorkerError) else outcome


def _skipped(track: Track, error: WorkerError) -> Skipped:
    """One plain sentence, without the path that stands beside it."""
    reason = error.message.removeprefix("AudioError: ").replace(f"{track.path}: ", "")
    return Skipped(where=str(track.path), reason=f"could not be analysed: {reason}")


__all__ = ["analyse_all", "versions"]
