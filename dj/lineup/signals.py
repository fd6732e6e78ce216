"""What speaks for a song, for this listener, now: a registry of small functions.

Each signal gives every candidate a value from 0 to 1. Its contribution to the song's score is its
weight times that value, and the score is the plain sum of the contributions, so that the reason a
host gives can be checked against the arithmetic. A value of 0 always means "says nothing".
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from dj.errors import ConfigError
from dj.lineup.credits import credits_of
from dj.lineup.moment import DAY_S, Moment
from dj.lineup.sounds import suits
from dj.model.show import Show

Rows = NDArray[np.int64]
Values = NDArray[np.float64]

ENERGY_WITHIN = 0.5
"""Distance in energy at which a song no longer suits the hour at all."""
REST_DAYS = 30.0
"""Days after which a song heard before is half rested."""
RELEASE_YEARS = 2.0
"""Age in years at which a release is half as new."""


class Privacy(StrEnum):
    """What a signal reads about the listener."""

    NONE = "none"
    """Nothing: the same for everybody."""
    CLOCK = "clock"
    """The local time, and at which hours they listen to what."""
    HISTORY = "history"
    """What they played, skipped or saved."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Signal:
    """One reason to play a song."""

    name: str
    meaning: str
    """What a value of 1 says, as an explanation to the listener."""
    privacy: Privacy
    default_weight: float
    """Contribution at value 1; below 0 if it speaks against the song."""
    values: Callable[[Moment, Rows], Values]
    """Values for rows of the catalogue, shape (rows,), 0 to 1."""


def style(moment: Moment, rows: Rows) -> Values:
    """Cosine to the nearest centre of taste (or to the library's own), 0 if it points away."""
    nearest = (moment.catalogue.vectors[rows] @ taste_centres(moment).T).max(axis=1, initial=0.0)
    value: Values = np.clip(nearest.astype(np.float64), 0.0, 1.0)
    return value


def affinity(moment: Moment, rows: Rows) -> Values:
    """How much they like this very track, as their taste says."""
    return moment.liking[rows]


def hour_affinity(moment: Moment, rows: Rows) -> Values:
    """How much they like this track at this time of day, as their taste says."""
    return moment.liking_now[rows]


def artist_affinity(moment: Moment, rows: Rows) -> Values:
    """How much they play its best-liked credited artist."""
    liking = moment.taste.artist_affinity
    if not liking:
        return np.zeros(rows.size)
    songs = moment.catalogue.songs
    best = [
        max((liking.get(name, 0.0) for name in credits_of(songs[row].track)), default=0.0)
        for row in rows
    ]
    return np.clip(np.nan_to_num(np.array(best, np.float64)), 0.0, 1.0)


def energy_fit(moment: Moment, rows: Rows) -> Values:
    """Nearness of its energy to what suits the hour: 1 − |difference| / 0.5, at least 0."""
    away = np.abs(moment.catalogue.energy[rows] - moment.energy)
    return np.maximum(0.0, 1.0 - away / ENERGY_WITHIN)


def rest(moment: Moment, rows: Rows) -> Values:
    """How long a song heard before has rested: 1 − 2^(−days / 30); 0 if never heard."""
    days = moment.rested_s[rows] / DAY_S
    return np.where(np.isfinite(days), 1.0 - np.exp2(-days / REST_DAYS), 0.0)


def novelty(moment: Moment, rows: Rows) -> Values:
    """1 for a song that a listener with a history has never heard."""
    return moment.never_heard()[rows].astype(np.float64)


def saves(moment: Moment, rows: Rows) -> Values:
    """1 for a song that they keep in a playlist."""
    return moment.saved[rows].astype(np.float64)


def skips(moment: Moment, rows: Rows) -> Values:
    """Share of its plays that they skipped, with one play of doubt."""
    skipped = moment.skips[rows]
    share: Values = skipped / (moment.plays[rows] + skipped + 1.0)
    return share


