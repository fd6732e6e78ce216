"""What the song's sound says: near the listener's taste, right for the hour, as the show asks."""

import numpy as np
from numpy.typing import NDArray

from dj.lineup.moment import Moment
from dj.lineup.signals.signal import Privacy, Rows, Signal, Values
from dj.lineup.sounds import suits
from dj.lineup.variety import features, unlike
from dj.model.listening import Taste

ENERGY_WITHIN = 0.5
"""Distance in energy at which a song no longer suits the hour at all."""
OWN_TIME = 0.7
"""Part of the style signal that goes by what is played at this time of day."""


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


def sound(moment: Moment, rows: Rows) -> Values:
    """How far it has the sounds that the show asks for; 0 if it asks for none."""
    if not moment.sounds:
        return np.zeros(rows.size)
    songs = moment.catalogue.songs
    return np.array([suits(songs[row], moment.sounds) for row in rows.tolist()], np.float64)


def taste_centres(moment: Moment) -> NDArray[np.float32]:
    """Directions of taste in the catalogue's style space, shape (modes, d), heaviest first.

    A listener without usable modes gets one: the centre of the library.
    """
    modes = moment.taste.modes
    size = moment.catalogue.vectors.shape[1]
    if modes.ndim == 2 and modes.shape[0] and modes.shape[1] == size and np.isfinite(modes).all():
        return modes
    return moment.catalogue.centre[None, :]


SIGNALS = (
    Signal(name="energy_fit", meaning="its energy suits the hour", privacy=Privacy.CLOCK,
           reads="the hour, and how energetic your music is at it", default_weight=0.6,
           values=energy_fit),
    Signal(name="sound", meaning="it has the sound the show asks for", privacy=Privacy.NONE,
           reads="the song's genres and what a model hears in it", default_weight=0.8,
           values=sound),
    Signal(name="style", meaning="it sounds like your music", privacy=Privacy.HISTORY,
           reads="the sound of what you play, as up to three centres of taste",
           default_weight=1.0, values=style),
    Signal(name="unity", meaning="it is close to what you play most at this time of day",
           privacy=Privacy.HISTORY, reads="the sound of what you play at this time of day",
           default_weight=0.0, values=unity),
    Signal(name="variety", meaning="it is unlike the other songs", privacy=Privacy.HISTORY,
           reads="the sound of the songs and of your music", default_weight=0.0, values=variety),
)  # fmt: skip
