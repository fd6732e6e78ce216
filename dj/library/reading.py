"""Read many files in limited workers, so that a bad one only loses itself.

Files travel in batches. If a batch's worker crashes, hangs or grows too big, its files are read one
by one, and the one that did it becomes `Skipped`.
"""

from collections.abc import Iterator, Mapping, Sequence

from dj.errors import WorkerError
from dj.model.track import Skipped, Track
from dj.runner import Limits, each

READ_LIMITS = Limits(wall_s=30.0, memory_mb=2048, files=256)
"""What reading one batch, or one file alone, may use."""

_WORKER = "dj.library.worker:read_files"
_BATCH_FILES = 32
_BATCH_BYTES = 64_000_000
"""A batch takes a second or so: long enough to make its overhead small, short enough to lose."""


def read_all(
    paths: Sequence[str], stats: Mapping[str, tuple[int, int]], processes: int, limits: Limits
) -> Iterator[Sequence[Track | Skipped]]:
    """Yield what each file is, a batch at a time and in no set order.

    Args:
        paths: absolute paths.
        stats: path → (size in bytes, anything).
        processes: how many workers read at once.
        limits: what one batch, or one file alone, may use.
    """
    batches = list(_batches(paths, stats))
    alone: list[tuple[str, ...]] = []
    for index, result in each(_WORKER, batches, processes=processes, limits=limits):
        if isinstance(result, WorkerError) and len(batches[index]) > 1:
            alone += ((path,) for path in batches[index])
        else:
            yield _outcome(batches[index], result)
    for index, result in each(_WORKER, alone, processes=processes, limits=limits):
        yield _outcome(alone[index], result)


def _outcome(
    batch: tuple[str, ...], result: Sequence[Track | Skipped] | WorkerError
) -> Sequence[Track | Skipped]:
    if isinstance(result, WorkerError):
        return [Skipped(where=batch[0], reason=f"cannot be read: {result.message}")]
    return result


def _batches(
    paths: Sequence[str], stats: Mapping[str, tuple[int, int]]
) -> Iterator[tuple[str, ...]]:
    batch: list[str] = []
    size = 0
    for path in paths:
        size += stats[path][0]
        if batch and (len(batch) == _BATCH_FILES or size > _BATCH_BYTES):
            yield tuple(batch)
            batch, size = [], stats[path][0]
        batch.append(path)
    if batch:
        yield tuple(batch)
