"""Read sidecars in limited workers: a hostile one loses itself and nothing else."""

import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from dj import runner
from dj.errors import DjError, WorkerError
from dj.library.sidecars.beside import Beside, Sidecar, readers
from dj.model.track import Skipped

Told = Mapping[str, Mapping[str, str]]
"""File name (or ``stem.*``, or ``*``) → tag → text."""

_WORKER = "dj.library.sidecars.reading:read_sidecars"
_LIMITS = runner.Limits(wall_s=20.0, memory_mb=2048, files=64)
_BATCH = 64
_MOST_FILES = 4000
_LONGEST_VALUE = 8192


def read_all(
    folders: Mapping[str, Beside], wanted: Sequence[str]
) -> Iterator[tuple[Sidecar, Told | Skipped]]:
    """Yield what each sidecar of the wanted folders says, in no set order."""
    todo = [sidecar for folder in sorted(wanted) for sidecar in folders[folder].sidecars]
    batches = [tuple(todo[at : at + _BATCH]) for at in range(0, len(todo), _BATCH)]
    alone: list[tuple[Sidecar, ...]] = []
    for index, result in runner.each(_WORKER, batches, processes=1, limits=_LIMITS):
        if isinstance(result, WorkerError) and len(batches[index]) > 1:
            alone += ((sidecar,) for sidecar in batches[index])
        else:
            yield from _outcomes(batches[index], result)
    for index, result in runner.each(_WORKER, alone, processes=1, limits=_LIMITS):
        yield from _outcomes(alone[index], result)


def _outcomes(
    batch: Sequence[Sidecar], result: Sequence[Told | Skipped] | WorkerError
) -> Iterator[tuple[Sidecar, Told | Skipped]]:
    if isinstance(result, WorkerError):
        reason = f"cannot be read: {result.message}"
        yield from ((sidecar, Skipped(where=sidecar.path, reason=reason)) for sidecar in batch)
    else:
        yield from zip(batch, result, strict=True)


def read_sidecars(batch: Sequence[Sidecar]) -> tuple[Told | Skipped, ...]:
    """Read several sidecars; whatever one of them raises becomes its `Skipped`."""
    return tuple(map(_read, batch))


def _read(sidecar: Sidecar) -> Told | Skipped:
    try:
        return _plain(readers()[sidecar.reader].read(Path(sidecar.path)))
    except DjError as error:
        return Skipped(where=sidecar.path, reason=error.message.rstrip("."))
    except OSError as error:
        reason = f"cannot be opened: {error.strerror or error}"
        return Skipped(where=sidecar.path, reason=reason)
    # A guest's reader may raise anything for hostile bytes; only this sidecar is lost.
    except Exception as error:  # noqa: BLE001
        return Skipped(where=sidecar.path, reason=f"cannot be read ({type(error).__name__})")


def _plain(told: Told) -> Told:
    """Keep what may be used: names without a folder, and values of bearable length."""
    names = [name for name in told if _is_name(name)]
    return {
        name.casefold(): {field: str(value)[:_LONGEST_VALUE] for field, value in told[name].items()}
        for name in names[:_MOST_FILES]
    }


def _is_name(name: str) -> bool:
    """A name and no path: what a sidecar says holds for its own folder."""
    return 0 < len(name) <= 255 and not {"/", "\\", "\0", os.sep} & set(name)
