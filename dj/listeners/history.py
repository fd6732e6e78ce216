"""A listening history as columns: one row per play, oldest first, ready for arithmetic."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo

import numpy as np
from numpy.typing import NDArray

from dj.model.analysis import Song
from dj.model.listening import Listen, PlayStats
from dj.units import TrackId

SKIP_MS = 30_000
"""A play that ended before this is a skip."""

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class History:
    """The plays of one listener up to a moment."""

    songs: tuple[Song, ...]
    """The songs that `track` points into, each played at least once, by id."""
    track: NDArray[np.int64]
    """Index into `songs`, −1 for a play of something not in the library."""
    age_days: Floats
    """Days before the moment, not negative."""
    heard: Floats
    """Part of the recording that was heard, 0 to 1; 1 where the source does not say."""
    skipped: NDArray[np.bool_]
    hour: Floats
    """Hour on the listener's clock, 0 to 24."""
    stats: Mapping[TrackId, PlayStats]
    """Plays and skips of each track in `songs`."""

    @property
    def matched(self) -> NDArray[np.bool_]:
        """Mark plays of the library's tracks, shape (n,)."""
        return self.track >= 0


def read_history(
    listens: Sequence[Listen], library: Mapping[TrackId, Song], at: datetime, zone: tzinfo
) -> History:
    """Bring plays (all before `at`, oldest first) into columns."""
    played = sorted({x.track_id for x in listens if x.track_id is not None} & library.keys())
    index: dict[TrackId | None, int] = {track_id: i for i, track_id in enumerate(played)}
    songs = tuple(library[track_id] for track_id in played)
    track = np.array([index.get(x.track_id, -1) for x in listens], np.int64)
    starts = np.array([x.started_at.timestamp() for x in listens], np.float64)
    skipped = np.array([is_skip(x) for x in listens], np.bool_)
    return History(
        songs=songs,
        track=track,
        age_days=(at.timestamp() - starts) / 86_400.0,
        heard=np.array(
            [_heard(x, i, songs) for x, i in zip(listens, track.tolist(), strict=True)], np.float64
        ),
        skipped=skipped,
        hour=np.array([local_hour(x.started_at.astimezone(zone)) for x in listens], np.float64),
        stats=_stats(listens, library),
    )


def is_skip(listen: Listen) -> bool:
    """Tell whether a play was broken off: marked so, or shorter than 30 seconds."""
    if listen.skipped:
        return True
    return listen.played_ms is not None and listen.played_ms < SKIP_MS


def local_hour(local: datetime) -> float:
    """Return the time of day in hours, 0 to 24."""
    return local.hour + local.minute / 60 + local.second / 3600


def _heard(listen: Listen, index: int, songs: Sequence[Song]) -> float:
    if listen.played_ms is None:
        return 1.0
    length_ms = songs[index].track.duration_s * 1000 if index >= 0 else listen.duration_ms
    return min(1.0, listen.played_ms / length_ms) if length_ms else 1.0


def _stats(listens: Sequence[Listen], library: Mapping[TrackId, Song]) -> dict[TrackId, PlayStats]:
    rows: dict[TrackId, list[Listen]] = {}
    for listen in listens:
        if listen.track_id is not None and listen.track_id in library:
            rows.setdefault(listen.track_id, []).append(listen)
    return {track_id: _stats_of(rows[track_id]) for track_id in sorted(rows)}


def _stats_of(rows: Sequence[Listen]) -> PlayStats:
    """Count one track's rows, oldest first; a first *skip* is no first play if a play follows."""
    played = [row for row in rows if not is_skip(row)]
    return PlayStats(
        plays=len(played),
        skips=len(rows) - len(played),
        first_at=(played or rows)[0].started_at.astimezone(UTC),
        last_at=rows[-1].started_at.astimezone(UTC),
    )
