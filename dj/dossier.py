"""Everything that is known of one song, gathered from the rooms for a person to judge."""

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from dj import analysis, editorial, library
from dj.model.albums import Album, Link, Work
from dj.model.analysis import Song
from dj.model.names import fold
from dj.model.track import Track
from dj.units import TrackId


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """A neighbour on the album."""

    track: Track
    link: Link | None
    """How the earlier of the two meets the later; None if that was not measured."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """An entry of the overrides file that is about the song."""

    line: int
    says: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """One song, as corrected and as measured, and what stands around it."""

    where: Path
    """Its file, which may be gone."""
    track: Track | None
    """As corrected; None if the file could not even be read."""
    song: Song | None
    """As corrected, with arrays; None if it has no analysis."""
    measured: Song | None
    """The same without corrections."""
    outdated: tuple[str, ...]
    """Analysers of which there is another version by now; the next scan measures again."""
    issue: library.Issue | None
    """Why it could not be used, if so."""
    corrections: tuple[Correction, ...]
    overrides: Path | None
    """The file of corrections, if there is one."""
    banned: bool
    paths: tuple[Path, ...]
    """All files with the very same sound."""
    copies: tuple[Track, ...]
    """Other tracks that hold the same recording or an edit of it; the best copy first."""
    best: TrackId | None
    """The best of the copies, this one included; None if there is no other."""
    album: Album | None
    before: Beside | None
    after: Beside | None
    work: Work | None


_NOTHING = Dossier(
    where=Path(), track=None, song=None, measured=None, outdated=(), issue=None, corrections=(),
    overrides=None, banned=False, paths=(), copies=(), best=None, album=None, before=None,
    after=None, work=None,
)  # fmt: skip


def gather(store: library.Store, wanted: str) -> Dossier:
    """Find the song that is meant, by path or as `library.the_one` does, and all about it.

    Files that could not be used are found too: by their paths, or by identity and words as far as
    those could be read.

    Raises:
        ConfigError: if no song or several are meant.
    """
    wanted = wanted.encode(errors="replace").decode()  # a name that is no text was not scanned
    issues = {issue.where: issue for issue in store.issues()}
    path, track_id = _file(store, wanted)
    if path in issues and track_id is None:
        return replace(_NOTHING, where=Path(path), issue=issues[path])
    tracks = _every_track(store, issues, track_id or TrackId(wanted))
    overrides = editorial.load_overrides(editorial.find_overrides())
    corrected = editorial.apply_to_tracks(overrides, tracks.values())
    track = library.the_one(corrected, track_id or wanted)
    places = (str(path) for path in (track.path, *store.paths(track.id)))
    found = _about(store, track, corrected, overrides)
    return replace(
        found, issue=next((issues[place] for place in places if place in issues), None),
        corrections=_corrections(overrides, tracks[track.id]), overrides=overrides.path,
        banned=bool(editorial.banned(overrides, [tracks[track.id]])),
    )  # fmt: skip


def _about(
    store: library.Store, track: Track, tracks: Sequence[Track], overrides: editorial.Overrides
) -> Dossier:
    """Gather what the catalogue holds of a track; `tracks` are all, as corrected."""
    by_id = {other.id: other for other in tracks}
    same = [other for other in tracks if fold(other.album) == fold(track.album)]
    album = next((a for a in library.albums(same) if track.id in a.tracks), None)
    before, after = _neighbours(store, track, album, by_id)
    group = next((ids for ids in library.duplicates.known(store) if track.id in ids), ())
    song = store.song(track.id)
    return replace(
        _NOTHING, where=track.path, track=track, measured=song,
        song=None if song is None else editorial.apply(overrides, [song])[0],
        outdated=() if song is None else _outdated(song), paths=store.paths(track.id),
        copies=tuple(by_id[i] for i in group if i != track.id and i in by_id),
        best=group[0] if group else None, album=album, before=before, after=after,
        work=next((w for w in library.works(same) if track.id in w.movements), None),
    )  # fmt: skip


def _file(store: library.Store, wanted: str) -> tuple[str, TrackId | None]:
    """Return the path that is meant and the track it holds or held; empty if it is no path."""
    # The catalogue knows files by the folders they were found in, so links in names stay.
    path = os.path.expanduser(wanted)  # noqa: PTH111 - an unknown user's home is no error
    for way in dict.fromkeys((os.path.abspath(path), os.path.realpath(path))):  # noqa: PTH100
        if (known := store.known_file(Path(way))) is not None:
            return way, known.track_id
    return "", None


def _every_track(
    store: library.Store, issues: Iterable[str], wanted: TrackId
) -> dict[TrackId, Track]:
    """Map identity to every track as scanned; those that failed in analysis, or are gone, too."""
    tracks = {track.id: track for track in store.tracks()}
    files = (store.known_file(Path(where)) for where in issues)
    for track_id in (*(file.track_id for file in files if file), wanted):
        if track_id and track_id not in tracks and (track := store.track(track_id)) is not None:
            tracks[track_id] = track
    return tracks


def _outdated(song: Song) -> tuple[str, ...]:
    used, now = song.analysis.analysers, analysis.versions()
    return tuple(name for name in sorted(now) if used.get(name) != now[name])


def _corrections(overrides: editorial.Overrides, track: Track) -> tuple[Correction, ...]:
    return tuple(
        Correction(line=entry.line, says=entry.says)
        for entry in editorial.touched(overrides, [track])
        if entry.tracks
    )


def _neighbours(
    store: library.Store, track: Track, album: Album | None, tracks: Mapping[TrackId, Track]
) -> tuple[Beside | None, Beside | None]:
    """Return the neighbours on the album, before and after; only their songs are read."""
    if album is None:
        return None, None
    place = album.tracks.index(track.id)
    near = album.tracks[max(0, place - 1) : place + 2]
    joints = library.joints(song for song in map(store.song, near) if song is not None)

    def beside(other: TrackId | None, pair: Sequence[TrackId | None]) -> Beside | None:
        if other is None:
            return None
        joint = joints.get(pair[0]) if pair[0] else None
        met = joint is not None and joint.track_id == pair[1]
        return Beside(track=tracks[other], link=joint.link if joint and met else None)

    previous = album.tracks[place - 1] if place else None
    following = next(iter(album.tracks[place + 1 :]), None)
    return beside(previous, (previous, track.id)), beside(following, (track.id, following))
