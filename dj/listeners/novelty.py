"""How much does a listener look for artists they do not know?"""

import numpy as np

from dj.listeners.history import History

LATELY_DAYS = 180.0
"""Time that is looked at."""
LEAD_DAYS = 90.0
"""Time from the first play in which nobody can tell the new from the known."""
ENOUGH_PLAYS = 50
"""Fewer plays do not show an appetite."""


def novelty_appetite(history: History) -> float | None:
    """Return the share of lately played songs whose artist had never been played, 0 to 1.

    None if the history is too short to tell: an artist is new only against some past.
    """
    played = np.flatnonzero(~history.skipped)
    artist = _main_artists(history)[history.piece[played]]
    age = history.age_days[played]
    told = (age <= LATELY_DAYS) & (age < age.max(initial=0.0) - LEAD_DAYS) & (artist >= 0)
    if int(told.sum()) < ENOUGH_PLAYS:
        return None
    _, first = np.unique(artist, return_index=True)
    new = np.zeros(len(played), np.bool_)
    new[first] = True
    return float(new[told].mean())


def _main_artists(history: History) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    """First credited artist of each piece, −1 where nobody is credited."""
    names = history.pieces.artists
    main = np.full(len(history.pieces), -1, np.int64)
    entries = np.flatnonzero(names.share == 1.0)
    main[names.piece[entries]] = names.name[entries]
    return main
