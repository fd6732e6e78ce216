"""Songs like others: of those that are all that is asked for, the ones that sound nearest."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from dj.lineup.filters import Mask
from dj.lineup.nearness import nearness
from dj.lineup.wishes.names import Names
from dj.lineup.wishes.parts import Sort
from dj.lineup.wishes.weighing import Left, Weighed
from dj.model.show import Show
from dj.model.wish import Use
from dj.units import TrackId

LIKE = (Sort.LIKE, Sort.LIKE_TITLE)
_SEEDS = 20
"""Songs of one artist that a session grows from."""
_CHOICE = 3.0
"""Times the length of a session that the nearest songs last: enough to choose and order."""
_LEAST = 30
_UNTOLD = "nothing here tells how that sounds"


def seeds_of(weighed: Sequence[Weighed], names: Names) -> dict[TrackId, float]:
    """Return the songs that a session shall sound like, each as much as the others."""
    parts = [one.part for one in weighed if one.part.sort in LIKE and one.part.wished]
    rows = [row for part in parts for row in part.titles]
    for part in parts:
        if part.sort is Sort.LIKE:
            rows += names.rows(part.name)[:_SEEDS].tolist()
    return dict.fromkeys((names.catalogue.ids[row] for row in rows), 1.0)


def narrowed(
    weighed: Sequence[Weighed], remains: Left, names: Names, show: Show
) -> tuple[list[Weighed], Left]:
    """Keep the songs nearest to those that are named, a few times as many as the length needs.

    A wish that is soft only lets them come first.
    """
    seeds = seeds_of(weighed, names)
    if not seeds:
        return list(weighed), remains
    near = _nearest(seeds, remains, names, show)
    firm = any(one.part.sort in LIKE and one.part.wished and not one.part.soft for one in weighed)
    told = [_told(one, near) for one in weighed]
    return told, replace(remains, near=near) if near is not None and firm else remains


def _told(one: Weighed, near: Mask | None) -> Weighed:
    if one.part.sort not in LIKE or not one.part.wished:
        return one
    if near is None:
        return replace(one, use=Use.NOTHING, why=_UNTOLD)
    return one if one.part.soft else replace(one, use=Use.MUST, passing=near)


def _nearest(seeds: dict[TrackId, float], remains: Left, names: Names, show: Show) -> Mask | None:
    """Mark the nearest songs, shape (n,); None if nothing tells how far any is."""
    catalogue = names.catalogue
    rows = np.flatnonzero(remains.rows)
    value = nearness(catalogue, seeds, rows)
    if not value.any():
        return None
    order = rows[np.lexsort((rows, -value))]
    lasting = np.cumsum(catalogue.play_s[order])
    count = int(np.searchsorted(lasting, _CHOICE * show.length_s)) + 1
    marks = np.zeros(len(catalogue), np.bool_)
    marks[order[: max(count, _LEAST, round(_CHOICE * (show.songs or 0)))]] = True
    return marks
