"""What changes in folders of music while we wait? Places are told once they have come to rest.

A thread listens to the system, so that Ctrl-C is always heard at once. A file that grows is waited
for: it is told when it has had the same size and time for a while. Where the system does not tell,
as on network drives, folders are looked at again and again. A root that comes back, such as a drive
that is connected again, is told as a whole.
"""

import os
import queue
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self

from watchfiles import Change, watch

from dj.library.sidecars.beside import readers
from dj.library.walk import MUSIC_ENDINGS

REST_S = 2.0
"""A file that has not changed for this long is taken to be complete."""
_PATIENCE_S = 60.0
"""What has come to rest is told after this long, even if other files still grow."""
_TICK_S = 0.25
_POLL_MS = 10_000
_LOOK_S = 1.0
"""How often roots themselves are looked at."""
_UNHEARD = frozenset(
    {"9p", "afs", "ceph", "cifs", "davfs", "glusterfs", "nfs", "nfs4", "prl_fs", "smb2", "smb3",
     "smbfs", "vboxsf", "virtiofs", "vmhgfs"}
)  # fmt: skip
"""File systems whose changes come from elsewhere and are not told to us."""

_Stamp = tuple[int, int] | None
"""Size and time of change; None for what is gone."""


class Watch:
    """Listens below folders from the moment it is entered; a context manager."""

    def __init__(
        self, roots: Sequence[Path], *, rest_s: float = REST_S, polling: bool | None = None
    ) -> None:
        """Choose what to listen to.

        Args:
            roots: folders.
            rest_s: how long a file must not change.
            polling: look again and again instead of being told; None decides by file system.
        """
        self._roots = [root.expanduser().resolve() for root in roots]
        self._polling = needs_polling(self._roots) if polling is None else polling
        self._pending = Pending(rest_s)
        self._told: queue.SimpleQueue[set[tuple[Change, str]] | BaseException] = queue.SimpleQueue()
        self._identities = {root: _identity(root) for root in self._roots}
        self._looked_at = time.monotonic()
        self._prepare()

    def _prepare(self) -> None:
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._listen, args=(self._stop,), daemon=True)

    @property
    def is_polling(self) -> bool:
        """Whether folders are looked at again and again."""
        return self._polling

    def places(self) -> Iterator[tuple[Path, ...]]:
        """Yield the places that have changed, as they come to rest; never ends by itself.

        Raises:
            OSError: if nothing can be listened to.
        """
        while True:
            with suppress(queue.Empty):
                told = self._told.get(timeout=_TICK_S)
                if isinstance(told, BaseException):
                    raise told
                self._pending.note(self._relevant(told))
            if back := self._come_back():
                self._hear_again()
                yield back
            if ready := self._pending.at_rest():
                yield tuple(map(Path, ready))

    def __enter__(self) -> Self:
        """Begin to listen."""
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Stop listening."""
        self._stop.set()
        self._thread.join()

    def _come_back(self) -> tuple[Path, ...]:
        """Give the roots that stand, once again or anew, where none or another one stood."""
        now = time.monotonic()
        if now - self._looked_at < _LOOK_S:
            return ()
        self._looked_at = now
        before = self._identities
        self._identities = {root: _identity(root) for root in self._roots}
        return tuple(
            root
            for root, identity in self._identities.items()
            if identity is not None and identity != before[root]
        )

    def _hear_again(self) -> None:
        """Listen anew: what was listened to went with the drive."""
        self._stop.set()
        self._thread.join()
        self._prepare()
        self._thread.start()

    def _listen(self, stop: threading.Event) -> None:
        try:
            self._tell(stop)
        except (OSError, RuntimeError) as error:
            if self._polling:
                self._told.put(error)
                return
            self._polling = True  # too many folders for the system to tell of, most likely
            self._listen(stop)

    def _tell(self, stop: threading.Event) -> None:
        there = [root for root in self._roots if root.exists()]
        while not there:
            if stop.wait(_LOOK_S):
                return
            there = [root for root in self._roots if root.exists()]
        for changes in watch(
            *there,
            watch_filter=None,
            force_polling=self._polling,
            poll_delay_ms=_POLL_MS,
            stop_event=stop,
            rust_timeout=1000,
            ignore_permission_denied=True,
        ):
            self._told.put(changes)

    def _relevant(self, changes: set[tuple[Change, str]]) -> Iterator[str]:
        for change, path in changes:
            root = next((r for r in self._roots if Path(path).is_relative_to(r)), None)
            # A drive that was taken out is not a folder that was emptied.
            if root is None or not root.exists():
                continue
            inside = Path(path).relative_to(root).parts
            if not any(part.startswith(".") for part in inside) and _matters(change, path):
                yield path


class Pending:
    """Paths that have changed, and since when each has been at rest."""

    def __init__(self, rest_s: float, clock: Callable[[], float] = time.monotonic) -> None:
        """Start with none."""
        self._rest_s = rest_s
        self._clock = clock
        self._since: dict[str, tuple[_Stamp, float]] = {}
        self._first = 0.0

    def note(self, paths: Iterable[str]) -> None:
        """Take paths that have changed."""
        now = self._clock()
        for path in paths:
            if not self._since:
                self._first = now
            self._since[path] = (_stamp(path), now)

    def at_rest(self) -> list[str]:
        """Give and forget the paths at rest, in order, once all are or patience has run out."""
        now = self._clock()
        for path, (before, _) in self._since.items():
            if (stamp := _stamp(path)) != before:
                self._since[path] = (stamp, now)
        ready = sorted(path for path, (_, at) in self._since.items() if now - at >= self._rest_s)
        if len(ready) < len(self._since) and now - self._first < _PATIENCE_S:
            return []
        for path in ready:
            del self._since[path]
        self._first = now
        return ready


def _identity(root: Path) -> tuple[int, int] | None:
    try:
        status = root.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino


def needs_polling(roots: Sequence[Path], mounts: str | None = None) -> bool:
    """Tell whether a root lies on, or has below it, a file system that does not tell of changes.

    Args:
        roots: absolute folders.
        mounts: text in the form of Linux's ``mountinfo``; that of this machine if not given.
    """
    if mounts is None:
        mounts = ""
        with suppress(OSError):
            mounts = Path("/proc/self/mountinfo").read_text("utf-8", "replace")
    points = dict(filter(None, map(_mount, mounts.splitlines())))
    return any(points[point] for root in roots for point in _concerning(root, points))


def _mount(line: str) -> tuple[Path, bool] | None:
    """Return where something is mounted and whether changes there go unheard."""
    before, dash, after = line.partition(" - ")
    fields = before.split()
    if not dash or len(fields) < 5 or not after:
        return None
    kind = after.split()[0]
    point = fields[4].replace("\\040", " ").replace("\\011", "\t").replace("\\134", "\\")
    return Path(point), kind in _UNHEARD or kind.startswith("fuse.")


def _concerning(root: Path, points: Iterable[Path]) -> Iterator[Path]:
    points = list(points)
    above = [point for point in points if root.is_relative_to(point)]
    yield from sorted(above, key=lambda point: len(point.parts))[-1:]
    yield from (point for point in points if point != root and point.is_relative_to(root))


def _matters(change: Change, path: str) -> bool:
    """Tell whether a scan might find something new there; a folder's own time is no news."""
    if os.path.isdir(path):  # noqa: PTH112 - quicker
        return change is not Change.modified
    name = os.path.basename(path)  # noqa: PTH119 - quicker
    is_music = os.path.splitext(name)[1].lower() in MUSIC_ENDINGS  # noqa: PTH122 - quicker
    is_gone = change is Change.deleted
    return is_music or is_gone or any(reader.recognises(name) for reader in readers().values())


def _stamp(path: str) -> _Stamp:
    try:
        status = os.stat(path)  # noqa: PTH116 - a string is quicker
    except OSError:
        return None
    return status.st_size, status.st_mtime_ns
