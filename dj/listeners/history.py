"""A listening history as columns: one row per play, oldest first, ready for arithmetic."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo

import numpy as np
from numpy.typing import NDArray

from dj.listeners.clock import local_clock
from dj.listeners.kept import Kept
from dj.listeners.pieces import Pieces
from dj.model.listening import Listen, PlayStats
from dj.units import TrackId

SKIP_MS = 30_000
"""A play that ended before this is a skip."""

Floats = NDArray[np.float64]
Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class History:
    """The plays of one listener up to a moment; arrays have one value per play."""

    pieces: Pieces
    piece: NDArray[np.int64]
    """Index into `pieces`: what was played."""
    start_s: Floats
    """Seconds since 1970, never falling."""
    age_days: Floats
    """Days before the moment, above 0."""
    heard: Floats
    """Part of the recording that was heard, 0 to 1; 1 where the source does not say."""
    skipped: Mask
    lasted: Mask
    """Heard for 30 seconds or more, skipped afterwards or not; see `discoveries.is_heard`."""
    hour: Floats
    """Hour on the listener's clock, 0 to 24."""
    weekend: Mask
    """Saturday or Sunday on the listener's clock."""

    @property
    def matched(self) -> Mask:
        """Mark plays of the library's songs, shape (n,)."""
        known: Mask = self.piece < len(self.pieces.songs)
        return known


def read_history(counted: Kept, pieces: Pieces, at: datetime, zone: tzinfo) -> History:
    """Bring the plays that count into columns."""
    listens = counted.listens
    piece = pieces.rows([x.track_id for x in listens], [x.artist for x in listens])
    hour, weekday = local_clock(counted.starts_s, zone)
    played_ms = _milliseconds([x.played_ms for x in listens])
    marked = np.array([x.skipped is True for x in listens], np.bool_)
    return History(
        pieces=pieces,
        piece=piece,
        start_s=counted.starts_s,
        age_days=(at.timestamp() - counted.starts_s) / 86_400.0,
        heard=_heard(played_ms, _length_ms(listens, piece, pieces)),
        skipped=marked | (played_ms < SKIP_MS),
        lasted=np.where(np.isnan(played_ms), ~marked, played_ms >= SKIP_MS),
        hour=hour,
        weekend=weekday >= 5,
    )


def play_stats(history: History, listens: Sequence[Listen]) -> dict[TrackId, PlayStats]:
    """Count plays and skips of each song; a first *skip* is no first play if a play follows."""
    songs, skipped = history.pieces.songs, history.skipped
    size = len(history.pieces)
    plays = np.bincount(history.piece[~skipped], minlength=size).tolist()
    skips = np.bincount(history.piece[skipped], minlength=size).tolist()
    first, first_play, last = (_first(history.piece, rows, size) for rows in (
        np.arange(len(listens)), np.flatnonzero(~skipped), np.arange(len(listens))[::-1],
    ))  # fmt: skip
    return {
        song.id: PlayStats(
            plays=plays[row],
            skips=skips[row],
            first_at=_at(listens[first_play[row] if plays[row] else first[row]]),
            last_at=_at(listens[last[row]]),
        )
        for row, song in enumerate(songs)
        if plays[row] + skips[row]
    }


def _first(piece: NDArray[np.int64], rows: NDArray[np.int64], size: int) -> list[int]:
    """Find the first of the rows given that plays each piece; −1 where none does."""
    found, where = np.unique(piece[rows], return_index=True)
    first = np.full(size, -1, np.int64)
    first[found] = rows[where]
    return [int(row) for row in first]


def _at(listen: Listen) -> datetime:
    return listen.started_at.astimezone(UTC)


def _milliseconds(values: Sequence[int | None]) -> Floats:
    """Turn lengths into a column, NaN where unknown."""
    return np.array([np.nan if value is None else value for value in values], np.float64)


def _length_ms(listens: Sequence[Listen], piece: NDArray[np.int64], pieces: Pieces) -> Floats:
    """Length of what each play is a play of: the library's, or else the source's; NaN unknown."""
    told = _milliseconds([x.duration_ms for x in listens])
    own = np.array([song.track.duration_s * 1000.0 for song in pieces.songs], np.float64)
    length = np.concatenate([own, np.full(len(pieces.credits), np.nan)])[piece]
    return np.where(piece < len(own), length, told)


def _heard(played_ms: Floats, length_ms: Floats) -> Floats:
    known = (length_ms > 0) & np.isfinite(played_ms)
    share = np.divide(played_ms, length_ms, out=np.ones(len(played_ms)), where=known)
    return np.clip(share, 0.0, 1.0)
