"""What nobody decides: a turn of chance."""

from dj.lineup.moment import Moment
from dj.lineup.signals.signal import Privacy, Rows, Signal, Values


def exploration(moment: Moment, rows: Rows) -> Values:
    """Chance, from the session's seed: other seeds give other sessions."""
    return moment.jitter[rows]


SIGNALS = (
    Signal(name="exploration", meaning="a turn of chance", privacy=Privacy.NONE,
           reads="the session's seed", default_weight=0.6, values=exploration),
)  # fmt: skip