def release_date(moment: Moment, rows: Rows) -> Values:
    """How new the release is: 2^(−age / 2 years); 0 if the year is unknown."""
    years = moment.catalogue.years[rows]
    age = np.maximum(0, moment.at.year - years)
    return np.where(years > 0, np.exp2(-age / RELEASE_YEARS), 0.0)


def sound(moment: Moment, rows: Rows) -> Values:
    """How far it has the sounds that the show asks for; 0 if it asks for none."""
    if not moment.sounds:
        return np.zeros(rows.size)
    songs = moment.catalogue.songs
    return np.array([suits(songs[row], moment.sounds) for row in rows], np.float64)


def exploration(moment: Moment, rows: Rows) -> Values:
    """Chance, from the session's seed: other seeds give other sessions."""
    return moment.jitter[rows]


SIGNALS: Mapping[str, Signal] = {
    signal.name: signal
    for signal in (
        Signal(name="affinity", meaning="you like this song", privacy=Privacy.HISTORY,
               default_weight=1.0, values=affinity),
        Signal(name="artist_affinity", meaning="you like this artist", privacy=Privacy.HISTORY,
               default_weight=0.5, values=artist_affinity),
        Signal(name="energy_fit", meaning="its energy suits the hour", privacy=Privacy.CLOCK,
               default_weight=0.6, values=energy_fit),
        Signal(name="exploration", meaning="a turn of chance", privacy=Privacy.NONE,
               default_weight=0.6, values=exploration),
        Signal(name="hour_affinity", meaning="you like this song at this hour",
               privacy=Privacy.CLOCK, default_weight=0.5, values=hour_affinity),
        Signal(name="novelty", meaning="you have never heard it here", privacy=Privacy.HISTORY,
               default_weight=0.3, values=novelty),
        Signal(name="release_date", meaning="it is a new release", privacy=Privacy.NONE,
               default_weight=0.3, values=release_date),
        Signal(name="rest", meaning="you have not heard it for a while", privacy=Privacy.HISTORY,
               default_weight=0.3, values=rest),
        Signal(name="saves", meaning="you saved it", privacy=Privacy.HISTORY,
               default_weight=0.5, values=saves),
        Signal(name="skips", meaning="you often skip it", privacy=Privacy.HISTORY,
               default_weight=-0.6, values=skips),
        Signal(name="sound", meaning="it has the sound the show asks for", privacy=Privacy.NONE,
               default_weight=0.8, values=sound),
        Signal(name="style", meaning="it sounds like your music", privacy=Privacy.HISTORY,
               default_weight=1.0, values=style),
    )
}  # fmt: skip
"""All signals by name, in the order of their names."""


def taste_centres(moment: Moment) -> NDArray[np.float32]:
    """Directions of taste in the catalogue's style space, shape (modes, d), heaviest first.

    A listener without usable modes gets one: the centre of the library.
    """
    modes = moment.taste.modes
    size = moment.catalogue.vectors.shape[1]
    if modes.ndim == 2 and modes.shape[0] and modes.shape[1] == size and np.isfinite(modes).all():
        return modes
    return moment.catalogue.centre[None, :]


def weights_of(show: Show) -> dict[str, float]:
    """Weights of a show: the signals' own, with the show's changes.

    Raises:
        ConfigError: if the show weighs a signal that does not exist.
    """
    unknown = sorted(set(show.weights) - set(SIGNALS))
    if unknown:
        raise ConfigError(
            f"there is no signal {unknown[0]!r}; known: {', '.join(SIGNALS)}.",
            where=f"show {show.name}: weights",
            hint="Check the spelling.",
        )
    return {name: show.weights.get(name, signal.default_weight) for name, signal in SIGNALS.items()}


def contributions(moment: Moment, rows: Rows, weights: Mapping[str, float]) -> Values:
    """Contribution of each signal to each candidate, rounded to 6 decimals.

    Returns:
        Shape (signals, rows), in the order of `SIGNALS`; a signal of weight 0 is not computed.
    """
    table = np.zeros((len(SIGNALS), rows.size))
    for line, (name, signal) in enumerate(SIGNALS.items()):
        if weights[name]:
            table[line] = np.round(weights[name] * signal.values(moment, rows), 6)
    return table
