"""What comes in: music is scanned and heard, listening is imported and matched."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from dj import analysis, editorial, library, listeners
from dj.errors import ConfigError
from dj.interfaces import Progress
from dj.model.analysis import Analysis, Song
from dj.model.listening import Listen, Save, Tally
from dj.model.track import Skipped, Track
from dj.units import TrackId

_Row = TypeVar("_Row", Listen, Save, Tally)
_ROOTS = "scanned folders"
"""State key: folders that earlier scans were given, one per line."""
_CORRECTED = "matched with overrides"
"""State key: hash of the overrides that listens were last matched with."""
_UNREADABLE = "a file with a mistake"
"""Stands for that hash until the file can be read: then listens are matched again."""


def scan(
    store: library.Store, folders: Sequence[Path], *, processes: int, progress: Progress | None
) -> library.ScanReport:
    """Find what music there is below the folders, and match what was heard to it."""
    folders = [library.rooted(folder) for folder in folders]
    _remember(store, folders)  # first, so that a scan that is stopped can go on without them
    report = library.scan(folders, store, processes=processes, progress=progress)
    _match_news(store, report)
    return report


def refresh(
    store: library.Store, places: Sequence[Path], *, processes: int, progress: Progress | None
) -> library.ScanReport:
    """Look again only at places that have changed, and match what was heard to what came."""
    report = library.refresh(places, store, processes=processes, progress=progress)
    _match_news(store, report)
    return report


def _match_news(store: library.Store, report: library.ScanReport) -> None:
    try:
        overrides = _overrides()
    except ConfigError:
        store.set_state(_CORRECTED, _UNREADABLE)
        return
    if report.added or report.gone or (store.state(_CORRECTED) or "") != overrides.digest:
        match_again(store)
        store.set_state(_CORRECTED, overrides.digest or None)


def flaw_of_overrides() -> str:
    """Tell what is wrong with the file of overrides, which never stops a scan; empty if nothing."""
    try:
        _overrides()
    except ConfigError as error:
        return str(error)
    return ""


def roots(store: library.Store) -> tuple[Path, ...]:
    """Folders that earlier scans were given and that are still there."""
    return tuple(path for path in _remembered(store) if path.exists())


def lost_roots(store: library.Store) -> tuple[Path, ...]:
    """Folders that earlier scans were given and that are not there now, such as on a drive."""
    return tuple(path for path in _remembered(store) if not path.exists())


def _remember(store: library.Store, folders: Sequence[Path]) -> None:
    there = (folder for folder in folders if folder.exists())
    known = dict.fromkeys((*_remembered(store), *there))
    store.set_state(_ROOTS, "\n".join(map(str, known)))


def _remembered(store: library.Store) -> tuple[Path, ...]:
    return tuple(map(Path, filter(None, (store.state(_ROOTS) or "").split("\n"))))


def hear(store: library.Store, *, processes: int, progress: Progress | None) -> tuple[Skipped, ...]:
    """Analyse every track that has no current analysis; return all that cannot be analysed.

    What fails is known by its content from then on, and not tried again in any file until an
    analyser or decoder changes or `Store.retry` lets it go.
    """
    versions = analysis.versions()
    tried = "; ".join(f"{name} {version}" for name, version in versions.items())
    store.release_outdated(library.ANALYSIS, tried)
    changed: list[Skipped] = []
    todo = store.missing_analysis(versions)
    unfinished = bool(todo) and library.duplicates.expect(store)
    for track, found in analysis.analyse_all(todo, processes=processes, progress=progress):
        if store.has_changed(track.path):  # so what was heard may be another recording
            reason = "changed since it was scanned; scan again"
            changed.append(Skipped(where=str(track.path), reason=reason, passing=True))
        elif isinstance(found, Analysis):
            store.save_analysis(found)
        else:
            store.set_aside(track.id, found, stage=library.ANALYSIS, versions=tried)
    if todo:
        if progress is not None:
            progress(0, 1, "looking for copies")
        fresh = None if unfinished else {track.id for track in todo}
        library.duplicates.find(store, fresh)
    _complete(store, processes, progress)
    return (*changed, *store.unheard())


def _complete(store: library.Store, processes: int, progress: Progress | None) -> None:
    """Let the models that are there hear the songs they have not heard."""
    there = analysis.installed(store.models_folder)
    wanted = analysis.versions_with(there).items()
    known = store.songs(analysis.versions()) if there else ()
    todo = [song for song in known if not song.analysis.analysers.items() >= wanted]
    for song, fields in analysis.complete_all(todo, there, processes=processes, progress=progress):
        whole = None if store.has_changed(song.track.path) else store.song(song.id)
        if whole is not None:
            store.save_analysis(replace(whole.analysis, **fields))


def true_peaks(
    store: library.Store, ids: Sequence[TrackId], *, progress: Progress | None = None
) -> Mapping[TrackId, float]:
    """Map tracks to their true peak in dBTP; what has not been measured is, once, and kept.

    Tracks without an analysis or a readable file are left out.
    """
    songs = [song for song in map(store.song, dict.fromkeys(ids)) if song is not None]
    known = {song.id: song.analysis.true_peak_dbtp for song in songs}
    todo = [song for song in songs if known[song.id] is None and song.track.path.exists()]
    for song, dbtp in analysis.true_peaks(todo, progress=progress):
        store.save_true_peak(song.id, dbtp)
        known[song.id] = dbtp
    return {track_id: dbtp for track_id, dbtp in known.items() if dbtp is not None}


def songs(store: library.Store) -> tuple[Song, ...]:
    """Return all analysed tracks as editors have corrected them, without long arrays."""
    return editorial.apply(_overrides(), store.songs())


def song(store: library.Store, track_id: TrackId) -> Song | None:
    """Return one analysed track as editors have corrected it, with long arrays."""
    found = store.song(track_id)
    return None if found is None else editorial.apply(_overrides(), [found])[0]


def tracks(store: library.Store) -> tuple[Track, ...]:
    """Return all tracks as editors have corrected them."""
    return editorial.apply_to_tracks(_overrides(), store.tracks())


def banned(store: library.Store) -> frozenset[TrackId]:
    """Return the tracks that editors have banned: they stay in the library and never play."""
    return editorial.banned(_overrides(), store.tracks())


def _overrides() -> editorial.Overrides:
    return editorial.load_overrides(editorial.find_overrides())


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
    matched = _match(store, read.listens, read.saves, read.tallies)
    if not keep_it:
        return TakenIn(read=read, matched=matched, kept=_new(store, listener, matched))
    kept = store.add_listens(listener, matched.listens)[0]
    kept += store.add_saves(listener, matched.saves)[0]
    kept += store.add_tallies(listener, matched.tallies)[0]
    return TakenIn(read=read, matched=matched, kept=kept)


def _new(store: library.Store, listener: str, found: listeners.MatchResult) -> int:
    """Count the rows that keeping them would add."""
    listens = {_listen_key(listen) for listen in found.listens}
    saves = {_save_key(save) for save in found.saves}
    listens -= {_listen_key(listen) for listen in store.listens(listener)}
    saves -= {_save_key(save) for save in store.saves(listener)}
    known = {_tally_key(tally) for tally in store.tallies(listener)}
    tallies = {_tally_key(tally) for tally in found.tallies} - known
    return len(listens) + len(saves) + len(tallies)


def _listen_key(listen: Listen) -> tuple[object, ...]:
    return listen.started_at, listen.artist.casefold(), listen.title.casefold()


def _save_key(save: Save) -> tuple[object, ...]:
    return save.playlist, save.artist, save.title, save.location


def _tally_key(tally: Tally) -> tuple[object, ...]:
    named = tally.source, tally.artist, tally.title, tally.album, tally.location
    return (*named, tally.plays, tally.skips, tally.last_at)


def match_again(store: library.Store) -> None:
    """Match everything heard and saved to the library as it is now."""
    for listener in store.listeners():
        found = _match(
            store, store.listens(listener), store.saves(listener), store.tallies(listener)
        )
        store.set_matches(listener, (*found.listens, *found.saves, *found.tallies))


def _match(
    store: library.Store,
    listens: Sequence[Listen],
    saves: Sequence[Save],
    tallies: Sequence[Tally],
) -> listeners.MatchResult:
    """Match under the artists' right names; the rows themselves keep the names they came with."""
    overrides = _overrides()
    found = listeners.match(
        editorial.rename(overrides, listens), editorial.rename(overrides, saves),
        editorial.apply_to_tracks(overrides, store.tracks()),
        editorial.rename(overrides, tallies),
    )  # fmt: skip
    return replace(
        found,
        listens=_as_they_came(listens, found.listens),
        saves=_as_they_came(saves, found.saves),
        tallies=_as_they_came(tallies, found.tallies),
    )


def _as_they_came(rows: Sequence[_Row], matched: Sequence[_Row]) -> tuple[_Row, ...]:
    pairs = zip(rows, matched, strict=True)
    return tuple(
        row if row.track_id == found.track_id else replace(row, track_id=found.track_id)
        for row, found in pairs
    )
