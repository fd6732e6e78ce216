"""What a session grows from or continues, as people say it: names, a session's folder, a playlist.

A name is corrected only where one name is clearly nearest, and then the correction is told.
"""

import difflib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from dj import collector, editorial, library, listeners, matching, searching
from dj import session as keep
from dj.errors import ConfigError
from dj.model.brief import Asked, Seed, SeedKind
from dj.model.names import fold, one_line
from dj.model.track import Track
from dj.units import TrackId

SESSION_FILE = "session.json"
NEAR, MARGIN = 0.8, 0.06
"""A name this near to what was written is meant, if it is so much nearer than any other."""
_PREFIXES = {"artist": SeedKind.ARTIST, "tag": SeedKind.TAG, "genre": SeedKind.TAG,
             "track": SeedKind.TRACK, "song": SeedKind.TRACK}  # fmt: skip
_SHOWN = 6
FOUND = 0.75
"""Least score of a song that a search finds."""
_HITS = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Meant:
    """What somebody named, as the library writes it."""

    seed: Seed
    label: str
    """For people."""
    note: str = ""
    """How it was understood, if it was not written so."""


def meant(store: library.Store, text: str) -> Meant:
    """Find the song, artist or tag that is meant by a name, or by ``artist:`` or ``tag:`` with one.

    Raises:
        ConfigError: if none or several are meant, with those that are near.
    """
    overrides = editorial.load_overrides(editorial.find_overrides())
    tracks = editorial.apply_to_tracks(overrides, store.tracks())
    prefix, colon, rest = text.partition(":")
    kind = _PREFIXES.get(fold(prefix)) if colon else None
    if kind is SeedKind.TRACK:
        return _of_track(library.the_one(tracks, rest.strip()))
    if kind is not None:
        return _of_name(kind, rest.strip(), _names(kind, tracks))
    return _anything(store, tracks, text)


def _anything(store: library.Store, tracks: Sequence[Track], text: str) -> Meant:
    """Find what is named exactly; else a song by its words; else the nearest name of all."""
    wanted = fold(text)
    exact = [
        Meant(seed=Seed(kind=kind, name=names[wanted]), label=f"{kind}:{names[wanted]}")
        for kind in (SeedKind.ARTIST, SeedKind.TAG)
        if wanted in (names := _names(kind, tracks))
    ]
    songs = [track for track in tracks if wanted in (fold(track.label), fold(track.title))]
    if len(exact) + bool(songs) > 1:
        listed = ", ".join([*(one.label for one in exact), *(["a song"] if songs else [])])
        raise ConfigError(f"{_short(text)!r} is the name of several things: {listed}.", hint=(
            "Write artist:NAME, tag:NAME or track:TITLE."))  # fmt: skip
    if exact:
        return exact[0]
    try:
        return _of_track(library.the_one(tracks, text))
    except ConfigError as unclear:
        several = songs or any(_has_words(track, wanted) for track in tracks)
        near = None if several else _nearest_of_all(tracks, text) or _found(store, text)
        if near is None:
            raise unclear from None
        return near


def _has_words(track: Track, wanted: str) -> bool:
    text = f"{fold(track.label)} {fold(track.album)}"
    return bool(wanted) and all(word in text for word in wanted.split())


def _found(store: library.Store, text: str) -> Meant | None:
    """Search for words in other scripts and orders; None if nothing is clearly the best."""
    hits = searching.search(store, text, limit=_HITS).hits if fold(text) else ()
    best = [hit.track for hit in hits if hit.score >= max(FOUND, hits[0].score - MARGIN)]
    artists = {fold(track.main_artist): track.main_artist for track in best}
    if len(best) == 1:
        return _read_as(best[0], text)
    if len(artists) != 1:
        return None
    return _corrected(SeedKind.ARTIST, next(iter(artists.values())), text)


