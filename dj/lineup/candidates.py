"""The pool: from all that may play, the few hundred songs the sequencer chooses among, scored."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dj.interfaces import NeighbourIndex
from dj.lineup.calibrate import Kind, in_proportion, kinds
from dj.lineup.fusing import fuse
from dj.lineup.moment import Moment
from dj.lineup.pooling import DEEP, POOL, new_artist, pool_rows
from dj.lineup.signals import SIGNALS, Rows, Values, contributions, taste_centres, weights_of
from dj.lineup.sources import Request
from dj.lineup.themes import fits
from dj.lineup.variety import Likeness, likeness
from dj.model.show import Show, Theme

__all__ = ["LIBRARY", "POOL", "Candidates", "Shelf", "gather"]

OFF_TURN = 1.0 / 3.0
"""Share of the songs that chance sets aside in each session, unless the rules need them."""
LIBRARY = "library"
"""Source of a song that nobody proposed: it is there to give the sequencer more choice."""
_RANKED = (30, 600)
"""Least and greatest length of a ranking."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Candidates:
    """Candidates in the order of their ids; arrays have one value per candidate."""

    rows: Rows
    """Rows of the catalogue, rising."""
    contributions: Values
    """Shape (signals, candidates), in the order of `SIGNALS`."""
    scores: Values
    """Sum of the contributions."""
    proposals: Sequence[Mapping[str, float]]
    """For each, source → what it gave to its place in the fused ranking; empty if none did."""
    fits: Mapping[Theme, Values]
    """Fit of each candidate to each theme, 0 to 1."""
    off_turn: NDArray[np.bool_]
    """Candidates that are not on their turn in this session: chance gives each two of three."""
    kinds: tuple[Kind, ...]
    """Kinds of music that the listener plays, with what the candidates are of."""
    likeness: Likeness | None
    """What the listener's dial asks of the songs together; None in its middle."""
    new_artist: NDArray[np.bool_]
    """Candidates of which a listener with a history has never heard an artist."""

    @property
    def sources(self) -> tuple[tuple[str, ...], ...]:
        """Names of the sources that proposed each."""
        return tuple(map(self.proposers, range(self.rows.size)))

    def proposers(self, place: int) -> tuple[str, ...]:
        """Names of the sources that proposed one candidate."""
        return tuple(self.proposals[place]) or (LIBRARY,)

    def relevance(self) -> Values:
        """Scores spread over 0 to 1: the pool's worst is 0, its best 1."""
        low, high = float(self.scores.min()), float(self.scores.max())
        if high <= low:
            return np.full(self.scores.size, 0.5)
        return (self.scores - low) / (high - low)

    def signals(self, place: int) -> dict[str, float]:
        """Contributions to one candidate's score, by signal; what says nothing is left out."""
        values = zip(SIGNALS, self.contributions[:, place].tolist(), strict=True)
        return {name: value for name, value in values if value}


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Shelf:
    """The neighbour index and the catalogue rows that it knows."""

    index: NeighbourIndex
    rows: Rows


def gather(
    moment: Moment, shelf: Shelf, show: Show, open_rows: NDArray[np.bool_], must: Sequence[int]
) -> Candidates:
    """Ask the sources, fuse their rankings and fill the pool.

    Args:
        moment: Listener, time and catalogue.
        shelf: Where neighbours are found.
        show: Its weights, sources and clock.
        open_rows: Catalogue rows that may play, shape (n,).
        must: Rows that are in the pool whatever the sources say.
    """
    count = int(np.clip(np.count_nonzero(open_rows) // 4, *_RANKED))
    near = _near(moment, shelf, 3 * count)
    request = Request(moment=moment, near=near, open=open_rows, count=count)
    fused = fuse(request, show, moment.jitter, DEEP)
    rows = pool_rows(moment, show, open_rows, fused.rows, must)
    lean = moment.brief.lean
    weights = {name: weight * lean.get(name, 1.0) for name, weight in weights_of(show).items()}
    values = contributions(moment, rows, weights)
    return Candidates(
        rows=rows,
        contributions=values,
        scores=np.round(values.sum(axis=0), 6),
        proposals=fused.proposals(rows),
        fits=fits(moment, rows),
        off_turn=moment.jitter[rows] < OFF_TURN,
        kinds=kinds(moment, rows) if in_proportion(moment, show) else (),
        likeness=likeness(moment.catalogue, rows, moment.taste.dials.diversity),
        new_artist=new_artist(moment, rows),
    )


def _near(moment: Moment, shelf: Shelf, wanted: int) -> list[Rows]:
    if not shelf.rows.size:
        return []
    wanted = min(wanted, shelf.rows.size)
    centres = [centre for centre in taste_centres(moment) if centre.any()]
    return [shelf.rows[shelf.index.query(centre, wanted)[0]] for centre in centres]
