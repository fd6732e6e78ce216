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
from dj.lineup.moment import DAY_S, Moment
from dj.lineup.sounds import suits
from dj.lineup.variety import features, unlike
from dj.model.listening import Taste
from dj.model.show import Show

Rows = NDArray[np.int64]
Values = NDArray[np.float64]

ENERGY_WITHIN = 0.5
"""Distance in energy at which a song no longer suits the hour at all."""
REST_DAYS = 30.0
"""Days after which a song heard before is half rested, where the taste says nothing of it."""
OWN_TIME = 0.7
"""Part of the style signal that goes by what is played at this time of day."""
APPETITE = 0.1
"""Share of new artists in what is played from which on novelty speaks in full."""
OF_ARTIST = 0.7
"""What a like taste's liking of an artist says of each song by them."""
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
    """Cosine to the nearest centre of taste (or to the library's own), 0 if it points away.

    `OWN_TIME` of it goes by how much a centre is played at this time of day, against the whole day.
    """
    cosines = moment.catalogue.vectors[rows] @ taste_centres(moment).T
    nearest = (cosines * _timely(moment.taste, cosines.shape[1])).max(axis=1, initial=0.0)
    value: Values = np.clip(nearest.astype(np.float64), 0.0, 1.0)
    return value


def _timely(taste: Taste, centres: int) -> Values:
    """Weigh each centre of taste, up to 1: all alike if the hour says nothing."""
    now, usual = np.array(taste.mode_weights_now), np.array(taste.mode_weights)
    if not (now.size == usual.size == centres) or usual.min(initial=1.0) <= 0 or not now.any():
        return np.ones(centres)
    lift = now / usual
    weights: Values = 1.0 - OWN_TIME + OWN_TIME * lift / lift.max()
    return weights


def affinity(moment: Moment, rows: Rows) -> Values:
    """How much they like this very track, as their taste says."""
    return moment.liking[rows]


def hour_affinity(moment: Moment, rows: Rows) -> Values:
    """How much they like this track at this time of day, as their taste says."""
    return moment.liking_now[rows]


def artist_affinity(moment: Moment, rows: Rows) -> Values:
    """How much they play or keep songs of its best-liked credited artist."""
    taste, artists = moment.taste, moment.catalogue.artists
    return np.maximum(artists.best(taste.artist_affinity), artists.best(taste.kept_artists))[rows]


def artist_hour_affinity(moment: Moment, rows: Rows) -> Values:
    """How much they play its best-liked credited artist at this time of day."""
    return moment.catalogue.artists.best(moment.taste.artist_hour_affinity)[rows]


def tag_affinity(moment: Moment, rows: Rows) -> Values:
    """How much they play its genres, on the mean of those it is tagged with."""
    return moment.catalogue.genres.mean(moment.taste.tag_affinity)[rows]


def tag_hour_affinity(moment: Moment, rows: Rows) -> Values:
    """How much they play its genres at this time of day."""
    return moment.catalogue.genres.mean(moment.taste.tag_hour_affinity)[rows]


def repeat(moment: Moment, rows: Rows) -> Values:
    """How ready a song heard before is to be heard again, as their taste says."""
    return moment.share(moment.taste.repeat)[rows]


def similar(moment: Moment, rows: Rows) -> Values:
    """How much listeners with a like taste play it, or `OF_ARTIST` of that for its artist."""
    artists = moment.catalogue.artists.best(moment.taste.similar_artists)
    return np.maximum(moment.share(moment.taste.similar), OF_ARTIST * artists)[rows]


def disliked(moment: Moment, rows: Rows) -> Values:
    """1 for a song that they said they do not like."""
    return moment.marks(moment.taste.disliked)[rows]


