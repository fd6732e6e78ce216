"""Plays that a player counted without a diary: how fresh may they be?

Nobody knows when they were. They are spread evenly from when counting can have begun to the latest
play; so each weighs the mean of 2^(−age ÷ half-life) over that time.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np
from numpy.typing import NDArray

from dj.listeners.pieces import Pieces
from dj.model.listening import Tally
from dj.units import TrackId

USUAL_DAYS = 730.0
"""Time over which plays are spread where it is not known when counting began."""

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Counted:
    """What tallies add up to, each of shape (pieces,)."""

    plays: Floats
    """Recency-weighted."""
    skips: Floats
    """Recency-weighted."""
    number: Floats
    """Plays as counted."""
    latest: dict[TrackId, datetime | None]
    """Song that was played at least once → its latest play, None if the player does not say."""


def count(tallies: Sequence[Tally], pieces: Pieces, at: datetime, half_life_days: float) -> Counted:
    """Sum up tallies by piece; of several for one song the greatest count stands."""
    plays, skips, number = (np.zeros(len(pieces)) for _ in range(3))
    latest: dict[TrackId, datetime | None] = {}
    rows = pieces.rows([x.track_id for x in tallies], [x.artist for x in tallies]).tolist()
    for tally, row in zip(tallies, rows, strict=True):
        weight = _mean_recency(tally, at, half_life_days)
        plays[row] = max(plays[row], weight * max(0, tally.plays))
        skips[row] = max(skips[row], weight * max(0, tally.skips))
        number[row] = max(number[row], max(0, tally.plays))
        if tally.plays > 0 and row < len(pieces.songs):
            _keep_latest(latest, pieces.songs[row].id, tally.last_at)
    return Counted(plays=plays, skips=skips, number=number, latest=latest)


def _keep_latest(
    latest: dict[TrackId, datetime | None], track_id: TrackId, told: datetime | None
) -> None:
    known = latest.get(track_id)
    latest[track_id] = max(known, told) if known and told else known or told


def _mean_recency(tally: Tally, at: datetime, half_life_days: float) -> float:
    """Mean weight over the time of counting: ∫ 2^(−a ÷ h) da = h ÷ ln 2 × 2^(−a ÷ h)."""
    newest = _days(tally.last_at, at) if tally.last_at else 0.0
    oldest = _days(tally.since, at) if tally.since else newest + USUAL_DAYS
    if oldest - newest < 1.0:
        return math.exp2(-newest / half_life_days)
    ends = math.exp2(-newest / half_life_days) - math.exp2(-oldest / half_life_days)
    return half_life_days / math.log(2.0) * ends / (oldest - newest)


def _days(moment: datetime, at: datetime) -> float:
    return max(0.0, (at - moment).total_seconds() / 86_400.0)
