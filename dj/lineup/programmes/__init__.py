"""What makes one show unlike another: editions that differ, releases, mixes, seeds, what goes on.

Each file turns one field of a show, or one thing that was asked for, into a part of a `Brief`.
"""

from dj.lineup.programmes.arranging import arranged
from dj.lineup.programmes.mixes import mixes

__all__ = ["arranged", "mixes"]
