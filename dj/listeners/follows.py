"""What does a listener play after what, and what were they playing just now?

Two plays belong to one sitting if the second begins within half an hour of the end of the first.
How much a song follows another is what its chance to come next gains over its share of all plays:
(P(b | a) − P(b)) ÷ (1 − P(b)), the certainty factor of association rules (Shortliffe & Buchanan
1975), with P(b | a) shrunk to P(b) by `EVEN_PAIRS` transitions, so that one evening is no habit.
"""

import numpy as np
from numpy.typing import NDArray

from dj.listeners.history import Floats, History
from dj.units import TrackId

GAP_S = 1800.0
"""A longer silence ends a sitting."""
UNTOLD_S = 240.0
"""Length taken for a play of which nobody knows how long it was."""
EVEN_PAIRS = 6.0
LEAST_TIMES = 2
"""What followed only once tells nothing."""
MOST_FOLLOWERS = 20
LATEST = 20
"""So many songs of the sitting that goes on are told."""

Rows = NDArray[np.int64]


def latest(history: History, at_s: float) -> tuple[TrackId, ...]:
    """List the library's songs of the sitting that is going on, in order; none if it is over.

    Args:
        history: The plays.
        at_s: The moment, seconds since 1970.
    """
    played = np.flatnonzero(~history.skipped)
    if not played.size:
        return ()
    ends = _ends_s(history)[played]
    if at_s - ends[-1] > GAP_S:
        return ()
    breaks = np.flatnonzero(history.start_s[played][1:] - ends[:-1] > GAP_S)
    sitting = played[breaks[-1] + 1 if breaks.size else 0 :]
    songs = history.pieces.songs
    known = sitting[history.matched[sitting]][-LATEST:]
    return tuple(songs[piece].id for piece in history.piece[known].tolist())


def follows(history: History) -> dict[TrackId, dict[TrackId, float]]:
    """Map each song to those that follow it oftener than they play anyway, above 0 to 1."""
    first, second, times = _pairs(history)
    size = len(history.pieces.songs)
    from_each = np.bincount(first, times, minlength=size)
    played = history.piece[~history.skipped]
    usual = np.bincount(played[played < size], minlength=size) / max(1, played.size)
    often = times >= LEAST_TIMES
    first, second, times = first[often], second[often], times[often]
    chance = (times + EVEN_PAIRS * usual[second]) / (from_each[first] + EVEN_PAIRS)
    gain = (chance - usual[second]) / np.maximum(1.0 - usual[second], 1e-9)
    return _told(history, first, second, gain)


def _pairs(history: History) -> tuple[Rows, Rows, Floats]:
    """Count pairs of different songs, one right after the other in a sitting."""
    played = np.flatnonzero(~history.skipped)
    ends, starts = _ends_s(history)[played], history.start_s[played]
    piece, known = history.piece[played], history.matched[played]
    together = (starts[1:] - ends[:-1] <= GAP_S) & known[1:] & known[:-1]
    together &= piece[1:] != piece[:-1]
    size = max(1, len(history.pieces.songs))
    codes, times = np.unique(piece[:-1][together] * size + piece[1:][together], return_counts=True)
    return codes // size, codes % size, times.astype(np.float64)


def _ends_s(history: History) -> Floats:
    songs = history.pieces.songs
    lengths = np.full(len(history.pieces), UNTOLD_S)
    lengths[: len(songs)] = [song.track.duration_s for song in songs]
    ends: Floats = history.start_s + history.heard * lengths[history.piece]
    return ends


def _told(
    history: History, first: Rows, second: Rows, gain: Floats
) -> dict[TrackId, dict[TrackId, float]]:
    ids = [song.id for song in history.pieces.songs]
    found: dict[TrackId, dict[TrackId, float]] = {}
    order = np.lexsort((second, -gain, first))
    order = order[gain[order] > 0]
    rows = zip(first[order].tolist(), second[order].tolist(), gain[order].tolist(), strict=True)
    for before, after, value in rows:
        own = found.setdefault(ids[before], {})
        if len(own) < MOST_FOLLOWERS:
            own[ids[after]] = round(value, 6)
    return found
