"""The truth that a recommender is measured by: would this song please this listener now?

The log odds rise with how near the song is to the tastes of the hour (the log of a mixture of von
Mises–Fisher densities), with a liking of the listener's own for each song, which no feature shows,
with the artist's phase, and with a home bonus; they fall with how picky the listener is.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np
from numpy.typing import NDArray

from dj.testing.world.catalogue import Artists, Tracks
from dj.testing.world.people import Person
from dj.testing.world.places import PLACES

USUAL = 2.6
"""Log odds of a song in the middle of one's taste."""
NEAR = 0.75
"""Log odds for each step of log density in the hour's tastes."""
OWN = 0.9
"""Log odds for one deviation of the liking that no feature shows."""
IN_PHASE = 4.0
"""Log odds for the whole of an artist's phase."""
HOME = 0.25

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Ear:
    """One listener before the whole catalogue."""

    person: Person
    near: Floats
    """sharpness · (cos − 1) for each mode and track, shape (modes, tracks), at most 0."""
    own: NDArray[np.float32]
    """A liking that no feature shows, one deviation is 1, shape (tracks,)."""
    at_home: NDArray[np.bool_]
    """Tracks by artists of the own country or language, shape (tracks,)."""
    artist: Ints
    """Artist of each track."""

    def log_odds(self, tracks: Ints, local: datetime, day: float) -> Floats:
        """Log odds that tracks please at a local time, `day` days into the history."""
        shares = self.person.mode_shares(local, day)
        density = np.log(shares @ np.exp(self.near[:, tracks]) + 1e-9)
        phase = np.zeros(tracks.size)
        for artist, share in self.person.phases_on(day):
            phase += share * (self.artist[tracks] == artist)
        odds: Floats = (
            USUAL - self.person.picky + NEAR * density + OWN * self.own[tracks]
            + IN_PHASE * phase + HOME * self.person.home * self.at_home[tracks]
        )  # fmt: skip
        return odds


def make_ear(person: Person, artists: Artists, tracks: Tracks, rng: np.random.Generator) -> Ear:
    """Put one listener before the catalogue."""
    centres = np.array([mode.centre for mode in person.modes])
    sharp = np.array([mode.sharpness for mode in person.modes])
    home = PLACES[person.country]
    of_artist = np.array(
        [
            place == person.country or language == home[1]
            for place, language in zip(artists.country.tolist(), artists.language, strict=True)
        ]
    )
    return Ear(
        person=person,
        near=sharp[:, None] * (centres @ tracks.style.T - 1.0),
        own=rng.standard_normal(tracks.artist.size, np.float32),
        at_home=of_artist[tracks.artist],
        artist=tracks.artist,
    )


def chance(log_odds: Floats | Sequence[float]) -> Floats:
    """Turn log odds into chances."""
    result: Floats = 1.0 / (1.0 + np.exp(-np.asarray(log_odds, np.float64)))
    return result