def _read_as(track: Track, text: str) -> Meant:
    note = f"{_short(text)!r} is read as {one_line(track.label)}."
    return replace(_of_track(track), note=note)


def _nearest_of_all(tracks: Sequence[Track], text: str) -> Meant | None:
    found = []
    for kind in (SeedKind.ARTIST, SeedKind.TAG):
        names = _names(kind, tracks)
        if name := _clearly(fold(text), names):
            found.append(_corrected(kind, names[name], text))
    labels = {fold(track.label): track for track in tracks}
    if label := _clearly(fold(text), labels):
        track = labels[label]
        found.append(_read_as(track, text))
    return found[0] if len(found) == 1 else None


def _of_track(track: Track) -> Meant:
    return Meant(seed=Seed(kind=SeedKind.TRACK, name=track.id), label=one_line(track.label))


def _of_name(kind: SeedKind, text: str, names: Mapping[str, str]) -> Meant:
    wanted = fold(text)
    if wanted in names:
        return Meant(seed=Seed(kind=kind, name=names[wanted]), label=f"{kind}:{names[wanted]}")
    if name := _clearly(wanted, names):
        return _corrected(kind, names[name], text)
    near = difflib.get_close_matches(wanted, names, _SHOWN, 0.5)
    listed = f" The nearest are: {', '.join(names[name] for name in near)}." if near else ""
    raise ConfigError(f"the library has no {kind} {_short(text)!r}.{listed}",
                      hint="`dj library list` shows all songs.")  # fmt: skip


def _corrected(kind: SeedKind, name: str, text: str) -> Meant:
    return Meant(seed=Seed(kind=kind, name=name), label=f"{kind}:{name}",
                 note=f"{_short(text)!r} is read as the {kind} {one_line(name)}.")  # fmt: skip


def _clearly(wanted: str, names: Iterable[str]) -> str:
    """Return the name that is meant although it is not written so; empty if that is not clear."""
    near = difflib.get_close_matches(wanted, names, 2, NEAR) if wanted else []
    scores = [difflib.SequenceMatcher(None, name, wanted).ratio() for name in near]
    clear = len(near) == 1 or (len(near) == 2 and scores[0] - scores[1] >= MARGIN)
    return near[0] if clear else ""


def _names(kind: SeedKind, tracks: Iterable[Track]) -> dict[str, str]:
    """Map the folded names of artists or tags to their commonest spelling."""
    found: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for track in tracks:
        for name in track.artists or (track.artist,) if kind is SeedKind.ARTIST else track.genres:
            found[fold(name)][name] += 1
    return {key: min(names, key=lambda name: (-names[name], name))
            for key, names in sorted(found.items()) if key}  # fmt: skip


def ended(store: library.Store, path: Path) -> Asked:
    """Read what has just ended: a session, which may have continued others, or a playlist.

    Raises:
        ConfigError: if it holds no song of this library.
        ManifestError: if the session is damaged.
        ImportFileError: if the playlist cannot be read.
    """
    if path.is_dir() or path.name == SESSION_FILE:
        manifest = keep.read_sound(path)
        songs = (*manifest.asked.after, *(track.id for track in manifest.tracks))
        return Asked(after=songs, seeds=manifest.asked.seeds, mix=manifest.asked.mix)
    songs = _of_playlist(store, path)
    if not songs:
        raise ConfigError("none of its songs is in this library.", where=str(path),
                          hint="Scan the folder that holds them with `dj scan`.")  # fmt: skip
    return Asked(after=songs)


def _of_playlist(store: library.Store, path: Path) -> tuple[TrackId, ...]:
    with collector.paused():
        exports = listeners.import_files([path])
    for error in exports.failed:
        raise error
    rows = [row for file in exports.files for row in file.saves]
    matched = matching.match(store, [], rows).saves
    return tuple(row.track_id for row in matched if row.track_id is not None)


def _short(text: str) -> str:
    line = one_line(text)
    return line if len(line) <= 80 else f"{line[:79]}…"
