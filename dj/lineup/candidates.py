"""The pool: from all that may play, the few hundred songs the sequencer chooses among.

Rankings of all sources are fused by reciprocal rank, RRF = Σ 1 / (60 + rank) (Cormack, Clarke and
Büttcher, SIGIR 2009). No artist may fill the pool, and each theme of the clock gets its share, so
that the sequencer has a choice in every segment.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dj.errors import ConfigError
from dj.interfaces import NeighbourIndex
from dj.lineup.credits import credits_of
from dj.lineup.moment import Moment
from dj.lineup.signals import SIGNALS, Rows, Values, contributions, taste_centres, weights_of
from dj.lineup.sources import SOURCES, Request
from dj.lineup.themes import fits, truly
from dj.model.show import Show, Theme

POOL = 500
"""Most songs in the pool."""
_LEAST_POOL = 300
_POOL_PER_HOUR = 300
"""A longer show needs more choice."""
OFF_TURN = 1.0 / 3.0
"""Share of the songs that chance sets aside in each session, unless the rules need them."""
RRF_K = 60.0
LIBRARY = "library"
"""Source of a song that nobody proposed: it is there to give the sequencer more choice."""
_THEME_SHARE = 60
"""Songs of the pool that each theme of the clock may claim."""
_ARTIST_SONGS = 12
"""Songs by one artist, before the pool is topped up; a third with all diversity, or three times."""
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
    sources: tuple[tuple[str, ...], ...]
    """Names of the sources that proposed each."""
    fits: Mapping[Theme, Values]
    """Fit of each candidate to each theme, 0 to 1."""
    off_turn: NDArray[np.bool_]
    """Candidates that are not on their turn in this session: chance gives each two of three."""

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
    count = int(np.clip(open_rows.sum() // 4, *_RANKED))
    rankings = _rankings(moment, shelf, show, open_rows, count)
    fused = np.zeros(len(moment.catalogue))
    for _, ranked in rankings:
        fused[ranked] += 1.0 / (RRF_K + 1.0 + np.arange(ranked.size))
    rows = _pool_rows(moment, show, open_rows, fused, must)
    values = contributions(moment, rows, weights_of(show))
    return Candidates(
        rows=rows,
        contributions=values,
        scores=np.array([sum(column) for column in values.T.tolist()]),
        sources=_proposers(rankings, rows, len(moment.catalogue)),
        fits=fits(moment, rows),
        off_turn=moment.jitter[rows] < OFF_TURN,
    )


def _rankings(
    moment: Moment, shelf: Shelf, show: Show, open_rows: NDArray[np.bool_], count: int
) -> list[tuple[str, Rows]]:
    names = show.seeds or tuple(SOURCES)
    unknown = sorted(set(names) - set(SOURCES))
    if unknown:
        raise ConfigError(
            f"there is no source {unknown[0]!r}; known: {', '.join(SOURCES)}.",
            where=f"show {show.name}: seeds",
            hint="Check the spelling.",
        )
    near = _near(moment, shelf, 3 * count)
    request = Request(moment=moment, near=near, open=open_rows, count=count)
    return [(name, ranked) for name in names for ranked in SOURCES[name].rank(request)]


def _near(moment: Moment, shelf: Shelf, wanted: int) -> list[Rows]:
    if not shelf.rows.size:
        return []
    wanted = min(wanted, shelf.rows.size)
    centres = [centre for centre in taste_centres(moment) if centre.any()]
    return [shelf.rows[shelf.index.query(centre, wanted)[0]] for centre in centres]


def _pool_rows(
    moment: Moment, show: Show, open_rows: NDArray[np.bool_], fused: Values, must: Sequence[int]
) -> Rows:
    chosen = dict.fromkeys(must)
    every = np.flatnonzero(open_rows)
    size = int(np.clip(_POOL_PER_HOUR * show.length_s / 3600.0, _LEAST_POOL, POOL))
    if every.size + len(chosen) <= POOL:
        return np.array(sorted({*chosen, *every.tolist()}), np.int64)
    # Not every song was proposed; the others follow in an order that chance gives.
    order = every[np.lexsort((moment.jitter[every], -fused[every]))][: 8 * POOL]
    chosen |= dict.fromkeys(_theme_rows(moment, show, order)[: max(0, size - len(chosen))])
    chosen |= dict.fromkeys(_spread(moment, order, size, set(chosen)))
    chosen |= dict.fromkeys(order.tolist())
    return np.array(sorted(list(chosen)[: max(size, len(must))]), np.int64)


def _theme_rows(moment: Moment, show: Show, order: Rows) -> list[int]:
    """First songs of the fused ranking that truly fit each theme of the clock."""
    wanted = dict.fromkeys(segment.theme for segment in show.clock)
    found: list[int] = []
    for theme, fit in fits(moment, order).items():
        if theme in wanted and theme is not Theme.MOOD:
            rows = order[truly(fit)]
            found += _spread(moment, rows, _THEME_SHARE, set())
    return found


def _spread(moment: Moment, order: Rows, count: int, taken: set[int]) -> list[int]:
    """Take songs in order, but no more than a few by one artist."""
    songs = moment.catalogue.songs
    most = round(_ARTIST_SONGS * 3.0 ** (1.0 - 2.0 * moment.taste.dials.diversity))
    by_artist: dict[str, int] = {}
    found: list[int] = []
    for row in order.tolist():
        if len(found) + len(taken) >= count:
            break
        names = credits_of(songs[row].track)
        full = any(by_artist.get(name, 0) >= most for name in names)
        if row in taken or full:
            continue
        found.append(row)
        by_artist.update((name, by_artist.get(name, 0) + 1) for name in names)
    return found


def _proposers(
    rankings: Sequence[tuple[str, Rows]], rows: Rows, size: int
) -> tuple[tuple[str, ...], ...]:
    marks: dict[str, NDArray[np.bool_]] = {}
    for name, ranked in rankings:
        marks.setdefault(name, np.zeros(size, np.bool_))[ranked] = True
    names = sorted(marks)
    return tuple(
        tuple(name for name in names if marks[name][row]) or (LIBRARY,) for row in rows.tolist()
    )
