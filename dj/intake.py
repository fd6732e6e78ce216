"""What comes in: music is scanned and heard, listening is imported and matched."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from dj import analysis, collector, editorial, library, listeners, matching
from dj.arrivals import Arrival, TakenFile, known_before
from dj.errors import ConfigError
from dj.interfaces import Progress
from dj.model.analysis import Analysis, Song
from dj.model.listening import Listen, Save, Tally
from dj.model.track import Skipped, Track
from dj.units import TrackId

_ROOTS = "scanned folders"
"""State key: folders that earlier scans were given, one per line."""


def scan(
    store: library.Store, folders: Sequence[Path], *, processes: int, progress: Progress | None
) -> library.ScanReport:
    """Find what music there is below the folders, and match what was heard to it."""
    folders = [library.rooted(folder) for folder in folders]
    _remember(store, folders)  # first, so that a scan that is stopped can go on without them
    before = store.track_marks()
    report = library.scan(folders, store, processes=processes, progress=progress)
    matching.catch_up(store, before)
    return report


def refresh(
    store: library.Store, places: Sequence[Path], *, processes: int, progress: Progress | None
) -> library.ScanReport:
    """Look again only at places that have changed, and match what was heard to what came."""
    before = store.track_marks()
    report = library.refresh(places, store, processes=processes, progress=progress)
    matching.catch_up(store, before)
    return report


def flaw_of_overrides() -> str:
    """Tell what is wrong with the file of overrides, which never stops a scan; empty if nothing."""
    try:
        matching.corrections_digest()
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
    store: library.Store,
    ids: Sequence[TrackId],
    *,
    keep_them: bool = True,
    progress: Progress | None = None,
) -> Mapping[TrackId, float]:
    """Map tracks to their true peak in dBTP; what has not been measured is, once, and kept.

    Tracks without an analysis or a readable file are left out.
    """
    songs = [song for song in map(store.song, dict.fromkeys(ids)) if song is not None]
    known = {song.id: song.analysis.true_peak_dbtp for song in songs}
    todo = [song for song in songs if known[song.id] is None and song.track.path.exists()]
    for song, dbtp in analysis.true_peaks(todo, progress=progress):
        if keep_them:
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
    """What became of everything that was imported at once."""

    files: tuple[TakenFile, ...]
    methods: Mapping[str, int]
    """How kept rows found their tracks → how many."""
    exports: listeners.Exports
    """What was read, ignored, and could not be read."""
    known: tuple[TakenFile, ...] = ()
    """Those of `files` that were taken in before as they are, and not read again."""


def take_in(
    store: library.Store,
    *paths: Path,
    listener: str,
    keep_it: bool = True,
    now: datetime | None = None,
    told: listeners.Told | None = None,
    progress: Progress | None = None,
) -> TakenIn:
    """Read histories and playlists, match them to the library, and keep them unless told not to.

    All paths are read before anything is kept, so their order makes no difference, and a file that
    cannot be read (`Exports.failed`) does not cost the others.

    Args:
        store: Where rows are kept.
        paths: Files, folders and zips.
        listener: Whose listening it is.
        keep_it: False to only tell what would be kept.
        now: Aware; later plays are refused, if it is given.
        told: What a person says that the files do not.
        progress: Called as files are read.
    """
    arrived = [Arrival.of(path, told) for path in paths]
    known = known_before(store, listener, arrived)
    unread = [path for path in paths if path not in known]
    with collector.paused():
        exports = listeners.import_files(unread, told=told, now=now, progress=progress)
        unknown = [_unknown(store, listener, file) for file in exports.files]
        fresh = listeners.news(unknown, _known(store, listener, unknown))
        matched = matching.match(store, *([row for _, row in rows] for rows in fresh.by_kind))
    if keep_it:
        with store.one_change():
            store.add_listens(listener, matched.listens)
            store.add_saves(listener, matched.saves)
            store.add_tallies(listener, matched.tallies)
            if fresh.outdone:
                store.remove_listens(listener, fresh.outdone, scrub=False)
    taken = _taken(exports, fresh, matched)
    if keep_it and not exports.failed:
        news = [arrival.remembered(taken.files) for arrival in arrived]
        store.remember_taken(listener, {k: v for one in news for k, v in one.items()})
    before = tuple(file for files in known.values() for file in files)
    return replace(taken, known=before, files=(*before, *taken.files))


def _taken(
    exports: listeners.Exports, fresh: listeners.News, done: listeners.MatchResult
) -> TakenIn:
    kept, matched = Counter[int](), Counter[int]()
    numbers = (number for rows in fresh.by_kind for number, _ in rows)
    entries: tuple[Listen | Save | Tally, ...] = (*done.listens, *done.saves, *done.tallies)
    for number, entry in zip(numbers, entries, strict=True):
        kept[number] += 1
        matched[number] += entry.track_id is not None
    files = tuple(
        TakenFile.of(read, kept=kept[number], matched=matched[number])
        for number, read in enumerate(exports.files)
    )
    methods = Counter(done.methods) + Counter(done.save_methods) + Counter(done.tally_methods)
    return TakenIn(files=files, methods=methods, exports=exports)


def _unknown(
    store: library.Store, listener: str, file: listeners.ImportResult
) -> listeners.ImportResult:
    """Leave out the plays that are kept already as they are, which may be nearly all."""
    known = store.has_listens(listener, file.listens).tolist()
    return replace(file, listens=[
        listen for listen, is_known in zip(file.listens, known, strict=True) if not is_known
    ])  # fmt: skip


def _known(
    store: library.Store, listener: str, files: Sequence[listeners.ImportResult]
) -> listeners.Known:
    times = listeners.spans(listen for file in files for listen in file.listens)
    return listeners.Known(
        listens=store.listens_during(listener, times),
        saves=store.saves(listener),
        tallies=store.tallies(listener),
    )
