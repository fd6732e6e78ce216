"""What a child process does to itself before it works: limits, silence, no life after its parent.

Each part is done where the system offers it, and left out elsewhere: macOS limits neither address
space nor data.
"""

import os
import select
import signal
import sys
from contextlib import suppress
from dataclasses import dataclass

try:
    import fcntl
    import resource
except ImportError:  # pragma: no cover - not on Unix
    _IS_UNIX = False
else:
    _IS_UNIX = True

_MB = 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What one call may use."""

    wall_s: float
    cpu_s: float | None = None
    memory_mb: int | None = None
    """Address space, so allow for what libraries reserve."""
    data_mb: int | None = None
    """What is truly allocated: a request beyond it fails. Libraries and files do not count."""
    files: int | None = None
    written_mb: int | None = None
    """Size of any one file it writes."""


def confine(limits: Limits, lifeline: int | None) -> None:
    """Prepare this process, for good: it is quiet, leaves no core file, and dies with its parent.

    Args:
        limits: what each of its calls may use.
        lifeline: file descriptor of a pipe whose other end only the parent holds.
    """
    _keep_quiet()
    if not _IS_UNIX:
        return
    _bound(resource.RLIMIT_CORE, 0)
    if limits.memory_mb:
        _bound(resource.RLIMIT_AS, limits.memory_mb * _MB)
    if limits.files:
        _bound(resource.RLIMIT_NOFILE, limits.files)
    if limits.written_mb is not None:
        _bound(resource.RLIMIT_FSIZE, limits.written_mb * _MB)
    if lifeline is not None:
        _die_with_parent(lifeline)


def allow(limits: Limits) -> None:
    """Set what the next call may use; what earlier calls used does not count."""
    if not _IS_UNIX:
        return
    if limits.data_mb:
        _bound(resource.RLIMIT_DATA, limits.data_mb * _MB)
    if limits.cpu_s is not None:
        used = resource.getrusage(resource.RUSAGE_SELF)
        _bound(resource.RLIMIT_CPU, int(used.ru_utime + used.ru_stime + limits.cpu_s) + 1)


def _bound(what: int, most: int) -> None:
    # Only the soft limit: a later call may need another one.
    with suppress(ValueError, OSError):
        resource.setrlimit(what, (most, resource.getrlimit(what)[1]))


def _keep_quiet() -> None:
    """Give libraries no terminal to read from and nobody to complain to."""
    sys.stdin = open(os.devnull)  # noqa: PTH123, SIM115 - stays open as long as the process
    nothing = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nothing, stream)
    os.close(nothing)


def _die_with_parent(lifeline: int) -> None:
    """Have the system send SIGKILL when the parent's end of the pipe closes.

    Nothing in this process needs to run for that, so it ends a decoder that hangs, too.
    """
    if not hasattr(fcntl, "F_SETSIG"):
        return
    fcntl.fcntl(lifeline, fcntl.F_SETOWN, os.getpid())
    fcntl.fcntl(lifeline, fcntl.F_SETSIG, signal.SIGKILL)
    fcntl.fcntl(lifeline, fcntl.F_SETFL, fcntl.fcntl(lifeline, fcntl.F_GETFL) | os.O_ASYNC)
    if select.select([lifeline], [], [], 0)[0]:
        os._exit(1)  # the parent ended before this could be arranged
