"""Read many files in limited workers, so that a bad one only loses itself.

Files travel in batches. If a batch's worker crashes, hangs or grows too big, its files are read one
by one, and the one that did it becomes `Broken`.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from dj.errors import WorkerError
from dj.model.track import Skipped, Track
from dj.runner import Limits, each

READ_LIMITS = Limits(
    wall_s=9.0, cpu_s=4.0, memory_mb=2048, data_mb=512, files=256, written_mb=0
)  # fmt: skip
"""What reading one batch, or one file alone, may use, and more time for what is big."""

_SLOWEST_DISK, _SLOWEST_CPU = 2_000_000, 20_000_000
"""Bytes a second that are always granted: less is a hang. A music file alone is read at 400 MB/s
of CPU time on a machine of 2020."""

_BIG_BYTES = 20_000_000_000
"""Beyond this a size is no longer believed: two days of sound on a CD take 30 GB, and those are
read in time; what a sparse file claims has no end."""

_WORKER = "dj.library.worker:read_files"
_BATCH_FILES = 32
_BATCH_BYTES = 64_000_000
"""A batch takes a second or so: long enough to make its overhead small, short enough to lose."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Broken(Skipped):
    """A file that broke its reader: with the same bytes and readers it will again."""


def read_all(
    paths: Sequence[str], stats: Mapping[str, tuple[int, int]], processes: int, limits: Limits
) -> Iterator[Sequence[Track | Skipped]]:
    """Yield what each file is, a batch at a time and in no set order.

    Args:
        paths: absolute paths.
        stats: path → (size in bytes, anything).
        processes: how many workers read at once.
        limits: what one batch, or one file alone, may use beside the time for its size.
    """

    def limits_of(batch: Sequence[str]) -> Limits:
        size = sum(stats[path][0] for path in batch)
        return _for_size(limits, size)

    batches = list(_batches(paths, stats))
    alone: list[tuple[str, ...]] = []
    for index, result in each(
        _WORKER, batches, processes=processes, limits=limits, limits_of=limits_of
    ):
        if isinstance(result, WorkerError) and len(batches[index]) > 1:
            alone += ((path,) for path in batches[index])
        else:
            yield _outcome(batches[index], result)
    for index, result in each(
        _WORKER, alone, processes=processes, limits=limits, limits_of=limits_of
    ):
        yield _outcome(alone[index], result)


def _for_size(limits: Limits, size: int) -> Limits:
    believed = min(size, _BIG_BYTES)
    cpu_s = None if limits.cpu_s is None else limits.cpu_s + believed / _SLOWEST_CPU
    return replace(limits, wall_s=limits.wall_s + believed / _SLOWEST_DISK, cpu_s=cpu_s)


def _outcome(
    batch: tuple[str, ...], result: Sequence[Track | Skipped] | WorkerError
) -> Sequence[Track | Skipped]:
    if not isinstance(result, WorkerError):
        return result
    kind = Skipped if result.passing else Broken
    return [
        kind(where=batch[0], reason=f"cannot be read: {result.message}", passing=result.passing)
    ]


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
