"""What the songs just heard say: some songs tend to follow others."""

from dj.lineup.moment import Moment
from dj.lineup.signals.signal import Privacy, Rows, Signal, Values
from dj.units import TrackId

LOOKS_BACK = 3
"""So many of the latest songs say what may follow, each half as much as the one after it."""


def just_heard(moment: Moment) -> tuple[TrackId, ...]:
    """Songs that what comes continues, the last one last; empty if nothing was playing."""
    return (moment.brief.before or moment.taste.latest)[-LOOKS_BACK:]


def following(moment: Moment) -> dict[TrackId, float]:
    """Map songs that tend to follow the latest ones to how much, 0 to 1."""
    found: dict[TrackId, float] = {}
    for back, song in enumerate(reversed(just_heard(moment))):
        for after, value in moment.taste.follows.get(song, {}).items():
            found[after] = max(found.get(after, 0.0), value * 0.5**back)
    return found


def sequence(moment: Moment, rows: Rows) -> Values:
    """How much they play it after what was played just now."""
    return moment.share(following(moment))[rows]


SIGNALS = (
    Signal(
        name="sequence",
        meaning="you often play it after what you just heard",
        privacy=Privacy.HISTORY,
        reads="which song you play after which",
        default_weight=0.5,
        values=sequence,
    ),
)
