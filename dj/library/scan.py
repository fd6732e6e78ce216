"""Bring the catalogue up to date with the folders: what came, moved, changed, went.

Unchanged files cost one stat call. New and changed ones are read in limited workers, in batches; if
a batch's worker dies, its files are read one by one, so that a bad file only loses itself. Each
batch is stored at once: whatever ends a scan, the next one goes on from there.
"""

import os
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from dj.interfaces import Progress
from dj.library.credits import artists_of, stands_alone
from dj.library.quarantine import Ward
from dj.library.reading import READ_LIMITS, Broken, read_all
from dj.library.sidecars.companions import Companions
from dj.library.store import FileRow, KnownFile, Stamp, Store
from dj.library.tags import READER_VERSION
from dj.library.walk import Found, find_files, find_near, rooted
from dj.library.worker import READERS
from dj.model.names import fold
from dj.model.track import Skipped, Track
from dj.runner import Limits

_UNSETTLED = "library.credits-unsettled"
"""State key: tracks were stored whose credits have not been parsed with all artists known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ScanReport:
    """What a scan found, in files."""

    found: int
    """Music files below the folders."""
    added: int
    """Recordings new to the library."""
    moved: int
    """Known recordings under a new path, their old file being gone."""
    retagged: int
    """Known files whose tags changed and whose audio did not."""
    copies: int = 0
    """Further files of a recording that is there already."""
    unchanged: int
    """Known files that were not opened."""
    gone: int
    """Known files that are no longer there."""
    skipped: tuple[Skipped, ...]
    """Files that cannot be used, those known from earlier scans included."""
    seconds: float
    """Wall time."""


def scan(
    roots: Sequence[Path],
    store: Store,
    *,
    processes: int = 2,
    progress: Progress | None = None,
    limits: Limits = READ_LIMITS,
    wait_s: float = 10.0,
) -> ScanReport:
    """Read what is new or changed below the folders into the store; originals are only read.

    Args:
        roots: folders, or single files.
        store: the open library.
        processes: how many workers read at once.
        progress: called with (files read, files to read, what).
        limits: what reading one batch, or one file alone, may use.
        wait_s: how long to wait for another scan of the same library.

    Raises:
        LibraryError: if a folder is not there, or another scan goes on too long.
    """
    started = time.monotonic()
    with store.lock("dj scan", wait_s):
        folders = [rooted(root) for root in roots]
        known: dict[str, KnownFile] = {}
        for folder in folders:
            known.update(store.known_files(folder))
        visit = _Visit(store, find_files(folders), known)
        visit.read(processes, limits, progress)
        visit.finish()
    return visit.report(time.monotonic() - started)


def refresh(
    places: Sequence[Path],
    store: Store,
    *,
    processes: int = 2,
    progress: Progress | None = None,
    limits: Limits = READ_LIMITS,
    wait_s: float = 600.0,
) -> ScanReport:
    """Look again only where something has changed; the rest of the library stays as it is.

    Args:
        places: absolute paths of files that came, changed or went, and of folders, which are then
            looked at with all below them.
        store: the open library.
        processes: how many workers read at once.
        progress: called with (files read, files to read, what).
        limits: what reading one batch, or one file alone, may use.
        wait_s: how long to wait for another scan of the same library.

    Raises:
        LibraryError: if another scan goes on too long.
    """
    started = time.monotonic()
    with store.lock("dj scan", wait_s):
        visit = _Visit(store, find_near(places), _known_near(places, store))
        visit.read(processes, limits, progress)
        visit.finish()
    return visit.report(time.monotonic() - started)


def _known_near(places: Sequence[Path], store: Store) -> dict[str, KnownFile]:
    known: dict[str, KnownFile] = {}
    for place in places:
        known.update(store.known_files(place))  # if it is gone, it may have been a folder
    for folder in {place.parent for place in places if not place.is_dir()}:
        below = store.known_files(folder).items()
        known.update((path, file) for path, file in below if Path(path).parent == folder)
    return known


class _Visit:
    """One scan under way: what was known, what is there, what came of it."""

    def __init__(self, store: Store, found: Found, known: Mapping[str, KnownFile]) -> None:
        self._store = store
        self._found = found
        self._known = known
        self._companions = Companions(found.files)
        self._ward = Ward(store)
        self._counts = dict.fromkeys(("added", "moved", "retagged", "copies", "unchanged"), 0)
        self._gone = 0
        self._skipped = list(self._found.skipped)
        self._left: dict[str, list[str]] = {}
        self._moved_from: set[str] = set()

    def read(self, processes: int, limits: Limits, progress: Progress | None) -> None:
        """Read what changed, storing each batch as it comes."""
        todo = [path for path in self._changed() if not self._is_set_aside(path)]
        if todo:
            self._store.set_state(_UNSETTLED, "yes")
            self._companions.read(todo)
        done = 0
        for outcomes in read_all(todo, self._found.files, processes, limits):
            self._keep(outcomes)
            done += len(outcomes)
            if progress is not None:
                progress(done, len(todo), "reading tags")

    def finish(self) -> None:
        """Note what is no longer there, and parse credits with all artists known."""
        broken = self._companions.broken(self._known)
        self._skipped += broken
        self._remember_absent()
        for skipped in (*self._found.skipped, *broken):
            self._store.save_skipped(Path(skipped.where), skipped.reason)
        if self._store.state(_UNSETTLED) is not None:
            settle_credits(self._store)
            self._store.set_state(_UNSETTLED, None)

    def report(self, seconds: float) -> ScanReport:
        """Sum up."""
        return ScanReport(
            found=len(self._found.files) + len(self._found.skipped),
            **self._counts,
            gone=self._gone,
            skipped=tuple(sorted(self._skipped, key=lambda skipped: skipped.where)),
            seconds=seconds,
        )

    def _changed(self) -> list[str]:
        todo: list[str] = []
        back: list[str] = []
        for path in sorted(self._found.files):
            known = self._known.get(path)
            if (
                known is None
                or known.stamp != self._stamp(path)
                or (known.status == "skipped" and known.tried != READERS)
            ):
                todo.append(path)
            elif known.status == "skipped":
                self._skipped.append(Skipped(where=path, reason=known.reason))
            else:
                self._counts["unchanged"] += 1
                back += [path] if known.status == "gone" else []
        self._store.mark("present", back)
        return todo

    def _is_set_aside(self, path: str) -> bool:
        reason = self._ward.reason(path, self._found.files[path][0])
        if reason is not None:
            self._keep([Broken(where=path, reason=reason)])
        return reason is not None

    def _keep(self, outcomes: Sequence[Track | Skipped]) -> None:
        rows: list[FileRow] = []
        for outcome in map(self._companions.complete, outcomes):
            if isinstance(outcome, Track):
                path = os.fspath(outcome.path)
                self._counts[self._kind_of(outcome, path)] += 1
                stamp = self._stamp(path)
            else:
                path = outcome.where
                self._skipped.append(outcome)
                stamp = self._stamp(path, again=outcome.passing)
            content = self._ward.admit(outcome) if isinstance(outcome, Broken) else None
            rows.append(
                FileRow(path=path, stamp=stamp, outcome=outcome, tried=READERS, content=content)
            )
        self._store.save_files(rows, moved_from=self._moved_from)

    def _kind_of(self, track: Track, path: str) -> str:
        known = self._known.get(path)
        seen = track.id in self._left
        if not seen:
            self._left[track.id] = self._paths_left(track.id)
        if known is not None and known.track_id == track.id:
            return "retagged"
        if self._left[track.id]:
            self._moved_from.add(self._left[track.id].pop(0))
            return "moved"
        return "copies" if seen or self._store.knows(track.id) else "added"

    def _paths_left(self, track_id: str) -> list[str]:
        """List the paths where a recording was once and no file is now."""
        return [
            path
            for path in self._store.paths_ever(track_id)
            if path not in self._found.files and not os.path.lexists(path)
        ]

    def _remember_absent(self) -> None:
        refused = {skipped.where for skipped in self._skipped}
        closed = tuple(folder + os.sep for folder in self._found.closed)
        absent = [
            path
            for path in self._known.keys() - self._found.files.keys() - refused - self._moved_from
            if not path.startswith(closed)
        ]
        gone = [path for path in absent if self._known[path].track_id is not None]
        self._gone = sum(self._known[path].status != "gone" for path in gone)
        self._store.mark("gone", gone)
        self._store.forget_files(absent)

    def _stamp(self, path: str, *, again: bool = False) -> Stamp:
        size, mtime_ns = self._found.files[path]
        reader = READER_VERSION + (self._companions.stamp(path) << 8)
        return Stamp(size=size, mtime_ns=-1 if again else mtime_ns, reader=reader)


def settle_credits(store: Store) -> int:
    """Parse every credit again with all artists of the library known; return how many changed."""
    tracks = store.tracks()
    names = {name for track in tracks for name in (track.artist, track.album_artist)}
    known = {fold(name) for name in names if stands_alone(name)}
    changed = {}
    for track in tracks:
        artists = artists_of(
            artist=track.artist, album_artist=track.album_artist, title=track.title, known=known
        )
        if artists != track.artists:
            changed[track.id] = artists
    store.set_artists(changed)
    return len(changed)
