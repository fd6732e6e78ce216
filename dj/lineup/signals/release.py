"""What the song's age says: some people play what came out lately, some what is forty years old."""

import numpy as np

from dj.lineup.moment import Moment
from dj.lineup.signals.signal import Privacy, Rows, Signal, Values
from dj.model.listening import RELEASE_AGES


def release_date(moment: Moment, rows: Rows) -> Values:
    """How much they play releases of this age: the age's share of plays, relative to the most.

    0 where the year or the listener's ages are not known.
    """
    shares = np.array(moment.taste.release_ages)
    if shares.size != len(RELEASE_AGES) + 1 or not shares.max(initial=0.0) > 0.0:
        return np.zeros(rows.size)
    years = moment.catalogue.years[rows]
    age = np.maximum(0, moment.at.year - years)
    value = (shares / shares.max())[np.searchsorted(RELEASE_AGES, age, side="right")]
    return np.where(years > 0, value, 0.0)


SIGNALS = (
    Signal(name="release_date", meaning="it is as new as the music you play",
           privacy=Privacy.HISTORY, reads="how old the releases were when you played them",
           default_weight=0.3, values=release_date, version=2),
)  # fmt: skip
