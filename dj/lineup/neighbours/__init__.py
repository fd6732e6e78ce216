"""Which songs sound alike: the neighbour indexes behind one small interface."""

from dj.lineup.neighbours.choose import ANNOY_FROM, keep_index, kept_index, open_index
from dj.lineup.neighbours.report import IndexReport, reported

__all__ = ["ANNOY_FROM", "IndexReport", "keep_index", "kept_index", "open_index", "reported"]
