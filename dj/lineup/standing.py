"""How things stand before songs are proposed: which may play, what is asked for, how many and long.

An order that an editor has settled is not chosen among: what may not play is left out, pins go to
their positions, and the list ends where the show does.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from dj.errors import NotEnoughTracks
from dj.lineup.asks import Asks, asked, pinned
from dj.lineup.moment import Moment
from dj.lineup.playable import allowed, broken, playable
from dj.lineup.programme import LONGEST_SONGS
from dj.lineup.works import whole
from dj.model.show import Show


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Standing:
    """What is settled before songs are proposed; songs are catalogue rows."""

    open: NDArray[np.bool_]
    """Songs that may play, shape (n,)."""
    asks: Asks
    works: tuple[tuple[int, ...], ...] = ()
    """Works that play whole or not at all."""
    count: int | None = None
    """Number of songs; None lets the length decide."""
    length_s: float | None = None
    """Length wanted; None lets the number of songs decide."""
    relaxed: tuple[str, ...] = ()
    """Rules that had to bend, in plain words."""


def stand(moment: Moment, show: Show, join_s: float) -> Standing:
    """Settle what can be settled without weighing anything.

    Raises:
        NotEnoughTracks: if not one song may play.
        ConfigError: if a pin is unknown, below 0 or used twice.
    """
    pins, dropped = pinned(moment, show.rules)
    if moment.brief.order:
        return _ordered(moment, show, pins, dropped, join_s)
    length_s = _music_s(moment, show)
    left = playable(moment, show.rules, length_s)
    kept = whole(moment, left.open, pins.values(), length_s)
    asks = asked(moment, show.rules, kept.open, pins)
    fixed = moment.brief.count if moment.brief.count is not None else show.songs
    return Standing(
        open=kept.open, works=kept.works, asks=replace(asks, said=(*dropped, *asks.said)),
        count=fixed, length_s=show.length_s if show.songs is None else None,
        relaxed=(*left.relaxed, *kept.relaxed),
    )  # fmt: skip


def _music_s(moment: Moment, show: Show) -> float:
    """Seconds of music that the session will take, before joins."""
    if show.songs is None:
        return show.length_s
    return show.songs * float(moment.catalogue.play_s.mean()) if len(moment.catalogue) else 0.0


def _ordered(
    moment: Moment, show: Show, pins: Mapping[int, int], dropped: tuple[str, ...], join_s: float
) -> Standing:
    listed = dict.fromkeys(
        int(row)
        for row in moment.catalogue.rows_of(moment.brief.order)
        if row < len(moment.catalogue)
    )
    may = allowed(moment, show.rules)
    songs = [row for row in listed if may[row] and row not in pins.values()]
    for position, row in sorted(pins.items()):
        songs.insert(position, row)
    if not songs:
        raise NotEnoughTracks(needed=1, found=0, reason=_nothing(moment, show, list(listed)))
    count = _enough(moment, show, songs, join_s)
    said = [*dropped]
    if barred := sum(not may[row] for row in listed if row not in pins.values()):
        said.append(f"{barred} of {len(listed)} songs of the order may not play and are left out.")
    if count < len(songs):
        said.append(f"The first {count} of {len(songs)} songs of the order fill the session.")
    chosen = tuple(songs[:count])
    only = np.zeros(len(moment.catalogue), np.bool_)
    only[list(chosen)] = True
    held = {place: row for place, row in enumerate(chosen) if row in pins.values()}
    return Standing(open=only, asks=Asks(pins=held, order=chosen, said=tuple(said)),
                    length_s=show.length_s if show.songs is None else None)  # fmt: skip


def _nothing(moment: Moment, show: Show, listed: Sequence[int]) -> str:
    if not listed:
        return "none of the songs of the order is in the library"
    marks = np.zeros(len(moment.catalogue), np.bool_)
    marks[listed] = True
    against = {
        reason: int((rows & marks).sum()) for reason, rows in broken(moment, show.rules).items()
    }
    return f"of the songs of the order most were {max(against, key=against.__getitem__)}"


def _enough(moment: Moment, show: Show, songs: Sequence[int], join_s: float) -> int:
    """How many songs of an order come nearest to what was asked for."""
    fixed = moment.brief.count if moment.brief.count is not None else show.songs
    greatest = min(len(songs), LONGEST_SONGS)
    if fixed is not None:
        return max(1, min(fixed, greatest))
    lengths = np.cumsum(moment.catalogue.play_s[list(songs[:greatest])])
    lengths += join_s * np.arange(greatest)
    return int(np.abs(lengths - show.length_s).argmin()) + 1