def unity(moment: Moment, rows: Rows) -> Values:
    """Cosine to the centre of taste most played at this time of day, 0 if it points away."""
    centres, weights = taste_centres(moment), moment.taste.mode_weights_now
    main = int(np.argmax(weights)) if len(weights) == len(centres) else 0
    cosine = moment.catalogue.vectors[rows] @ centres[main]
    value: Values = np.clip(cosine.astype(np.float64), 0.0, 1.0)
    return value


def variety(moment: Moment, rows: Rows) -> Values:
    """1 to a half for a few songs that suit the taste and are unlike each other, 0 for others."""
    return unlike(features(moment.catalogue, rows), style(moment, rows))


def energy_fit(moment: Moment, rows: Rows) -> Values:
    """Nearness of its energy to what suits the hour: 1 − |difference| / 0.5, at least 0."""
    away = np.abs(moment.catalogue.energy[rows] - moment.energy)
    return np.maximum(0.0, 1.0 - away / ENERGY_WITHIN)


def rest(moment: Moment, rows: Rows) -> Values:
    """How long a song heard before has rested: 1 − 2^(−days ÷ its usual rest); 0 if never heard."""
    days, usual = moment.rested_s[rows] / DAY_S, moment.rest_days(REST_DAYS)[rows]
    rested = (1.0 - np.exp2(-days / usual)).astype(np.float64)
    rested[~np.isfinite(days)] = 0.0
    return rested


def novelty(moment: Moment, rows: Rows) -> Values:
    """1 for a song never heard by a listener with a history; half for one who never looks for any.

    Between, it goes by the share of new artists in what they played lately, up to `APPETITE`.
    """
    appetite = moment.taste.novelty_appetite
    hunger = 1.0 if appetite is None else min(1.0, 0.5 + 0.5 * appetite / APPETITE)
    return np.where(moment.never_heard()[rows], hunger, 0.0)


def saves(moment: Moment, rows: Rows) -> Values:
    """1 for a song that they keep in a playlist."""
    return moment.saved[rows].astype(np.float64)


def skips(moment: Moment, rows: Rows) -> Values:
    """Share of its plays that they skipped, those at this time of day weighing more."""
    return moment.skip_rate[rows]


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
        Signal(name="artist_hour_affinity", meaning="you play this artist at this time of day",
               privacy=Privacy.HISTORY, default_weight=0.6, values=artist_hour_affinity),
        Signal(name="disliked", meaning="you said you do not like it", privacy=Privacy.HISTORY,
               default_weight=-2.0, values=disliked),
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
        Signal(name="repeat", meaning="you play it often these days", privacy=Privacy.HISTORY,
               default_weight=0.2, values=repeat),
        Signal(name="rest", meaning="you have not heard it for a while", privacy=Privacy.HISTORY,
               default_weight=0.3, values=rest),
        Signal(name="saves", meaning="you saved it", privacy=Privacy.HISTORY,
               default_weight=0.5, values=saves),
        Signal(name="similar", meaning="listeners with a taste like yours play it",
               privacy=Privacy.HISTORY, default_weight=0.4, values=similar),
        Signal(name="skips", meaning="you often skip it", privacy=Privacy.HISTORY,
               default_weight=-0.6, values=skips),
        Signal(name="sound", meaning="it has the sound the show asks for", privacy=Privacy.NONE,
               default_weight=0.8, values=sound),
        Signal(name="style", meaning="it sounds like your music", privacy=Privacy.HISTORY,
               default_weight=1.0, values=style),
        Signal(name="tag_affinity", meaning="you like this kind of music",
               privacy=Privacy.HISTORY, default_weight=0.2, values=tag_affinity),
        Signal(name="tag_hour_affinity", meaning="you like this kind of music at this time of day",
               privacy=Privacy.HISTORY, default_weight=0.7, values=tag_hour_affinity),
        Signal(name="unity", meaning="it is close to what you play most at this time of day",
               privacy=Privacy.HISTORY, default_weight=0.0, values=unity),
        Signal(name="variety", meaning="it is unlike the other songs", privacy=Privacy.HISTORY,
               default_weight=0.0, values=variety),
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
