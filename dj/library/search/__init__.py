"""Search the library by words: names, tags and what editors say; tolerant of slips and scripts."""

from dj.library.search.searching import NEAR_TIE, search

__all__ = ["NEAR_TIE", "search"]
