"""A session that has been solved, with all that was weighed: what reasons are read from."""

from dataclasses import dataclass, field

from dj.lineup.candidates import Candidates
from dj.lineup.moment import Moment
from dj.lineup.session import Session
from dj.model.analysis import Song
from dj.units import TrackId


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Answer:
    """A solved session with the pool it came from."""

    moment: Moment
    pool: Candidates
    session: Session
    _labels: dict[int, str] = field(default_factory=dict)
    """Labels that were read: the same few songs run up in many places."""

    def track_id(self, song: int) -> TrackId:
        """Identity of a song of the pool."""
        return self.moment.catalogue.ids[int(self.pool.rows[song])]

    def label(self, song: int) -> str:
        """Artist and title of a song of the pool."""
        if song not in self._labels:
            self._labels[song] = self.song(song).track.label
        return self._labels[song]

    def song(self, song: int) -> Song:
        """A song of the pool with its analysis."""
        return self.moment.catalogue.songs[int(self.pool.rows[song])]
