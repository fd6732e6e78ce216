"""Which songs the sequencer may choose among: from the fused ranking to a few hundred.

No artist may fill the pool. Each theme of the clock, each kind of music that the listener plays,
and both sides of the band of new artists get their share, so that the sequencer has a choice.
"""

from collections.abc import Collection, Iterable, Iterator

import numpy as np
from numpy.typing import NDArray

from dj.lineup.calibrate import in_proportion, kinds
from dj.lineup.moment import Moment
from dj.lineup.signals import Rows
from dj.lineup.themes import fits, truly
from dj.model.show import Rules, Show, Theme

POOL = 500
"""Most songs in the pool, beyond those that must be there."""
_LEAST_POOL = 300
_POOL_PER_HOUR = 300
"""A longer show needs more choice."""
_SIDE_SHARE = 60
"""Songs of the pool that each theme of the clock and each side of a band may claim."""
_KIND_TIMES = 0.5
"""Part of the pool, times its share, that each kind of music may claim."""
_LEAST_KIND = 4
_ARTIST_SONGS = 12
"""Songs by one artist, before the pool is topped up; a third with all diversity, or three times."""
DEEP = 4 * POOL
"""So many of the best proposals are looked at."""

Mask = NDArray[np.bool_]


def pool_rows(
    moment: Moment, show: Show, open_rows: Mask, proposed: Rows, pinned: Collection[int]
) -> Rows:
    """Choose rows of the catalogue, rising.

    Args:
        moment: Listener, time and catalogue.
        show: Its length, clock and rules.
        open_rows: Rows that may play, shape (n,).
        proposed: Rows that sources proposed, best first.
        pinned: Rows that are there whatever anybody says.
    """
    chosen = dict.fromkeys(pinned)
    if np.count_nonzero(open_rows) + len(chosen) <= POOL:
        return np.array(sorted({*chosen, *np.flatnonzero(open_rows).tolist()}), np.int64)
    size = int(np.clip(_POOL_PER_HOUR * show.length_s / 3600.0, _LEAST_POOL, POOL))
    order = _topped_up(moment, open_rows, proposed[:DEEP], size)
    for rows in _claims(moment, show, order, size):
        chosen |= dict.fromkeys(rows[: max(0, size - len(chosen))])
    fresh = order[np.isin(order, list(chosen), invert=True)]
    chosen |= dict.fromkeys(_spread(moment, fresh, max(0, size - len(chosen))))
    chosen |= dict.fromkeys(fresh.tolist()[: max(0, size - len(chosen))])
    return np.array(sorted(_whole(moment, open_rows, chosen, frozenset(pinned))), np.int64)


def _whole(
    moment: Moment, open_rows: Mask, chosen: Iterable[int], pinned: frozenset[int]
) -> set[int]:
    """Complete the works of which a movement was chosen; drop those that cannot be."""
    found, catalogue = set(chosen), moment.catalogue
    if not moment.brief.works:
        return found
    ids = {catalogue.ids[row] for row in found}
    for work in moment.brief.works:
        if ids.isdisjoint(work):
            continue
        rows = catalogue.rows_of(work)
        known = rows[rows < len(catalogue)]
        if known.size == len(work) and open_rows[known].all():
            found |= set(known.tolist())
        else:
            found -= set(known.tolist()) - pinned
    return found


def _topped_up(moment: Moment, open_rows: Mask, proposed: Rows, size: int) -> Rows:
    """Let songs that nobody proposed follow, in an order that chance gives, if it takes them."""
    if proposed.size >= 2 * size:
        return proposed
    looked, size_all = 2 * DEEP, len(moment.catalogue)
    while True:
        drawn = moment.jitter.first(min(looked, size_all))
        fresh = drawn[open_rows[drawn] & ~np.isin(drawn, proposed)]
        if fresh.size >= 2 * size or looked >= size_all:
            return np.concatenate([proposed, fresh])[:DEEP]
        looked *= 4


def _claims(moment: Moment, show: Show, order: Rows, size: int) -> Iterator[list[int]]:
    """Yield songs, best first, that shall be in the pool for what they are."""
    wanted = dict.fromkeys(part.theme for part in show.clock if part.theme is not Theme.MOOD)
    for fit in fits(moment, order, wanted).values():
        yield _spread(moment, order[truly(fit)], _SIDE_SHARE)
    if _has_band(show.rules):
        new = new_artist(moment, order)
        yield _spread(moment, order[new], _SIDE_SHARE)
        yield _spread(moment, order[~new], _SIDE_SHARE)
    for kind in kinds(moment, order) if in_proportion(moment, show) else ():
        most = max(_LEAST_KIND, round(_KIND_TIMES * kind.share * size))
        known = (kind.amounts > 0) & (kind.amounts != kind.share)
        yield order[known][:most].tolist()


def _has_band(rules: Rules) -> bool:
    return rules.new_artists[0] > 0 or rules.new_artists[1] < 1


def new_artist(moment: Moment, rows: Rows) -> Mask:
    """Mark songs of which a listener with a history has heard no credited artist, shape (rows,).

    A song that credits nobody is not marked: nobody knows whose it is.
    """
    if not moment.has_history:
        return np.zeros(rows.size, np.bool_)
    names, owner = moment.catalogue.artists.carried(rows)
    credited, heard = np.zeros(rows.size, np.bool_), np.zeros(rows.size, np.bool_)
    credited[owner] = True
    heard[owner[moment.heard_artists[names]]] = True
    return credited & ~heard


def _spread(moment: Moment, order: Rows, count: int) -> list[int]:
    """Take songs in order, but no more than a few by one artist."""
    most = round(_ARTIST_SONGS * 3.0 ** (1.0 - 2.0 * moment.taste.dials.diversity))
    names, owner = moment.catalogue.artists.carried(order)
    turn = np.empty(names.size, np.int64)
    by_name = np.argsort(names, kind="stable")
    first = np.flatnonzero(np.diff(names[by_name], prepend=-1))
    turn[by_name] = np.arange(names.size) - np.repeat(first, np.diff(first, append=names.size))
    full = np.zeros(order.size, np.bool_)
    full[owner[turn >= most]] = True
    found: list[int] = order[~full][:count].tolist()
    return found
