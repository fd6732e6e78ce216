"""Of which kinds is what a listener plays: how new, of which genres, decades and countries?

Shares are of plays, newer plays weighing more, as in `liking`.
"""

from collections.abc import Iterable, Mapping

import numpy as np

from dj.listeners.history import Floats, History
from dj.listeners.liking import recency
from dj.listeners.pieces import Pieces
from dj.model.dates import era
from dj.model.listening import RELEASE_AGES

ENOUGH_PLAYS = 20.0
"""With fewer plays of known years, the ages of releases are not told."""
EVEN_PLAYS = 20.0
"""Plays that speak for the general curve: with few of their own a listener keeps near it."""
GENERAL_YEARS = 2.0
"""On the general curve a release is half as welcome after so many years: a proposal."""
_HALF_LIFE_DAYS = 365.0


def release_ages(history: History) -> tuple[float, ...]:
    """Share of plays by the release's age when it was played, shrunk to the general curve.

    Returns:
        One share for each bin of `RELEASE_AGES` and one for all above; empty if too little is
        known.
    """
    years = np.array([song.track.year or 0 for song in history.pieces.songs], np.int64)
    rows = np.flatnonzero(history.matched & ~history.skipped)
    rows = rows[years[history.piece[rows]] > 0]
    if rows.size < ENOUGH_PLAYS:
        return ()
    played_year = 1970.0 + history.start_s[rows] / (365.2425 * 86_400.0)
    age = np.maximum(0, np.floor(played_year) - years[history.piece[rows]])
    weight = history.heard[rows] * recency(history.age_days[rows], _HALF_LIFE_DAYS)
    found = np.searchsorted(RELEASE_AGES, age, side="right")
    counts = np.bincount(found, weight, minlength=len(RELEASE_AGES) + 1)
    if not counts.sum() > 0:
        return ()
    counts *= rows.size / counts.sum()
    shares = (counts + EVEN_PLAYS * general()) / (rows.size + EVEN_PLAYS)
    return tuple(shares.tolist())


def general() -> Floats:
    """Shares of ages on the general curve, 2^(−age ÷ 2 years), summing to 1."""
    ages = np.arange(100)
    found = np.searchsorted(RELEASE_AGES, ages, side="right")
    mass = np.bincount(found, np.exp2(-ages / GENERAL_YEARS), minlength=len(RELEASE_AGES) + 1)
    shares: Floats = mass / mass.sum()
    return shares


def shares(pieces: Pieces, of_pieces: Floats) -> dict[str, dict[str, float]]:
    """Map ``genre``, ``era`` and ``country`` to kinds and their shares of plays, summing to 1.

    A song of several genres gives each an equal part. What has no kind counts nowhere.

    Args:
        pieces: What is played.
        of_pieces: Plays of each, shape (pieces,).
    """
    songs, plays = pieces.songs, of_pieces[: len(pieces.songs)].tolist()
    genres = pieces.genres
    number = np.bincount(genres.piece, minlength=len(pieces))
    split = np.divide(of_pieces, number, out=np.zeros(len(number)), where=number > 0)
    total = genres.sums(split)
    told = {
        "genre": _counted(zip(genres.names, total.tolist(), strict=True)),
        "era": _counted((era(song.track.year), n) for song, n in zip(songs, plays, strict=True)),
        "country": _counted((song.track.country, n) for song, n in zip(songs, plays, strict=True)),
    }
    return {name: found for name, found in told.items() if found}


def _counted(rows: Iterable[tuple[str, float]]) -> dict[str, float]:
    sums: dict[str, float] = {}
    for kind, number in rows:
        if kind and number > 0:
            sums[kind] = sums.get(kind, 0.0) + number
    return _parts(sums)


def _parts(sums: Mapping[str, float]) -> dict[str, float]:
    total = sum(sums.values())
    return {kind: sums[kind] / total for kind in sorted(sums)} if total > 0 else {}
