"""Which songs is a listener ready to hear again?

Every play leaves a trace that fades with its age, and traces add up (base-level activation:
Anderson & Schooler 1991; for music Reiter-Haas et al. 2021). How they fade is the listener's own:
see `memory`. Songs by an artist who is played much these days are a little readier. Neither the
hour nor the day of the week is in it.
"""

import numpy as np

from dj.listeners.history import Floats, History
from dj.listeners.liking import SKIP_SHARE, recency, worth
from dj.listeners.memory import traces
from dj.units import TrackId

PHASE_DAYS = 14.0
"""Half-life of a phase in which somebody is after one artist."""
PHASE_PULL = 0.2
"""Readiness grows by this × ln(1 + plays of the artist in the phase)."""


def readiness(history: History) -> dict[TrackId, float]:
    """Return for each song played before how ready it is now, 0 to 1, relative to the most."""
    pieces = history.pieces
    plays = pieces.sums(history.piece, traces(history))
    active = (plays * _heard_out(history) * _phase(history))[: len(pieces.songs)]
    most = float(active.max(initial=0.0))
    return {
        pieces.songs[row].id: float(active[row] / most)
        for row in np.flatnonzero(active > 0).tolist()
    }


def _heard_out(history: History) -> Floats:
    """Share of each piece's plays that were not broken off, recent ones first, shape (pieces,)."""
    pieces, weight = history.pieces, recency(history.age_days)
    plays = pieces.sums(history.piece, np.where(history.skipped, 0.0, weight))
    skips = pieces.sums(history.piece, weight * history.skipped)
    return np.divide(worth(plays, SKIP_SHARE * skips), plays, out=np.ones(len(plays)),
                     where=plays > 0)  # fmt: skip


def _phase(history: History) -> Floats:
    """Weigh pieces by how much their artists are played these days, 1 or more, shape (pieces,)."""
    pieces = history.pieces
    lately = recency(history.age_days, PHASE_DAYS)
    plays = pieces.sums(history.piece, np.where(history.skipped, 0.0, lately * history.heard))
    pull = 1.0 + PHASE_PULL * np.log1p(pieces.artists.sums(plays))
    return pieces.artists.means(pull, len(pieces))
