"""Let one copy of a recording stand for all of them, and their listens count for it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from dj.model.analysis import Song
from dj.model.listening import Listen, Save, Tally
from dj.units import TrackId

_Row = TypeVar("_Row", Listen, Save, Tally)


def fold(
    songs: Sequence[Song], groups: Iterable[Sequence[TrackId]]
) -> tuple[tuple[Song, ...], Mapping[TrackId, TrackId]]:
    """Return the songs without further copies, and which song stands for each one left out.

    Args:
        songs: those that could play.
        groups: track ids of copies, the best first; the first of each that is there stays.
    """
    there = {song.id for song in songs}
    stands: dict[TrackId, TrackId] = {}
    for group in groups:
        present = [track_id for track_id in group if track_id in there and track_id not in stands]
        stands.update(dict.fromkeys(present[1:], present[0] if present else TrackId("")))
    return tuple(song for song in songs if song.id not in stands), stands


def refer(stands: Mapping[TrackId, TrackId], rows: Iterable[_Row]) -> tuple[_Row, ...]:
    """Let listens or saves of copies that were left out count for the one that stands for them."""
    return tuple(
        replace(row, track_id=stands[row.track_id])
        if row.track_id is not None and row.track_id in stands
        else row
        for row in rows
    )
