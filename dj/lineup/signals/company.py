"""What other people say of the song: listeners with a like taste, all who share, editors."""

import numpy as np

from dj.lineup.moment import Moment
from dj.lineup.signals.signal import Privacy, Rows, Signal, Values

OF_ARTIST = 0.7
"""What a like taste's liking of an artist says of each song by them."""


def similar(moment: Moment, rows: Rows) -> Values:
    """How much listeners with a like taste play it, or `OF_ARTIST` of that for its artist."""
    artists = moment.catalogue.artists.best(moment.taste.similar_artists, rows)
    songs: Values = moment.similar[rows]
    return np.maximum(songs, OF_ARTIST * artists)


def popularity(moment: Moment, rows: Rows) -> Values:
    """How much better known it is than what they usually play; 0 if it is not, or nobody knows.

    Set against lists that are more popular than their listener (ΔGAP, Abdollahpouri et al. 2019).
    """
    known, liking = moment.share(moment.taste.popularity), moment.liking
    played = known[liking.rows]
    weight = liking.values * (played > 0)
    if not weight.sum() > 0:
        return np.zeros(rows.size)
    usual = float(np.average(played, weights=weight))
    above: Values = np.maximum(0.0, known[rows] - usual)
    return above


def editors(moment: Moment, rows: Rows) -> Values:
    """1 for a song that an editor stands for now."""
    return moment.marks(moment.brief.editors)[rows]


SIGNALS = (
    Signal(name="editors", meaning="an editor chose it", privacy=Privacy.NONE,
           reads="editors' pools that are open now", default_weight=0.5, values=editors),
    Signal(name="popularity", meaning="it is better known than what you usually play",
           privacy=Privacy.HISTORY,
           reads="how many of those who share play the song, and how many play your songs",
           default_weight=-0.3, values=popularity),
    Signal(name="similar", meaning="listeners with a taste like yours play it",
           privacy=Privacy.HISTORY, reads="plays of people who share theirs, where there are any",
           default_weight=0.4, values=similar),
)  # fmt: skip
