"""How much is each song, artist and genre liked? From plays, skips, saves, likes and counted plays.

A play counts 2^(−age ÷ 90 days) × the part that was heard. What was broken off takes from what was
played: liking is P² ÷ (P + S ÷ 2), so that a skip of a song often heard out weighs little, and one
more play of a song never lowers it. Of songs 0 to 1 is the root of the share of the best-liked one:
the tenth play says less than the first, and one obsession leaves room for others. Half-life and
shares are proposals, not measurements.
"""

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dj.listeners.counted import Counted
from dj.listeners.history import History
from dj.listeners.pieces import Names, Pieces
from dj.units import TrackId

HALF_LIFE_DAYS = 90.0
"""After this time a play counts half."""
SKIP_SHARE = 0.5
"""A skip elsewhere in the day speaks half against a song."""
SAVE_PLAYS = 2.0
"""A save counts as two plays; playlists seldom date their entries, so it does not fade."""
LIKE_PLAYS = 4.0
"""A song that was liked outright counts as four plays."""
DISLIKED_SHARE = 0.1
"""Part of its liking that a song keeps after "I do not like this"."""

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Liking:
    """Recency-weighted sums, each of shape (pieces,)."""

    plays: Floats
    """Plays × the part that was heard; the greater of the diary and a player's count."""
    skips: Floats
    kept: Floats
    """Saves and likes, in plays."""
    disliked: NDArray[np.bool_]

    @property
    def values(self) -> Floats:
        """Liking in plays, 0 or more."""
        played = worth(self.plays, SKIP_SHARE * self.skips)
        return (played + self.kept) * np.where(self.disliked, DISLIKED_SHARE, 1.0)

    def played(self, names: Names) -> Floats:
        """Liking of names by what was played of them, in plays, 0 or more, shape (names,)."""
        return worth(names.sums(self.plays), SKIP_SHARE * names.sums(self.skips))


def recency(age_days: Floats, half_life_days: float = HALF_LIFE_DAYS) -> Floats:
    """Weigh plays by their age: 1 now, half after each half-life."""
    weights: Floats = np.exp2(-age_days / half_life_days)
    return weights


def worth(plays: Floats, against: Floats) -> Floats:
    """Take what was broken off from what was played: P² ÷ (P + S), rising in P, falling in S."""
    total = plays + against
    return np.divide(plays**2, total, out=np.zeros(len(plays)), where=total > 0)


def like(
    history: History,
    counted: Counted,
    saves: Collection[TrackId],
    liked: Collection[TrackId],
    disliked: Collection[TrackId],
) -> Liking:
    """Sum up what speaks for and against each piece."""
    pieces, weight = history.pieces, recency(history.age_days)
    played = np.where(history.skipped, 0.0, weight * history.heard)
    plays = pieces.sums(history.piece, played)
    skips = pieces.sums(history.piece, weight * history.skipped)
    # A history that ended long ago still outweighs what has no date: see `_standing`.
    fresh = _standing(float(played.sum() + counted.plays.sum()))
    keeping = fresh * (SAVE_PLAYS * _marks(pieces, saves) + LIKE_PLAYS * _marks(pieces, liked))
    return Liking(
        plays=np.maximum(plays, counted.plays),
        skips=np.maximum(skips, counted.skips),
        kept=keeping,
        disliked=_marks(pieces, disliked) > 0,
    )


def songs_liked(pieces: Pieces, values: Floats) -> dict[TrackId, float]:
    """Bring the liking of songs to 0–1: the root of their share of the most."""
    own = values[: len(pieces.songs)]
    most = float(own.max(initial=0.0))
    shares = np.sqrt(own / most) if most > 0 else np.zeros(len(own))
    return {song.id: value for song, value in zip(pieces.songs, shares.tolist(), strict=True)}


def names_liked(names: Names, of_names: Floats) -> dict[str, float]:
    """Bring sums of names to 0–1: their share of the most."""
    most = float(of_names.max(initial=0.0))
    shares = of_names / most if most > 0 else np.zeros(len(of_names))
    return dict(zip(names.names, shares.tolist(), strict=True))


def _standing(played: float) -> float:
    """Weigh what has no date: in full once a whole fresh play stands beside it.

    It never outgrows what was played: a history exported long ago keeps its say.
    """
    return min(1.0, played) if played > 0 else 1.0


def _marks(pieces: Pieces, track_ids: Collection[TrackId]) -> Floats:
    marks = np.zeros(len(pieces))
    marks[[row for track_id in track_ids if (row := pieces.of_song.get(track_id, -1)) >= 0]] = 1.0
    return marks
