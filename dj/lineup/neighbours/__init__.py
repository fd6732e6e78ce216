"""Which songs sound alike: the neighbour indexes behind one small interface."""

from dj.lineup.neighbours.choose import ANNOY_FROM, open_index

__all__ = ["ANNOY_FROM", "open_index"]
