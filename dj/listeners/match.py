"""Which of the library's recordings was played? By identifier, by name, by nearly the name.

Surest first: a shared identifier, the same spelling, the same names without spelling
(`dj.listeners.titles`), and last a slip of the pen with no second candidate near it. Identifiers
also forbid: artists of the same name whose identifiers differ are never merged. What does not match
is kept as it is; it still counts for its artist. No randomness: equal candidates are decided by
album, then length, then the track's id.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from dj.listeners.catalogue import Catalogue, Wanted
from dj.listeners.misses import Miss, misses
from dj.listeners.nearly import nearly
from dj.listeners.scripts import Scripts
from dj.model.listening import Heard, Listen, Recording, Save, Tally
from dj.model.names import fold
from dj.model.track import Track
from dj.units import TrackId

METHODS = ("alias", "path", "id", "exact", "normalised", "romanised", "fuzzy", "unmatched")
"""How a row found its track, surest first."""

_PLAYED = (Listen, Recording)
_Row = TypeVar("_Row", Listen, Save, Tally)
Found = tuple[TrackId | None, str]
"""A track, or None, and the method that found it."""


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
    """Find the track of each listen, save and count among the tracks of a library."""
    return Matcher(tracks).match(listens, saves, tallies)


class Matcher:
    """A library ready to be asked. Each different recording is looked up once."""

    def __init__(
        self,
        tracks: Sequence[Track],
        *,
        artist: Callable[[str], str] = str,
        aliases: Mapping[tuple[str, str], TrackId] | None = None,
    ) -> None:
        """Turn the library round; this takes a few seconds for a hundred thousand tracks.

        Args:
            tracks: The library, in any order.
            artist: Gives the right name of an artist as a history writes it.
            aliases: Folded artist and title, as a history writes them → the track they mean.
        """
        self.aliases = dict(aliases or {})
        self._artist = artist
        self._catalogue = Catalogue(tracks)
        self._scripts = Scripts(self._catalogue)
        self._found: dict[tuple[object, ...], Found] = {}

    def match(
        self, listens: Sequence[Listen], saves: Sequence[Save], tallies: Sequence[Tally] = ()
    ) -> MatchResult:
        """Find the track of each listen, save and count.

        A row that already names a track of the library keeps it; all others are looked up afresh,
        so matching again after a scan finds what is new and lets go of what is gone.
        """
        heard = [self.find(listen) for listen in listens]
        kept = [self.find(save) for save in saves]
        counted = [self.find(tally) for tally in tallies]
        return MatchResult(
            listens=tuple(map(_played, listens, heard)),
            saves=tuple(map(_with_track, saves, kept)),
            tallies=tuple(map(_with_track, tallies, counted)),
            methods=_count(heard),
            save_methods=_count(kept),
            tally_methods=_count(counted),
        )

    def misses(self, row: Heard | Recording) -> tuple[Miss, ...]:
        """Return the tracks nearest to a row that has none, and why they were not taken."""
        wanted = _wanted(row)
        return misses(self._catalogue, wanted._replace(artist=self._artist(wanted.artist)))

    def find(self, row: Heard | Recording) -> Found:
        """Return the track of a row, or None, and the method that found it."""
        key = _key(row)
        found = self._found.get(key)
        if found is None:
            found = self._found[key] = self._settled(_wanted(row), row.track_id)
        return found

    def listens(self, rows: Iterable[Listen]) -> Iterator[Listen]:
        """Yield listens with their tracks as they come: a long history never lies in memory."""
        return (_played(row, self.find(row)) for row in rows)

    def _settled(self, wanted: Wanted, known: TrackId | None) -> Found:
        alias = self.aliases.get((fold(wanted.artist), fold(wanted.title)))
        if alias in self._catalogue.ids:
            return alias, "alias"
        if known in self._catalogue.ids:
            return known, "id"
        wanted = wanted._replace(artist=self._artist(wanted.artist))
        if found := self._catalogue.at_path(wanted):
            return found.id, "path"
        track_id, method = self._look_up(wanted)
        if track_id is None and (found := self._catalogue.at_tail(wanted)):
            return found.id, "path"
        return track_id, method

    def _look_up(self, wanted: Wanted) -> Found:
        if found := self._catalogue.identified(wanted):
            return found.id, "id"
        if self._catalogue.is_namesake(wanted):
            return None, "unmatched"
        if found := self._catalogue.spelled(wanted):
            return found.id, "exact"
        named = (self._catalogue.named, self._catalogue.headed)
        bare = self._catalogue.bare(wanted)
        for plain in (wanted, *((bare,) if bare else ())):
            if found := next(filter(None, (step(plain) for step in named)), None):
                return found.id, "normalised"
        if found := self._scripts.find(wanted):
            return found.id, "romanised"
        if found := nearly(self._catalogue, wanted):
            return found.id, "fuzzy"
        return None, "unmatched"


def _key(row: Heard | Recording) -> tuple[object, ...]:
    ids = tuple(row.ids.items()) if row.ids else ()
    if isinstance(row, _PLAYED):
        return row.artist, row.title, row.album, row.duration_ms, ids, row.track_id
    return (*_wanted(row), row.track_id)


def _wanted(row: Heard | Recording) -> Wanted:
    length = None if isinstance(row, Save) else row.duration_ms
    place = row.location if isinstance(row, Save | Tally) else ""
    return Wanted(row.artist, row.title, row.album, length, tuple(row.ids.items()), place)


def _with_track(row: _Row, found: Found) -> _Row:
    return row if row.track_id == found[0] else replace(row, track_id=found[0])


def _played(row: Listen, found: Found) -> Listen:
    """Do what `_with_track` does, five times as fast: histories are long."""
    track_id = found[0]
    if row.track_id == track_id:
        return row
    return Listen(
        started_at=row.started_at, artist=row.artist, title=row.title, album=row.album,
        played_ms=row.played_ms, duration_ms=row.duration_ms, skipped=row.skipped, ids=row.ids,
        source=row.source, context=row.context, within_s=row.within_s, track_id=track_id,
    )  # fmt: skip


def _count(found: Sequence[Found]) -> dict[str, int]:
    counted = Counter(method for _, method in found)
    return {method: counted[method] for method in METHODS}
