"""Whom has a listener ever heard, and in which years did they play a song?

Thirty seconds count as heard. What a player counted without a diary counts, too.
"""

from datetime import datetime, tzinfo

import numpy as np

from dj.listeners.counted import Counted
from dj.listeners.history import History
from dj.units import TrackId


def heard_artists(history: History, counted: Counted) -> frozenset[str]:
    """Name all artists that were heard, folded, featured ones too, in the library or not."""
    artists = history.pieces.artists
    pieces = counted.number > 0
    pieces[history.piece[history.lasted]] = True
    names = np.unique(artists.name[pieces[artists.piece]])
    return frozenset(artists.names[name] for name in names.tolist())


def played_in(
    history: History, counted: Counted, where: tzinfo
) -> dict[TrackId, tuple[int, ...]]:  # fmt: skip
    """Map each song to the years in which it was heard, rising, on the listener's clock."""
    rows = np.flatnonzero(history.matched & history.lasted)
    years = _years(history, where)[rows]
    codes = np.unique(history.piece[rows] * 10_000 + years)
    songs = history.pieces.songs
    found: dict[TrackId, set[int]] = {}
    for code in codes.tolist():
        found.setdefault(songs[code // 10_000].id, set()).add(code % 10_000)
    for song, when in counted.latest.items():
        if when is not None:
            found.setdefault(song, set()).add(when.astimezone(where).year)
    return {song: tuple(sorted(found[song])) for song in sorted(found)}


def _years(history: History, where: tzinfo) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    """Year of each play on the wall's calendar, by where the years begin there."""
    if not history.start_s.size:
        return np.zeros(0, np.int64)
    first, last = (datetime.fromtimestamp(s, where).year for s in history.start_s[[0, -1]].tolist())
    begins = [datetime(year, 1, 1, tzinfo=where).timestamp() for year in range(first + 1, last + 1)]
    return first + np.searchsorted(np.array(begins), history.start_s, side="right")
