"""Which of the library's recordings was played? By identifier, by name, by nearly the name.

Surest first: a shared identifier, the same spelling, the same names without spelling
(`dj.listeners.titles`), and last a slip of the pen with no second candidate near it. Identifiers
also forbid: artists of the same name whose identifiers differ are never merged. What does not match
is kept as it is; it still counts for its artist. No randomness: equal candidates are decided by
album, then length, then the track's id.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from dj.listeners.catalogue import Catalogue, Wanted
from dj.listeners.nearly import nearly
from dj.model.listening import Listen, Save, Tally
from dj.model.track import Track
from dj.units import TrackId

METHODS = ("path", "id", "exact", "normalised", "fuzzy", "unmatched")
"""How a row found its track, surest first."""

_Row = TypeVar("_Row", Listen, Save, Tally)
_Found = tuple[TrackId | None, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class MatchResult:
    """Listens, saves and counts with their tracks, in the order given."""

    listens: tuple[Listen, ...]
    saves: tuple[Save, ...]
    tallies: tuple[Tally, ...]
    methods: Mapping[str, int]
    """Listens by method; holds every name of `METHODS`."""
    save_methods: Mapping[str, int]
    """Saves by method; holds every name of `METHODS`."""
    tally_methods: Mapping[str, int]
    """Counts by method; holds every name of `METHODS`."""


def match(
    listens: Sequence[Listen],
    saves: Sequence[Save],
    tracks: Sequence[Track],
    tallies: Sequence[Tally] = (),
) -> MatchResult:
    """Find the track of each listen, save and count.

    A row that already names a track of the library keeps it; all others are looked up afresh, so
    matching again after a scan finds what is new and lets go of what is gone.
    """
    finder = _Finder(Catalogue(tracks))
    heard = [finder.listen(listen) for listen in listens]
    kept = [finder.save(save) for save in saves]
    counted = [finder.tally(tally) for tally in tallies]
    return MatchResult(
        listens=tuple(_with_track(row, found) for row, found in zip(listens, heard, strict=True)),
        saves=tuple(_with_track(row, found) for row, found in zip(saves, kept, strict=True)),
        tallies=tuple(_with_track(row, found) for row, found in zip(tallies, counted, strict=True)),
        methods=_count(heard),
        save_methods=_count(kept),
        tally_methods=_count(counted),
    )


class _Finder:
    """Looks each different recording up once: histories repeat themselves."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._found: dict[tuple[object, ...], _Found] = {}

    def listen(self, row: Listen) -> _Found:
        if row.track_id in self._catalogue.ids:
            return row.track_id, "id"
        ids = tuple(row.ids.items())
        key = (row.artist, row.title, row.album, row.duration_ms, ids)
        found = self._found.get(key)
        if found is None:
            found = self._found[key] = self._look_up(
                Wanted(row.artist, row.title, row.album, row.duration_ms, ids)
            )
        return found

    def save(self, row: Save) -> _Found:
        if row.track_id in self._catalogue.ids:
            return row.track_id, "id"
        return self._placed(_wanted(row, None))

    def tally(self, row: Tally) -> _Found:
        if row.track_id in self._catalogue.ids:
            return row.track_id, "id"
        return self._placed(_wanted(row, row.duration_ms))

    def _placed(self, wanted: Wanted) -> _Found:
        """Look up what may name its file, too."""
        if found := self._catalogue.at_path(wanted):
            return found.id, "path"
        track_id, method = self._look_up(wanted)
        if track_id is None and (found := self._catalogue.at_tail(wanted)):
            return found.id, "path"
        return track_id, method

    def _look_up(self, wanted: Wanted) -> _Found:
        steps = (
            ("id", self._catalogue.identified),
            ("exact", self._catalogue.spelled),
            ("normalised", self._catalogue.named),
        )
        for method, step in steps:
            if found := step(wanted):
                return found.id, method
        if found := nearly(self._catalogue, wanted):
            return found.id, "fuzzy"
        return None, "unmatched"


def _wanted(row: Save | Tally, duration_ms: int | None) -> Wanted:
    ids = tuple(row.ids.items())
    return Wanted(row.artist, row.title, row.album, duration_ms, ids, row.location)


def _with_track(row: _Row, found: _Found) -> _Row:
    return row if row.track_id == found[0] else replace(row, track_id=found[0])


def _count(found: Sequence[_Found]) -> dict[str, int]:
    counted = Counter(method for _, method in found)
    return {method: counted[method] for method in METHODS}
