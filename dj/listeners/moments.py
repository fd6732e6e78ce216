"""What is played at this hour of this kind of day more, or less, than at others?

A play's nearness to the moment is exp(κ(cos Δω − 1)), κ = 2, less on another kind of day. A *lift*
is how much more often than usual something is played near the moment; 1 says nothing. A few plays
must not swing it, so a song's lift begins from its artist's, that from their genres', and that from
1, each the more its own the more plays stand behind it (shrinkage to the next larger group).
"""

import math
from dataclasses import dataclass
from datetime import datetime

import numpy as np
from numpy.typing import NDArray

from dj.listeners.history import History
from dj.listeners.liking import recency
from dj.listeners.pieces import Names

KAPPA = 2.0
"""Sharpness of the hour of day: half weight about 3.3 hours away."""
OTHER_DAY = 0.5
"""Nearness of a weekday to the weekend, and the other way round."""
HABIT_DAYS = 180.0
"""Half-life of a habit, from the latest play: habits outlive favourites."""
SONG_PLAYS, ARTIST_PLAYS, GENRE_PLAYS = 3.0, 6.0, 20.0
"""Plays at which something's own lift weighs as much as that of its group."""

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Lifts:
    """How much more than usual things are played near the moment, above 0; 1 says nothing."""

    pieces: Floats
    artists: Floats
    genres: Floats
    skips: Floats
    """Share of each piece's plays near the moment that were broken off, 0 to 1."""


def nearness(history: History, local: datetime) -> Floats:
    """Weigh plays by how near they are to a moment's hour and kind of day, shape (n,), 0 to 1."""
    now = local.hour + local.minute / 60 + local.second / 3600
    near = np.exp(KAPPA * (np.cos(2 * math.pi * (history.hour - now) / 24) - 1.0))
    same = history.weekend == (local.weekday() >= 5)
    weighed: Floats = near * np.where(same, 1.0, OTHER_DAY)
    return weighed


def lifts(history: History, local: datetime) -> Lifts:
    """Measure the lifts of all pieces, artists and genres at a moment on the listener's clock."""
    pieces, size = history.pieces, len(history.pieces)
    weight = recency(history.age_days - history.age_days.min(initial=np.inf), HABIT_DAYS)
    near = nearness(history, local)
    played = np.where(history.skipped, 0.0, weight * history.heard)
    usual = pieces.sums(history.piece, played)
    total = float(usual.sum())
    mean = float((played * near).sum()) / total if total > 0 else 1.0
    now = pieces.sums(history.piece, played * near) / max(mean, 1e-12)
    genres = _names(pieces.genres, now, usual, np.ones(size), GENRE_PLAYS)
    of_genres = pieces.genres.means(genres, size)
    artists = _names(pieces.artists, now, usual, of_genres, ARTIST_PLAYS)
    of_artists = pieces.artists.means(artists, size)
    broken = pieces.sums(history.piece, weight * history.skipped)
    broken_now = pieces.sums(history.piece, weight * near * history.skipped)
    return Lifts(
        pieces=_shrunk(now, usual, of_artists, SONG_PLAYS),
        artists=artists,
        genres=genres,
        skips=_skip_share(broken_now, now * mean, broken, usual),
    )


def _names(names: Names, now: Floats, usual: Floats, larger: Floats, plays: float) -> Floats:
    """Lifts of names; each begins from the mean of the larger group over its pieces."""
    own = names.sums(usual)
    even = names.sums(np.ones(len(usual)))
    prior = np.where(
        own > 0,
        np.divide(names.sums(usual * larger), own, out=np.ones(len(own)), where=own > 0),
        np.divide(names.sums(larger), even, out=np.ones(len(own)), where=even > 0),
    )
    return _shrunk(names.sums(now), own, prior, plays)


def _shrunk(now: Floats, usual: Floats, prior: Floats, plays: float) -> Floats:
    lifted: Floats = (now + plays * prior) / (usual + plays)
    return lifted


def _skip_share(broken_now: Floats, now: Floats, broken: Floats, usual: Floats) -> Floats:
    """Share broken off near the moment; it begins from half the share at all hours."""
    always = 0.5 * broken / (broken + usual + 1.0)
    share: Floats = (broken_now + always) / (broken_now + now + 1.0)
    return share
