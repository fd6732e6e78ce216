"""Correct tracks, songs and listens, and tell which entry touched what."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from dj.editorial.overrides.match import Finder
from dj.editorial.overrides.naming import Names
from dj.editorial.overrides.nouns import TAG_FIELDS, Credit, Entry, Naming, Overrides
from dj.editorial.overrides.sound import SOUND_FIELDS, correct
from dj.model.analysis import Song
from dj.model.dates import PartialDate
from dj.model.listening import Listen, Save, Tally
from dj.model.names import fold
from dj.model.track import Track
from dj.units import TrackId

_Row = TypeVar("_Row", Listen, Save, Tally)


@dataclass(frozen=True, slots=True)
class Touched:
    """One entry of the file and the tracks it is about."""

    line: int
    says: str
    """The entry in a few words."""
    tracks: tuple[TrackId, ...]


def apply(overrides: Overrides, songs: Sequence[Song]) -> tuple[Song, ...]:
    """Return the songs with tags and measurements corrected; others come back as they are."""
    if not overrides:
        return tuple(songs)
    editor = _Editor(overrides)
    return tuple(map(editor.song, songs))


def apply_to_tracks(overrides: Overrides, tracks: Iterable[Track]) -> tuple[Track, ...]:
    """Return the tracks with their tags corrected."""
    if not overrides:
        return tuple(tracks)
    editor = _Editor(overrides)
    return tuple(editor.track(track, editor.values(track)) for track in tracks)


def rename(overrides: Overrides, rows: Iterable[_Row]) -> tuple[_Row, ...]:
    """Return listens or saves under their artists' right names, in the same order."""
    return Names(overrides).heard(rows) if overrides.names else tuple(rows)


def right_artist(overrides: Overrides) -> Callable[[str], str]:
    """Return what gives a credit in a history its artist's right name."""
    return Names(overrides).artist if overrides.names else str


def banned(overrides: Overrides, tracks: Iterable[Track]) -> frozenset[TrackId]:
    """Return the tracks, as scanned, that must not play in a session."""
    if not overrides:
        return frozenset()
    editor = _Editor(overrides)
    return frozenset(track.id for track in tracks if editor.bans(track))


def unfeatured(overrides: Overrides) -> frozenset[str]:
    """Return the artists, folded, who play only to who knows them or asks for them by name."""
    return frozenset(fold(naming.name) for naming in overrides.names if not naming.feature)


def touched(overrides: Overrides, tracks: Iterable[Track]) -> tuple[Touched, ...]:
    """Tell of every entry, in the order of the file, which tracks it is about."""
    editor = _Editor(overrides)
    found: dict[int, list[TrackId]] = {}
    for track in tracks:
        for entry in editor.entries(track):
            found.setdefault(entry.line, []).append(track.id)
    entries: list[Entry | Naming | Credit] = [
        *overrides.names, *overrides.credits, *overrides.albums, *overrides.tracks,
    ]  # fmt: skip
    return tuple(
        Touched(entry.line, _says(entry), tuple(found.get(entry.line, ())))
        for entry in sorted(entries, key=lambda entry: entry.line)
    )


class _Editor:
    """A file of overrides, ready to correct one track after another."""

    def __init__(self, overrides: Overrides) -> None:
        self._overrides = overrides
        self._entries = (*overrides.albums, *overrides.tracks)
        self._finder = Finder([entry.match for entry in self._entries])
        self._names = Names(overrides)
        self._banned = {fold(naming.name) for naming in overrides.names if naming.ban}

    def entries(self, track: Track) -> list[Entry | Naming | Credit]:
        """List every entry that is about a track."""
        found: list[Entry | Naming | Credit] = [self._entries[n] for n in self._finder.of(track)]
        return found + list(self._names.call(track).used)

    def values(self, track: Track) -> dict[str, tuple[Any, int]]:
        """Map field to value and line; tracks win over albums, later entries over earlier ones."""
        found: dict[str, tuple[Any, int]] = {}
        for number in self._finder.of(track):
            entry = self._entries[number]
            found |= {name: (value, entry.lines[name]) for name, value in entry.values.items()}
        return found

    def song(self, song: Song) -> Song:
        """Correct tags and measurements."""
        values = self.values(song.track)
        track = self.track(song.track, values)
        if track is song.track:
            return song
        sound = {name: value for name, (value, _) in values.items() if name in SOUND_FIELDS}
        analysis = correct(song.analysis, sound) if sound else song.analysis
        return Song(track=track, analysis=analysis)

    def track(self, track: Track, values: Mapping[str, tuple[Any, int]]) -> Track:
        """Correct tags, and note where every corrected value comes from."""
        called = self._names.call(track)
        changed = {name: value for name, (value, _) in values.items() if name in TAG_FIELDS}
        if "artist" in changed:
            changed.setdefault("artists", (changed["artist"],))
        if changed.get("year", track.year) != track.year:
            changed.setdefault("released", _year_alone(changed["year"]))
        because = dict(called.because) | {name: line for name, (_, line) in values.items()}
        if not because:
            return track
        provenance = {name: self._overrides.origin(line) for name, line in because.items()}
        merged = dict(sorted({**track.provenance, **provenance}.items()))
        return replace(called.track, **changed, provenance=merged)

    def bans(self, track: Track) -> bool:
        """Tell whether a track must not play."""
        values = self.values(track)
        if "ban" in values:
            return bool(values["ban"][0])
        right = self.track(track, values)
        return any(fold(name) in self._banned for name in (right.artist, *right.artists))


def _year_alone(year: int | None) -> PartialDate | None:
    """What is left of a day when editors say another year: the tagged one belongs to a reissue."""
    return None if year is None else PartialDate(year=year)


def _says(entry: Entry | Naming | Credit) -> str:
    if isinstance(entry, Credit):
        return f"{entry.credit} = {'; '.join(entry.artists)}"
    if isinstance(entry, Naming):
        others = ", ".join(entry.instead_of)
        ban = " (banned)" if entry.ban else "" if entry.feature else " (not featured)"
        return f"{others} → {entry.name}{ban}" if others else f"{entry.name}{ban}"
    match = entry.match
    fields = (match.id, match.path, match.artist, match.title, match.album)
    what = " - ".join(field for field in fields if field)
    sets = ", ".join(f"{name}: {_plain(value)}" for name, value in entry.values.items())
    return f"{what}: {sets}"


def _plain(value: object) -> str:
    return "; ".join(map(str, value)) if isinstance(value, tuple) else str(value)
