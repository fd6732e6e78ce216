"""How long does a song rest before this listener plays it again?"""

import numpy as np
from numpy.typing import NDArray

from dj.listeners.history import History
from dj.units import TrackId

USUAL_DAYS = 30.0
"""Rest of a song where nothing is known."""
LEAST_GAP_DAYS = 0.5
"""Plays closer together belong to one sitting and say nothing of rest."""
LEAST_DAYS, MOST_DAYS = 1.0, 365.0
OWN_GAPS = 3.0
"""Gaps at which a song's own rest weighs as much as the listener's usual one."""
LISTENER_GAPS = 20.0
"""Gaps at which the listener's usual rest weighs as much as `USUAL_DAYS`."""

Floats = NDArray[np.float64]


def rest_days(history: History) -> dict[TrackId, float]:
    """Find the usual days between plays of each song that was ever played again.

    The geometric mean of a song's gaps, shrunk to that of all the listener's songs.
    """
    played = np.flatnonzero(history.matched & ~history.skipped)
    order = played[np.lexsort((history.start_s[played], history.piece[played]))]
    same = np.diff(history.piece[order]) == 0
    gaps = np.diff(history.start_s[order]) / 86_400.0
    again = same & (gaps >= LEAST_GAP_DAYS)
    of, logs = history.piece[order][1:][again], np.log(gaps[again])
    usual = (logs.sum() + LISTENER_GAPS * np.log(USUAL_DAYS)) / (len(logs) + LISTENER_GAPS)
    size = len(history.pieces)
    total, number = np.bincount(of, logs, minlength=size), np.bincount(of, minlength=size)
    days = np.exp((total + OWN_GAPS * usual) / (number + OWN_GAPS))
    songs = history.pieces.songs
    return {
        songs[row].id: float(np.clip(days[row], LEAST_DAYS, MOST_DAYS))
        for row in np.flatnonzero(number[: len(songs)]).tolist()
    }
