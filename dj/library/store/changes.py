"""Which tracks are not as they were? For what is derived from them and kept in step."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import islice

from dj.library.store.catalogue import ONE_FILE_A_TRACK
from dj.library.store.part import Part
from dj.library.store.rows import microseconds, unpack_track
from dj.model.track import Track
from dj.units import TrackId

_AT_ONCE = 500
_THESE = ONE_FILE_A_TRACK.replace("GROUP BY", "AND track_id IN ({marks}) GROUP BY")


class Changes(Part):
    """Changes of tracks, numbered in the order in which they happened."""

    def last_change(self) -> tuple[str, int]:
        """Return what tells this library from one made anew, and the number of its last change."""
        query = """SELECT value, (SELECT COALESCE(MAX(number), 0) FROM track_changes)
                   FROM state WHERE key = 'library identity'"""
        return next(((str(name), int(number)) for name, number in self._db.rows(query)), ("", 0))

    def changed_since(self, number: int) -> tuple[TrackId, ...]:
        """Return the tracks that came, went or got other tags after a change, in that order."""
        query = "SELECT track_id FROM track_changes WHERE number > ? ORDER BY number"
        return tuple(TrackId(track_id) for (track_id,) in self._db.rows(query, (number,)))

    def came_since(self, moment: datetime) -> frozenset[TrackId]:
        """Return the tracks whose first file came into the library at a moment, aware, or later."""
        query = "SELECT track_id FROM first_seen WHERE at_us >= ?"
        rows = self._db.rows(query, (microseconds(moment),))
        return frozenset(TrackId(track_id) for (track_id,) in rows)

    def each_track(self) -> Iterator[Track]:
        """Yield what `tracks` returns, one by one."""
        for row in self._db.rows(ONE_FILE_A_TRACK):
            yield unpack_track(*row)

    def these_tracks(self, ids: Sequence[TrackId]) -> Iterator[Track]:
        """Yield those of these tracks that have a file, each once."""
        rest = iter(dict.fromkeys(ids))
        while some := tuple(islice(rest, _AT_ONCE)):
            query = _THESE.format(marks=", ".join("?" * len(some)))
            for row in self._db.rows(query, some):
                yield unpack_track(*row)
