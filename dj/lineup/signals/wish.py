"""What was asked for in words and need not be: how far a song is that."""

from dj.lineup.moment import Moment
from dj.lineup.signals.signal import Privacy, Rows, Signal, Values


def wish(moment: Moment, rows: Rows) -> Values:
    """How far it is what would be nice, 0 if nothing was wished for."""
    return moment.share(moment.brief.wish)[rows]


SIGNALS = (
    Signal(
        name="wish",
        meaning="it is what you asked for",
        privacy=Privacy.NONE,
        reads="what you asked for in words, and how the song sounds",
        default_weight=1.2,
        values=wish,
    ),
)
