"""Which works can play whole now, and what becomes of the movements of those that cannot.

A movement plays with its whole work, in order, or not at all. Whoever pins a movement means that
movement, and the rest of its work stays away. Where the other songs do not fill the session,
movements of works that cannot play whole do play alone, and the lineup says so.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from dj.lineup.moment import Moment


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Whole:
    """What is left to choose from, and which of it belongs together."""

    open: NDArray[np.bool_]
    """Songs that may play, shape (n,)."""
    works: tuple[tuple[int, ...], ...] = ()
    """Catalogue rows of the works that play whole or not at all."""
    shut: NDArray[np.bool_]
    """Songs that could play, but not with their whole work, shape (n,)."""
    relaxed: tuple[str, ...] = ()
    """Works that had to be taken apart, in plain words."""


def whole(
    moment: Moment, open_rows: NDArray[np.bool_], pinned: Collection[int], length_s: float
) -> Whole:
    """Keep works together.

    Args:
        moment: Its brief names the works.
        open_rows: Songs that may play, shape (n,).
        pinned: Rows that play in any case.
        length_s: Seconds of music wanted.
    """
    play_s = moment.catalogue.play_s
    shut = np.zeros(open_rows.size, np.bool_)
    works: list[tuple[int, ...]] = []
    torn: list[tuple[int, ...]] = []
    for rows in _rows_of(moment):
        held = set(rows) & set(pinned)
        if not held and open_rows[list(rows)].all() and play_s[list(rows)].sum() <= length_s:
            works.append(rows)
            continue
        alone = [row for row in rows if row not in held and open_rows[row]]
        shut[alone] = True
        torn += [rows] if alone and not held else []
    left = open_rows & ~shut
    if not torn or np.sum(play_s, where=left) >= min(length_s, np.sum(play_s, where=open_rows)):
        return Whole(open=left, works=tuple(works), shut=shut)
    freed = list(chain.from_iterable(torn))
    shut[freed] = False
    return Whole(
        open=open_rows & ~shut, works=tuple(works), shut=shut, relaxed=(taken_apart(torn),)
    )


def taken_apart(works: Sequence[Sequence[int]]) -> str:
    """Say that works had to be taken apart."""
    many = "one work" if len(works) == 1 else f"{len(works)} works"
    return f"There is no other way than to play movements of {many} without the rest."


def _rows_of(moment: Moment) -> list[tuple[int, ...]]:
    """Rows of each work; a song in two works belongs to the first, what is not there is missing."""
    row_of = moment.catalogue.row_of
    taken: set[int] = set()
    found: list[tuple[int, ...]] = []
    for work in moment.brief.works:
        rows = tuple(row_of[song] for song in work if song in row_of)
        if len(rows) > 1 and not taken & set(rows) and len(set(rows)) == len(rows):
            found.append(rows)
            taken.update(rows)
    return found
