"""What the listener's own plays, skips, saves and words say of this very song."""

import numpy as np

from dj.lineup.moment import DAY_S, Moment
from dj.lineup.signals.signal import Privacy, Rows, Signal, Values

REST_DAYS = 30.0
"""Days after which a song heard before is half rested, where the taste says nothing of it."""
APPETITE = 0.1
"""Share of new artists in what is played from which on novelty speaks in full."""


def affinity(moment: Moment, rows: Rows) -> Values:
    """How much they like this very track, as their taste says."""
    return moment.liking[rows]


def hour_affinity(moment: Moment, rows: Rows) -> Values:
    """How much they like this track at this time of day, as their taste says."""
    return moment.liking_now[rows]


def repeat(moment: Moment, rows: Rows) -> Values:
    """How ready a song heard before is to be heard again, as their taste says."""
    ready: Values = moment.share(moment.taste.repeat)[rows]
    return ready


def disliked(moment: Moment, rows: Rows) -> Values:
    """1 for a song that they said they do not like."""
    return moment.marks(moment.taste.disliked)[rows]


def rest(moment: Moment, rows: Rows) -> Values:
    """How long a song heard before has rested: 1 − 2^(−days ÷ its usual rest); 0 if never heard."""
    days, usual = moment.rested_s[rows] / DAY_S, moment.rest_days(REST_DAYS)[rows]
    rested: Values = 1.0 - np.exp2(-days / usual)
    rested[~np.isfinite(days)] = 0.0
    return rested


def novelty(moment: Moment, rows: Rows) -> Values:
    """1 for a song never heard by a listener with a history; half for one who never looks for any.

    Between, it goes by the share of new artists in what they played lately, up to `APPETITE`.
    """
    appetite = moment.taste.novelty_appetite
    hunger = 1.0 if appetite is None else min(1.0, 0.5 + 0.5 * appetite / APPETITE)
    return np.where(moment.has_history & ~moment.known[rows], hunger, 0.0)


def saves(moment: Moment, rows: Rows) -> Values:
    """1 for a song that they keep in a playlist."""
    return moment.saved[rows].astype(np.float64)


def skips(moment: Moment, rows: Rows) -> Values:
    """Share of its plays that they skipped, those at this time of day weighing more."""
    return moment.skip_rate[rows]


SIGNALS = (
    Signal(name="affinity", meaning="you like this song", privacy=Privacy.HISTORY,
           reads="plays of the song, how much of it was heard, skips, saves and likes",
           default_weight=1.0, values=affinity),
    Signal(name="disliked", meaning="you said you do not like it", privacy=Privacy.HISTORY,
           reads="what was said of the song", default_weight=-2.0, values=disliked),
    Signal(name="hour_affinity", meaning="you like this song at this hour", privacy=Privacy.CLOCK,
           reads="plays of the song near this hour and day of the week",
           default_weight=0.5, values=hour_affinity),
    Signal(name="novelty", meaning="you have never heard it here", privacy=Privacy.HISTORY,
           reads="whether the song was ever played, and how often you look for new artists",
           default_weight=0.3, values=novelty),
    Signal(name="repeat", meaning="you play it often these days", privacy=Privacy.HISTORY,
           reads="how long ago the song was played, each time", default_weight=0.2, values=repeat),
    Signal(name="rest", meaning="you have not heard it for a while", privacy=Privacy.HISTORY,
           reads="days since the song's latest play", default_weight=0.3, values=rest),
    Signal(name="saves", meaning="you saved it", privacy=Privacy.HISTORY,
           reads="playlists and likes", default_weight=0.5, values=saves),
    Signal(name="skips", meaning="you often skip it", privacy=Privacy.HISTORY,
           reads="plays of the song that were broken off", default_weight=-0.6, values=skips),
)  # fmt: skip
