"""Editions of a show that stays for a while: which songs are on their turn in which one.

Nothing is remembered from one edition to the next. Songs are dealt to a power of two of turns by a
hash of their ids, and editions take the turns in order. With half as many turns each holds two of
those before; so two editions in a row share no song, however the number of turns changes between.
"""

import zlib
from collections.abc import Collection, Mapping
from datetime import date

from dj.model.show import Refresh
from dj.units import TrackId

LEAST_TURNS = 2
MOST_TURNS = 8
"""A song that is not heard is on its turn again after so many editions, in a large library."""
CHOICE = 10
"""A turn holds at least so many times the songs of an edition, if it is not one of two."""
_WEEK_DAYS = 7
_SPREAD = 2_654_435_761
"""2³² divided by the golden ratio, odd (Knuth, The Art of Computer Programming, volume 3, 6.4)."""


def number(refresh: Refresh, day: date) -> int:
    """Number the editions of a show without a gap; weeks begin on Mondays."""
    days = day.toordinal() - 1  # day 1 of the calendar was a Monday
    return days // _WEEK_DAYS if refresh is Refresh.WEEK else days


def on_turn(
    songs: Collection[TrackId], edition: int, wanted: int, heads: Mapping[TrackId, TrackId]
) -> frozenset[TrackId]:
    """Return the songs that an edition may choose from.

    Args:
        songs: All that pass the show's filter.
        edition: Its number.
        wanted: Songs of an edition.
        heads: Movement → first of its work; they have their turn together.
    """
    turns = LEAST_TURNS
    while turns < MOST_TURNS and len(songs) >= 2 * turns * CHOICE * wanted:
        turns *= 2
    turn = edition % turns
    return frozenset(song for song in songs if _place(heads.get(song, song)) % turns == turn)


def _place(song: TrackId) -> int:
    # The checksums of names that differ in a digit differ in few bits; this spreads them.
    return (zlib.crc32(song.encode()) * _SPREAD & 0xFFFFFFFF) >> 16
