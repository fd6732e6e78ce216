"""Where candidates come from: each source ranks a few hundred songs in its own way.

A source knows nothing of the others; `candidates.py` fuses their rankings. A source that has
nothing to go by (no history, no vectors, no years) gives an empty ranking.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dj.lineup.moment import DAY_S, Moment
from dj.lineup.signals import Rows, Values, similar
from dj.model.names import fold

UNHEARD_DAYS = 60.0
"""A song played before, and not for so long, is long unheard."""
FAVOURITE_ARTISTS = 50
"""So many best-liked artists are asked for songs."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Request:
    """What a source may use."""

    moment: Moment
    near: Sequence[Rows]
    """For each centre of taste, catalogue rows from the nearest on; wider than `count`."""
    open: NDArray[np.bool_]
    """Catalogue rows that may play at all, shape (n,)."""
    count: int
    """Songs wanted from each ranking."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One way to propose songs."""

    name: str
    meaning: str
    """Why its songs are proposed, in plain words."""
    rank: Callable[[Request], list[Rows]]
    """Rankings of open catalogue rows, best first; several if there are several tastes."""


def neighbours(request: Request) -> list[Rows]:
    """Songs that sound nearest to each centre of taste."""
    return [ranked[request.open[ranked]][: request.count] for ranked in request.near]


def discoveries(request: Request) -> list[Rows]:
    """Songs near each centre of taste that the listener has never heard."""
    fresh = request.open & request.moment.never_heard()
    return [ranked[fresh[ranked]][: request.count] for ranked in request.near]


def favourites(request: Request) -> list[Rows]:
    """Best-liked and saved songs."""
    moment = request.moment
    liking = moment.liking + moment.liking_now
    return [_best(liking + moment.saved, request)]


def long_unheard(request: Request) -> list[Rows]:
    """Songs they played and have not for two months, best-liked first."""
    moment = request.moment
    days = moment.rested_s / DAY_S
    away = np.isfinite(days) & (days >= UNHEARD_DAYS) & (moment.plays > 0)
    liking = moment.liking + 1e-3
    return [_best(np.where(away, liking, 0.0), request)]


def artists(request: Request) -> list[Rows]:
    """Songs by the listener's best-liked artists."""
    taste, catalogue = request.moment.taste, request.moment.catalogue
    liking = np.zeros(len(catalogue))
    liked = [*taste.artist_affinity.items(), *taste.kept_artists.items()]
    ranked = sorted(liked, key=lambda item: (-item[1], item[0]))
    for name, value in ranked[:FAVOURITE_ARTISTS]:
        rows = list(catalogue.artist_rows.get(fold(name), ()))
        liking[rows] = np.maximum(liking[rows], value)
    return [_best(liking, request)]


def new(request: Request) -> list[Rows]:
    """Latest releases first; years that have not come yet are mistaken tags."""
    years = request.moment.catalogue.years
    return [_best(np.where(years <= request.moment.at.year, years, 0).astype(float), request)]


def hour(request: Request) -> list[Rows]:
    """Songs whose energy suits the hour."""
    return [_best(2.0 - np.abs(request.moment.catalogue.energy - request.moment.energy), request)]


def exploration(request: Request) -> list[Rows]:
    """Songs drawn by the session's chance."""
    return [_best(request.moment.jitter + 1e-9, request)]


def similar_listeners(request: Request) -> list[Rows]:
    """Songs that listeners with a like taste play, and then those of the artists they play."""
    taste, catalogue = request.moment.taste, request.moment.catalogue
    if not (taste.similar or taste.similar_artists):
        return []
    return [_best(similar(request.moment, np.arange(len(catalogue))), request)]


SOURCES: Mapping[str, Source] = {
    source.name: source
    for source in (
        Source(name="artists", meaning="by an artist you like", rank=artists),
        Source(name="discoveries", meaning="near your taste and never heard", rank=discoveries),
        Source(name="exploration", meaning="drawn by chance", rank=exploration),
        Source(name="favourites", meaning="liked or saved", rank=favourites),
        Source(name="hour", meaning="its energy suits the hour", rank=hour),
        Source(name="long-unheard", meaning="played before, not lately", rank=long_unheard),
        Source(name="neighbours", meaning="sounds like your taste", rank=neighbours),
        Source(name="new", meaning="a recent release", rank=new),
        Source(
            name="similar-listeners",
            meaning="played by listeners with a taste like yours",
            rank=similar_listeners,
        ),
    )
}
"""All sources by name, in the order of their names."""


def _best(liking: Values, request: Request) -> Rows:
    """Rank open rows with a liking above 0, highest first, ties in the order of ids."""
    rows = np.flatnonzero(request.open & (liking > 0))
    if rows.size > request.count:
        least = np.partition(liking[rows], rows.size - request.count)[rows.size - request.count]
        rows = rows[liking[rows] >= least]
    return rows[np.argsort(-liking[rows], kind="stable")][: request.count]
