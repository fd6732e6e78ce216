"""What speaks for a song, for this listener, now: a registry of small functions.

Each signal gives every candidate a value from 0 to 1. Its contribution to the song's score is its
weight times that value, and the score is the plain sum of the contributions, so that the reason a
host gives can be checked against the arithmetic. A value of 0 always means "says nothing".

One file per kind of evidence, each with its tuple of signals; `registry` knows them all.
"""

from dj.lineup.signals.company import OF_ARTIST
from dj.lineup.signals.registry import SIGNALS, contributions, unknown, weights_of
from dj.lineup.signals.sequence import following
from dj.lineup.signals.signal import Privacy, Rows, Signal, Values
from dj.lineup.signals.sounds import style, taste_centres

__all__ = [
    "OF_ARTIST",
    "SIGNALS",
    "Privacy",
    "Rows",
    "Signal",
    "Values",
    "contributions",
    "following",
    "style",
    "taste_centres",
    "unknown",
    "weights_of",
]
