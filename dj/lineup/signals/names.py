"""What the song's artists and genres say, by what the listener plays of them."""

import numpy as np

from dj.lineup.moment import Moment
from dj.lineup.signals.signal import Privacy, Rows, Signal, Values


def artist_affinity(moment: Moment, rows: Rows) -> Values:
    """How much they play or keep songs of its best-liked credited artist."""
    taste, artists = moment.taste, moment.catalogue.artists
    return np.maximum(artists.best(taste.artist_affinity, rows),
                      artists.best(taste.kept_artists, rows))  # fmt: skip


def artist_hour_affinity(moment: Moment, rows: Rows) -> Values:
    """How much they play its best-liked credited artist at this time of day."""
    return moment.catalogue.artists.best(moment.taste.artist_hour_affinity, rows)


def tag_affinity(moment: Moment, rows: Rows) -> Values:
    """How much they play its genres, on the mean of those it is tagged with."""
    return moment.catalogue.genres.mean(moment.taste.tag_affinity, rows)


def tag_hour_affinity(moment: Moment, rows: Rows) -> Values:
    """How much they play its genres at this time of day."""
    return moment.catalogue.genres.mean(moment.taste.tag_hour_affinity, rows)


SIGNALS = (
    Signal(name="artist_affinity", meaning="you like this artist", privacy=Privacy.HISTORY,
           reads="plays and saves of the song's artists", default_weight=0.5,
           values=artist_affinity),
    Signal(name="artist_hour_affinity", meaning="you play this artist at this time of day",
           privacy=Privacy.HISTORY, reads="plays of its artists near this hour and day",
           default_weight=0.6, values=artist_hour_affinity),
    Signal(name="tag_affinity", meaning="you like this kind of music", privacy=Privacy.HISTORY,
           reads="plays of the song's genres", default_weight=0.2, values=tag_affinity),
    Signal(name="tag_hour_affinity", meaning="you like this kind of music at this time of day",
           privacy=Privacy.HISTORY, reads="plays of its genres near this hour and day",
           default_weight=0.7, values=tag_hour_affinity),
)  # fmt: skip
