"""What is settled before songs are chosen, found in the catalogue; and what cannot be had.

A wish that cannot be met is a sentence, not an error: only a pin to a track that is not there, or
pinned twice, is somebody's mistake.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from dj.errors import ConfigError
from dj.lineup.catalogue import Catalogue
from dj.lineup.moment import Moment
from dj.lineup.playable import broken
from dj.model.show import Rules
from dj.units import TrackId


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Asks:
    """Songs asked for, as catalogue rows (later as places in the pool)."""

    pins: Mapping[int, int]
    """Position → song."""
    must: tuple[int, ...] = ()
    """Play somewhere, as far as rules and length allow."""
    first: tuple[int, ...] = ()
    """One of these plays first."""
    last: tuple[int, ...] = ()
    """One of these plays last."""
    order: tuple[int, ...] = ()
    """If any, these play in this order and nothing else; pins are in it."""
    said: tuple[str, ...] = ()
    """What cannot be had, in plain words."""

    @property
    def held(self) -> tuple[int, ...]:
        """All songs that the pool must hold."""
        return tuple(
            dict.fromkeys((*self.pins.values(), *self.must, *self.first, *self.last, *self.order))
        )

    def within(self, rows: NDArray[np.int64]) -> "Asks":
        """Name songs by their place among some rows; those that are not there are left out."""
        places = {row: place for place, row in enumerate(rows.tolist())}

        def renamed(songs: Iterable[int]) -> tuple[int, ...]:
            return tuple(places[song] for song in songs if song in places)

        return replace(
            self,
            pins={position: places[song] for position, song in self.pins.items()},
            must=renamed(self.must),
            first=renamed(self.first),
            last=renamed(self.last),
            order=renamed(self.order),
        )


def pinned(moment: Moment, rules: Rules) -> tuple[dict[int, int], tuple[str, ...]]:
    """Find the row of each position pinned, and say which pins may not play.

    Raises:
        ConfigError: if a pin is unknown, below 0 or used twice.
    """
    rows: dict[int, int] = {}
    dropped: list[str] = []
    for position, track_id in sorted(moment.brief.pins.items()):
        row = _pinned_row(moment.catalogue, position, track_id, rows.values())
        if why := moment.taste.barred.get(track_id, ""):
            dropped.append(f"The song pinned to position {position} may not play: {why}.")
        elif moment.catalogue.explicit[row] and not rules.allow_explicit:
            dropped.append(f"The song pinned to position {position} is explicit and may not play.")
        elif track_id in moment.brief.without:
            dropped.append(f"The song pinned to position {position} is left out of this session.")
        else:
            rows[position] = row
    return rows, tuple(dropped)


def asked(
    moment: Moment, rules: Rules, open_rows: NDArray[np.bool_], pins: Mapping[int, int]
) -> Asks:
    """Find what else was asked for among the songs that may play."""
    brief, free = moment.brief, open_rows.copy()
    free[list(pins.values())] = True
    must = _rows(moment.catalogue, brief.must)
    said = [_why_not(moment, rules, row) for row in must if not free[row]]
    ends = {}
    for end, wanted in (("first", brief.first), ("last", brief.last)):
        ends[end] = tuple(row for row in _rows(moment.catalogue, wanted) if free[row])
        if wanted and not ends[end]:
            said.append(f"None of the songs that should play {end} may play.")
    return Asks(pins=pins, must=tuple(row for row in must if free[row]), said=tuple(said), **ends)


def _pinned_row(
    catalogue: Catalogue, position: int, track_id: TrackId, taken: Collection[int]
) -> int:
    row = catalogue.row_of.get(track_id)
    if row is None or position < 0 or row in taken:
        raise ConfigError(
            f"position {position} cannot hold track {str(track_id)[:100]!r}: the position "
            "must be 0 or more, the track in the library and pinned once.",
            where="pins",
            hint="Take the pin away, or pin another track.",
        )
    return row


def _rows(catalogue: Catalogue, track_ids: Iterable[TrackId]) -> list[int]:
    return sorted(catalogue.row_of[song] for song in track_ids if song in catalogue.row_of)


def _why_not(moment: Moment, rules: Rules, row: int) -> str:
    label = moment.catalogue.songs[row].track.label
    reasons = [reason for reason, rows in broken(moment, rules).items() if rows[row]]
    return f"“{label}” should play, but is {reasons[0]}." if reasons else (
        f"“{label}” should play, but rests now.")  # fmt: skip
