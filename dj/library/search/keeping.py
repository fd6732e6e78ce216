"""The search index, in step with the library: made at the first question, then kept up to date.

The library numbers its changes (`Store.last_change`); the index knows the last one that it has
seen, so a question costs nothing more while nothing changed. Only one process at a time brings it
up to date, and what it does is done as a whole.
"""

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import TypeVar

from dj.interfaces import Progress
from dj.library.search.entry import checksum, entry
from dj.library.store.database import plain_errors
from dj.library.store.lock import locked
from dj.library.store.search import VERSION, Entry, Index, build, remove
from dj.library.store.store import Store
from dj.model.search import Gloss, Glosses
from dj.model.track import Track
from dj.units import TrackId

FILE_NAME = "search.db"
_WAIT_S = 600.0
"""How long to wait for another process that makes the index, which takes a minute a million."""
_AT_ONCE = 5_000
_MOST_CHANGED = 0.25
"""Share of the songs beyond which the index is made anew: that is faster, and leaves no rests."""
_LEAST_ANEW = 2_000
_TROUBLES = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR,
             sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM)  # fmt: skip
"""What another index would not cure."""
_OPEN = "not asked"
_NOTHING = Gloss()
_Answer = TypeVar("_Answer")


def ask(
    store: Store,
    glosses: Glosses | None,
    question: Callable[[Index], _Answer],
    progress: Progress | None = None,
) -> _Answer:
    """Ask the index as it is after all changes; one that cannot be read is made anew.

    Without glosses, what it knows of editors stays as it is.

    Raises:
        LibraryError: if the library's folder cannot be used.
        OutputError: if the disk is full.
    """
    path = store.folder / FILE_NAME
    with plain_errors(path):
        try:
            return _ask(store, glosses, question, progress)
        except sqlite3.DatabaseError as error:
            if getattr(error, "sqlite_errorcode", 0) & 0xFF in _TROUBLES:
                raise
            remove(path)
        return _ask(store, glosses, question, progress)


def _ask(
    store: Store,
    glosses: Glosses | None,
    question: Callable[[Index], _Answer],
    progress: Progress | None,
) -> _Answer:
    path = store.folder / FILE_NAME
    index = _current(path, _wanted(store, glosses))
    if index is None:
        with locked(path.with_suffix(".lock"), "making the search index", _WAIT_S):
            _catch_up(path, store, glosses, progress)
        index = Index(path)
    with index:
        return question(index)


def _wanted(store: Store, glosses: Glosses | None) -> Mapping[str, str]:
    library, change = store.last_change()
    editors = {} if glosses is None else {"editors": glosses.digest}
    return {"library": library, "change": str(change), **editors}


def _current(path: Path, wanted: Mapping[str, str]) -> Index | None:
    index = _usable(path, wanted["library"])
    if index is not None and not index.about().items() >= wanted.items():
        index.close()
        return None
    return index


def _usable(path: Path, library: str) -> Index | None:
    """Open an index of this library and this version of the program, however old it is."""
    if not path.exists():
        return None
    index = Index(path)
    try:
        about = index.about()
        if about.get("version") == VERSION and about.get("library") == library:
            return index
    except sqlite3.DatabaseError:
        index.close()
        raise
    index.close()
    return None


def _catch_up(path: Path, store: Store, glosses: Glosses | None, progress: Progress | None) -> None:
    wanted = _wanted(store, glosses)  # first: what changes from here on is seen the next time
    index = _usable(path, wanted["library"])
    if index is not None:
        with index:
            if _updated(index, store, glosses, wanted):
                return
    about = {"editors": _OPEN, **wanted}
    build(path, _entries(store.each_track(), glosses, progress), about)


def _updated(
    index: Index, store: Store, glosses: Glosses | None, wanted: Mapping[str, str]
) -> bool:
    """Bring an index up to date, unless too much has changed."""
    about = index.about()
    changed = store.changed_since(int(about["change"]))
    if len(changed) > max(_LEAST_ANEW, _MOST_CHANGED * index.count()):
        return False
    entries = {one.track_id: one for one in _entries(store.these_tracks(changed), glosses)}
    gone = [track_id for track_id in changed if track_id not in entries]
    if glosses is None:
        # What editors say of the changed songs is left open: who knows it goes through all again.
        wanted = {**wanted, "editors": _OPEN if changed else about["editors"]}
    elif about["editors"] != glosses.digest:
        entries |= {one.track_id: one for one in _said_otherwise(index, store, glosses)}
    index.update(entries.values(), gone, wanted)
    return True


def _said_otherwise(index: Index, store: Store, glosses: Glosses) -> Iterator[Entry]:
    """Yield the songs of which editors say something else than the index knows."""
    known = index.glosses()
    for tracks, said in _glossed(store.each_track(), glosses):
        for track in tracks:
            gloss = said.get(track.id, _NOTHING)
            if checksum(gloss) != known.get(track.id, 0):
                yield entry(track, gloss)


def _entries(
    tracks: Iterable[Track], glosses: Glosses | None, progress: Progress | None = None
) -> Iterator[Entry]:
    done = 0
    for some, said in _glossed(tracks, glosses):
        yield from (entry(track, said.get(track.id, _NOTHING)) for track in some)
        done += len(some)
        if progress is not None:
            progress(done, 0, "listing words")


def _glossed(
    tracks: Iterable[Track], glosses: Glosses | None
) -> Iterator[tuple[tuple[Track, ...], Mapping[TrackId, Gloss]]]:
    rest = iter(tracks)
    while some := tuple(islice(rest, _AT_ONCE)):
        yield some, {} if glosses is None else glosses.of(some)
