"""What of a table may be learned from: nothing that could tell of one person alone.

Items that fewer than `LEAST_LISTENERS` people have played are left out.
"""

import numpy as np
from scipy import sparse

from dj.listeners.colisten.table import Table

LEAST_LISTENERS = 2
LEAST_ITEMS = 5
"""Whoever played fewer different things says too little about what belongs together."""
MOST_ITEMS = 2000
"""Of whoever played more, only the most played count: one collector must not outweigh everybody."""


def kept(table: Table) -> Table:
    """Leave out what too few have played and who has played too little; see the limits above."""
    plays = _capped(table.plays)
    items = np.flatnonzero(plays.getnnz(axis=0) >= LEAST_LISTENERS)
    plays = plays[:, items]
    plays = plays[np.flatnonzero(plays.getnnz(axis=1) >= LEAST_ITEMS)]
    # Whoever has just gone may have been the second listener of an item.
    still = np.flatnonzero(plays.getnnz(axis=0) >= LEAST_LISTENERS)
    place = {int(item): new for new, item in enumerate(items[still])}
    return Table(
        plays=plays[:, still].tocsr(),
        names=tuple(table.names[item] for item in place),
        keys=tuple((key, place[item]) for key, item in table.keys if item in place),
    )


def _capped(plays: sparse.csr_matrix) -> sparse.csr_matrix:
    long = np.flatnonzero(plays.getnnz(axis=1) > MOST_ITEMS)
    if not len(long):
        return plays
    capped = plays.copy()
    for row in long:
        span = slice(capped.indptr[row], capped.indptr[row + 1])
        rest = np.argsort(-capped.data[span], kind="stable")[MOST_ITEMS:]
        capped.data[span.start + rest] = 0
    capped.eliminate_zeros()
    return capped
