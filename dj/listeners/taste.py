"""What a listener likes, as of one moment: from plays, skips and saves to a `Taste`.

Each play counts 2^(−age ÷ 90 days), more the more of it was heard; a skip counts against. Near this
hour of the day a play weighs exp(κ(cos Δω − 1)), κ = 2. Nothing after `at` is looked at. Half-life
and κ are proposals, not measurements.
"""

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from dj.listeners.clock import guess_zone, zone
from dj.listeners.energies import read_energies
from dj.listeners.history import History, local_hour, read_history
from dj.listeners.modes import modes
from dj.listeners.titles import guests
from dj.model.analysis import Song
from dj.model.listening import Listen, Save, Taste
from dj.model.names import fold
from dj.model.style import style_rows
from dj.units import TrackId

HALF_LIFE_DAYS = 90.0
"""After this time a play counts half."""
KAPPA = 2.0
"""Sharpness of the hour of day: half weight about 3.3 hours away."""
SKIP_WEIGHT = -1.0
"""A skip takes back one full play of the same age."""
SAVE_WEIGHT = 2.0
"""A save counts as two plays as fresh as the latest; playlists do not date their entries."""
GUEST_WEIGHT = 0.5
"""Part of a play that goes to a featured artist."""

_ANY_HOUR = float(np.exp(-KAPPA) * np.i0(KAPPA))
"""Mean of the hour weight over a day: what a save, which has no hour, gets."""

Floats = NDArray[np.float64]
_Name = TypeVar("_Name", bound=str)


def taste(
    listens: Sequence[Listen],
    saves: Sequence[Save],
    songs: Sequence[Song],
    *,
    listener: str,
    at: datetime,
    time_zone: str | None,
) -> Taste:
    """Describe one listener's taste at a moment.

    Args:
        listens: Plays in any order, matched where they can be; later ones than `at` are ignored.
        saves: Matched where they can be.
        songs: The library.
        listener: Name for the record.
        at: The moment, aware.
        time_zone: IANA name of the listener's zone; None guesses it and says so.

    Raises:
        ConfigError: if there is no such time zone.
        ValueError: if `at` has no time zone.
    """
    if at.tzinfo is None:
        msg = "at must be an aware date and time"
        raise ValueError(msg)
    before = sorted((x for x in listens if x.started_at < at), key=_order)
    clock = time_zone or guess_zone([x.started_at for x in before])
    library = {song.id: song for song in sorted(songs, key=lambda song: song.id)}
    kept = frozenset(x for save in saves if (x := save.track_id) is not None and x in library)
    history = read_history(before, library, at, zone(clock))
    weights = _weights(history)
    now = at.astimezone(zone(clock))
    liking = _liking(history, weights, kept, save_weight=SAVE_WEIGHT)
    by_hour = _liking(
        history, weights * _near_hour(history, now), kept, save_weight=SAVE_WEIGHT * _ANY_HOUR
    )
    centres, shares = _modes(liking, library)
    energies = read_energies(history, weights)
    return Taste(
        listener=listener,
        as_of=at.astimezone(UTC),
        time_zone=clock,
        time_zone_inferred=time_zone is None,
        listens=len(before),
        matched=int(np.count_nonzero(history.matched)),
        plays=history.stats,
        saves=kept,
        artist_affinity=_artists(before, history, weights),
        affinity=liking,
        hour_affinity=by_hour,
        modes=centres,
        mode_weights=shares,
        energy_mean=energies.mean,
        energy_sd=energies.sd,
        hour_energy=energies.hour_deviation,
        hour_plays=energies.hour_plays,
    )


def _order(listen: Listen) -> tuple[datetime, str, str]:
    return listen.started_at, listen.artist, listen.title


def _weights(history: History) -> Floats:
    """Weigh each play: recency × part heard, or `SKIP_WEIGHT` × recency for a skip; shape (n,).

    Recency counts from the latest play, so that a history exported long ago keeps its shape.
    """
    if not len(history.age_days):
        return np.zeros(0)
    recency = np.exp2(-(history.age_days - history.age_days.min()) / HALF_LIFE_DAYS)
    weights: Floats = recency * np.where(history.skipped, SKIP_WEIGHT, history.heard)
    return weights


def _near_hour(history: History, now: datetime) -> Floats:
    angle = 2 * math.pi * (history.hour - local_hour(now)) / 24
    near: Floats = np.exp(KAPPA * (np.cos(angle) - 1.0))
    return near


def _liking(
    history: History, weights: Floats, saves: frozenset[TrackId], *, save_weight: float
) -> dict[TrackId, float]:
    """Sum up each track's plays, skips and saves, and bring them to 0–1 on a log scale."""
    matched = history.matched
    sums = np.bincount(history.track[matched], weights[matched], minlength=len(history.songs))
    score = {song.id: float(value) for song, value in zip(history.songs, sums, strict=True)}
    for track_id in sorted(saves):
        score[track_id] = score.get(track_id, 0.0) + save_weight
    return _scaled(score)


def _scaled(score: Mapping[_Name, float]) -> dict[_Name, float]:
    most = max(score.values(), default=0.0)
    if most <= 0:
        return dict.fromkeys(score, 0.0)
    # The tenth play says less than the first: log, so that one obsession leaves room for others.
    return {name: math.log1p(max(0.0, value)) / math.log1p(most) for name, value in score.items()}


def _artists(listens: Sequence[Listen], history: History, weights: Floats) -> dict[str, float]:
    """Share plays among the credited artists; plays outside the library count here too."""
    score: dict[str, float] = defaultdict(float)
    of_song = [_credits(song.track.artists or (song.track.artist,)) for song in history.songs]
    for listen, index, weight in zip(
        listens, history.track.tolist(), weights.tolist(), strict=True
    ):
        names = of_song[index] if index >= 0 else guests(listen.artist)
        for place, name in enumerate(names):
            score[name] += weight if place == 0 else weight * GUEST_WEIGHT
    return _linear(score)


def _credits(names: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(folded for name in names if (folded := fold(name))))


def _linear(score: Mapping[str, float]) -> dict[str, float]:
    most = max(score.values(), default=0.0)
    if most <= 0:
        return dict.fromkeys(sorted(score), 0.0)
    return {name: max(0.0, score[name]) / most for name in sorted(score)}


def _modes(
    liking: Mapping[TrackId, float], library: Mapping[TrackId, Song]
) -> tuple[NDArray[np.float32], tuple[float, ...]]:
    liked = [track_id for track_id in sorted(liking) if liking[track_id] > 0]
    rows_of = dict(zip(library, style_rows([s.analysis for s in library.values()]), strict=True))
    found = [(rows_of[track_id], liking[track_id]) for track_id in liked]
    usable = [(v, w) for v, w in found if v.ndim == 1 and v.size and np.isfinite(v).all()]
    # A library analysed by two versions has vectors of two sizes: they cannot be compared.
    size = max((v.size for v, _ in usable), default=0)
    rows = [(v / n, w) for v, w in usable if v.size == size and (n := np.linalg.norm(v)) > 0]
    vectors = np.array([v for v, _ in rows], np.float64).reshape(len(rows), size)
    return modes(vectors, np.array([w for _, w in rows], np.float64))
