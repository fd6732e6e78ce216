"""How far back does a listener reach for what they play again? Learnt from their own history.

Chances to be played again fade with age: for most people as a power law (Anderson & Schooler 1991),
which ends exponentially (Anderson et al., "The dynamics of repeat consumption", WWW 2014), for some
within days. A sum of exponentials with half-lives from days to more than a year takes any of these
shapes. Its shares are fitted to what the listener played in each of the last weeks' days, foretold
from what came before (expectation–maximization: Dempster, Laird & Rubin 1977).
"""

from collections.abc import Iterator

import numpy as np

from dj.listeners.history import Floats, History
from dj.listeners.liking import recency

HALF_LIVES_DAYS = (2.0, 7.0, 30.0, 120.0, 480.0)
FITTED_DAYS = 28
"""Days before the latest play that are foretold."""
SPAN_DAYS = 2
"""They are foretold so many at a time."""
ENOUGH_PLAYS = 50
"""Fewer plays before a day foretell nothing."""
EVEN_PLAYS = 20.0
"""Plays that speak for even shares: with few of their own a listener keeps near them."""
_ROUNDS = 12


def traces(history: History) -> Floats:
    """Weigh plays by what they say of the next days, shape (n,), 0 for skips and unknown songs."""
    known = history.matched & ~history.skipped
    age = history.age_days - history.age_days.min(initial=np.inf)
    fading = np.array([recency(age, days) * known * history.heard for days in HALF_LIVES_DAYS])
    totals = fading.sum(axis=1, keepdims=True)
    if not totals.all():
        return np.zeros(len(age))
    shares = _fitted(list(_foretold(history.piece, fading, age, known)))
    weights: Floats = shares @ (fading / totals)
    return weights


def _foretold(
    piece: np.ndarray[tuple[int], np.dtype[np.int64]],
    fading: Floats,
    age: Floats,
    known: np.ndarray[tuple[int], np.dtype[np.bool_]],
) -> Iterator[Floats]:
    """Give the chances of what was played in the last weeks, shape (half-lives, plays) a turn."""
    size = int(piece.max(initial=0)) + 1
    before = age >= FITTED_DAYS

    def sums(rows: np.ndarray[tuple[int], np.dtype[np.int64]]) -> Floats:
        found = [np.bincount(piece[rows], row[rows], minlength=size) for row in fading]
        return np.array(found, np.float64)

    seen = sums(np.flatnonzero(before))
    plays = int((before & known).sum())
    for newest in range(FITTED_DAYS - SPAN_DAYS, -1, -SPAN_DAYS):
        rows = np.flatnonzero((age >= newest) & (age < newest + SPAN_DAYS) & known)
        if plays >= ENOUGH_PLAYS:
            chances = seen[:, piece[rows]] / seen.sum(axis=1, keepdims=True)
            # A song never played before cannot be foretold by any of them.
            yield chances[:, chances.any(axis=0)]
        seen += sums(rows)
        plays += rows.size


def _fitted(turns: list[Floats]) -> Floats:
    """Find the shares of the half-lives under which what was played is likeliest."""
    count = len(HALF_LIVES_DAYS)
    shares = np.full(count, 1.0 / count)
    chances = np.concatenate([*turns, np.zeros((count, 0))], axis=1)
    for _ in range(_ROUNDS):
        part = shares[:, None] * chances
        owned = (part / np.maximum(part.sum(axis=0), 1e-300)).sum(axis=1) + EVEN_PLAYS / count
        shares = owned / owned.sum()
    return shares
