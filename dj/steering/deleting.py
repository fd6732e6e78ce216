"""Delete what is kept of a listener, everywhere, and say first what there is and where.

Nothing is deleted by `holdings`; `delete` deletes just what it lists as going.
"""

import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from dj import editorial, household
from dj import session as keep
from dj.errors import ManifestError
from dj.library import Store
from dj.listeners import colisten, credited_names
from dj.model.controls import Controls
from dj.model.feedback import Feedback
from dj.model.listening import Listen, Save, Tally
from dj.model.manifest import Manifest
from dj.model.names import fold
from dj.units import TrackId


@dataclass(frozen=True, slots=True, kw_only=True)
class Which:
    """What shall be deleted: a time, an artist, or all if neither is given."""

    start: datetime | None = None
    """Aware; from here on."""
    end: datetime | None = None
    """Aware; to before this."""
    artist: str = ""
    sessions: bool = True
    """Whether the folders of sessions go, too."""

    @property
    def is_all(self) -> bool:
        """True if everything goes."""
        return not (self.start or self.end or self.artist)

    def when(self, at: datetime | None) -> bool:
        """Tell whether a moment lies in the time that is deleted; an unknown one does not."""
        if at is None or not (self.start or self.end):
            return False
        return (self.start is None or at >= self.start) and (self.end is None or at < self.end)

    def who(self, credit: str) -> bool:
        """Tell whether an artist's credit names the one that is deleted."""
        return bool(self.artist) and fold(self.artist) in credited_names((credit,))


@dataclass(frozen=True, slots=True, kw_only=True)
class Holding:
    """One kind of data in one place."""

    what: str
    where: str
    count: int
    """Rows or files that go."""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """All that goes."""

    listens: tuple[Listen, ...]
    saves: tuple[Save, ...]
    tallies: tuple[Tally, ...]
    said: tuple[Feedback, ...]
    """What stays of the feedback."""
    said_gone: int
    controls: Controls
    """What stays of the decisions."""
    sessions: tuple[tuple[str, Path], ...]
    files: tuple[Path, ...]
    """Copies of the library that hold old rows."""


def holdings(store: Store, listener: str, which: Which, *, cache: Path) -> tuple[Holding, ...]:
    """List all places that hold data of a listener, and how much of it would go."""
    return tuple(_told(store, _found(store, listener, which), which, cache))


def delete(store: Store, listener: str, which: Which, *, cache: Path) -> tuple[Holding, ...]:
    """Delete it, and return what was there.

    Copies and files go first: if one of them cannot, nothing looks as if all had gone.

    Raises:
        OutputError: if a file cannot be removed.
    """
    found = _found(store, listener, which)
    told = tuple(_told(store, found, which, cache))
    if which.sessions:
        for _, folder in found.sessions:
            keep.discard(folder)
    for path in found.files:
        path.unlink(missing_ok=True)
    shutil.rmtree(cache / "takes", ignore_errors=True)
    colisten.forget(household.folder(store.folder), listener)
    store.forget_sessions(session_id for session_id, _ in found.sessions)
    if which.is_all:
        store.forget_listener(listener)
    else:
        store.keep_feedback(listener, found.said)
        store.set_controls(listener, found.controls)
        store.remove(listener, (*found.saves, *found.tallies))
        store.remove_listens(listener, found.listens)
    # A build that was under way may have ended meanwhile.
    colisten.forget(household.folder(store.folder), listener)
    return told


def _found(store: Store, listener: str, which: Which) -> _Found:
    gone: Callable[[str, datetime | None], bool] = lambda credit, at: (  # noqa: E731
        which.is_all or which.when(at) or which.who(credit)
    )
    said = store.feedback(listener)
    left = tuple(one for one in said if not gone(one.artist, one.at))
    return _Found(
        listens=tuple(x for x in store.each_listen(listener) if gone(x.artist, x.started_at)),
        saves=tuple(x for x in store.saves(listener) if gone(x.artist, x.saved_at)),
        tallies=tuple(x for x in store.tallies(listener) if gone(x.artist, x.last_at)),
        said=left,
        said_gone=len(said) - len(left),
        controls=_left_of(store, store.controls(listener), which),
        sessions=tuple(_sessions(store, listener, which)),
        files=store.copies(),
    )


def _left_of(store: Store, controls: Controls, which: Which) -> Controls:
    """Opinions go with what they are about; bans stay, or what is banned would play again."""
    by = {
        track.id for track in store.tracks() if any(map(which.who, (track.artist, *track.artists)))
    }

    def kept(said: dict[TrackId, datetime]) -> dict[TrackId, datetime]:
        return {track: at for track, at in said.items() if track not in by and not which.when(at)}

    return replace(controls, liked=kept(dict(controls.liked)),
                   disliked=kept(dict(controls.disliked)),
                   resting=kept(dict(controls.resting)))  # fmt: skip


def _sessions(store: Store, listener: str, which: Which) -> Iterator[tuple[str, Path]]:
    """Sessions of the listener, of nobody, and those of which the folder is gone."""
    for session_id, folder, at in store.sessions():
        manifest = _session(folder)
        whose = manifest is None or manifest.listener in (listener, "")
        plays = manifest is None or any(which.who(track.artist) for track in manifest.tracks)
        if whose and (which.is_all or which.when(at) or (bool(which.artist) and plays)):
            yield session_id, folder


def _session(folder: Path) -> Manifest | None:
    try:
        return keep.read(folder)
    except ManifestError:
        return None


def _told(store: Store, found: _Found, which: Which, cache: Path) -> Iterator[Holding]:
    db = str(store.folder / "library.db")
    for what, rows in (("plays", found.listens), ("saves", found.saves), ("counts", found.tallies)):
        yield Holding(what=what, where=db, count=len(rows))
    yield Holding(what="feedback", where=db, count=found.said_gone)
    yield Holding(what="decisions", where=db, count=int(which.is_all),
                  note="" if which.is_all else "bans, dials and switches stay")  # fmt: skip
    yield Holding(what="sessions and what was said in them", where=db, count=len(found.sessions))
    for _, folder in found.sessions:
        count = len(keep.contents(folder)) if which.sessions else 0
        yield Holding(what="session folder", where=str(folder), count=count,
                      note="" if which.sessions else "stays")  # fmt: skip
    for path in found.files:
        yield Holding(what="older copy of the library", where=str(path), count=1)
    takes = cache / "takes"
    clips = sum(path.is_file() for path in takes.rglob("*")) if takes.is_dir() else 0
    yield Holding(what="spoken clips", where=str(takes), count=clips)
    yield Holding(what="similar listeners", where=str(household.folder(store.folder)),
                  count=int(household.folder(store.folder).exists()),
                  note="deleted if it was learned from you, too")  # fmt: skip
    if aliases := editorial.find_aliases():
        yield Holding(what="aliases of songs", where=str(aliases), count=0,
                      note="an editor's file, it stays; `dj listener alias --undo`")  # fmt: skip
    yield Holding(what="logs", where="-", count=0, note="none are written")


def proof(places: Sequence[Path], marker: str) -> tuple[Path, ...]:
    """List the files below some places whose bytes hold a text, in UTF-8; empty is the proof."""
    wanted = marker.encode()
    files = (path for place in places for path in place.rglob("*") if path.is_file())
    return tuple(path for path in sorted(files) if wanted in path.read_bytes())
