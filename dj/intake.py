"""What comes in: music is scanned and heard, listening is imported and matched."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from dj import analysis, library, listeners
from dj.interfaces import Progress
from dj.model.analysis import Analysis
from dj.model.listening import Listen, Save
from dj.model.track import Skipped

_ROOTS = "scanned folders"
"""State key: folders that earlier scans were given, one per line."""


def scan(
    store: library.Store, folders: Sequence[Path], *, processes: int, progress: Progress | None
) -> library.ScanReport:
    """Find what music there is below the folders, and match what was heard to it."""
    report = library.scan(folders, store, processes=processes, progress=progress)
    if report.added or report.gone:
        match_again(store)
    known = dict.fromkeys(
        (*_remembered(store), *(folder.expanduser().resolve() for folder in folders))
    )
    store.set_state(_ROOTS, "\n".join(map(str, known)))
    return report


def roots(store: library.Store) -> tuple[Path, ...]:
    """Folders that earlier scans were given and that are still there."""
    return tuple(path for path in _remembered(store) if path.exists())


def lost_roots(store: library.Store) -> tuple[Path, ...]:
    """Folders that earlier scans were given and that are not there now, such as on a drive."""
    return tuple(path for path in _remembered(store) if not path.exists())


def _remembered(store: library.Store) -> tuple[Path, ...]:
    return tuple(map(Path, filter(None, (store.state(_ROOTS) or "").split("\n"))))


def hear(store: library.Store, *, processes: int, progress: Progress | None) -> tuple[Skipped, ...]:
    """Analyse every track that has no current analysis; return the ones that failed."""
    failed: list[Skipped] = []
    todo = store.missing_analysis(analysis.versions())
    for track, found in analysis.analyse_all(todo, processes=processes, progress=progress):
        if isinstance(found, Analysis):
            store.save_analysis(found)
        else:
            store.save_skipped(track.path, found.reason)
            failed.append(found)
    return tuple(failed)


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenIn:
    """What became of one imported file."""

    read: listeners.ImportResult
    matched: listeners.MatchResult
    kept: int
    """Rows that are new to the store, kept or not."""


def take_in(
    store: library.Store,
    path: Path,
    *,
    listener: str,
    keep_it: bool = True,
    now: datetime | None = None,
) -> TakenIn:
    """Read a history or a playlist, match it to the library, and keep it unless told not to.

    Plays later than `now` are refused, if it is given.
    """
    read = listeners.import_file(path, now=now)
    matched = listeners.match(read.listens, read.saves, store.tracks())
    if not keep_it:
        return TakenIn(read=read, matched=matched, kept=_new(store, listener, matched))
    kept = store.add_listens(listener, matched.listens)[0]
    kept += store.add_saves(listener, matched.saves)[0]
    return TakenIn(read=read, matched=matched, kept=kept)


def _new(store: library.Store, listener: str, found: listeners.MatchResult) -> int:
    """Count the rows that keeping them would add."""
    listens = {_listen_key(listen) for listen in found.listens}
    saves = {_save_key(save) for save in found.saves}
    listens -= {_listen_key(listen) for listen in store.listens(listener)}
    saves -= {_save_key(save) for save in store.saves(listener)}
    return len(listens) + len(saves)


def _listen_key(listen: Listen) -> tuple[object, ...]:
    return listen.started_at, listen.artist.casefold(), listen.title.casefold()


def _save_key(save: Save) -> tuple[object, ...]:
    return save.playlist, save.artist, save.title, save.location


def match_again(store: library.Store) -> None:
    """Match everything heard and saved to the library as it is now."""
    for listener in store.listeners():
        found = listeners.match(store.listens(listener), store.saves(listener), store.tracks())
        store.set_matches(listener, (*found.listens, *found.saves))
