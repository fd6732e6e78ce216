"""What a radio grows from says: songs near to some others, by sound, artist and habit."""

import numpy as np

from dj.lineup.moment import Moment
from dj.lineup.nearness import nearness
from dj.lineup.signals.signal import Privacy, Rows, Signal, Values
from dj.units import TrackId

OF_SOUND = 0.8
"""Part of the value that goes by sound; the rest goes by artist and by what is played after it."""
OF_ARTIST = 0.1
OF_HABIT = 0.1


def seed(moment: Moment, rows: Rows) -> Values:
    """How near it is to the songs that the session grows from; 0 if it grows from none.

    `OF_SOUND` of it is the cosine, `OF_ARTIST` sharing an artist with one of them, and `OF_HABIT`
    being played right after one of them.
    """
    catalogue, seeds = moment.catalogue, moment.brief.seeds
    if not seeds:
        return np.zeros(rows.size)
    near = OF_SOUND * nearness(catalogue, seeds, rows)
    return near + OF_ARTIST * _by_their_artists(moment, rows) + OF_HABIT * _after(moment, rows)


def _by_their_artists(moment: Moment, rows: Rows) -> Values:
    artists, row_of = moment.catalogue.artists, moment.catalogue.row_of
    own = [row_of[song] for song in moment.brief.seeds if song in row_of]
    names = np.unique(artists.name[np.isin(artists.song, own)])
    return artists.best({artists.names[name]: 1.0 for name in names.tolist()})[rows]


def _after(moment: Moment, rows: Rows) -> Values:
    found: dict[TrackId, float] = {}
    for song in moment.brief.seeds:
        for after, value in moment.taste.follows.get(song, {}).items():
            found[after] = max(found.get(after, 0.0), value)
    return moment.share(found)[rows]


SIGNALS = (
    Signal(name="seed", meaning="it is close to what this session grows from",
           privacy=Privacy.HISTORY, reads="what you named, and what you play after it",
           default_weight=1.0, values=seed),
)  # fmt: skip
