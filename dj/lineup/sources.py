"""Where candidates come from: each source ranks a few hundred songs in its own way.

A source knows nothing of the others; `candidates.py` fuses their rankings. A source that has
nothing to go by (no history, no vectors, no years) gives an empty ranking.
"""

from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dj.lineup.moment import DAY_S, Moment
from dj.lineup.signals import OF_ARTIST, Rows, Values, following
from dj.lineup.signals.seed import seed as seed_signal
from dj.lineup.sparse import Sparse, union
from dj.units import TrackId

UNHEARD_DAYS = 60.0
"""A song played before, and not for so long, is long unheard."""
FAVOURITE_ARTISTS = 50
"""So many best-liked artists are asked for songs."""
_AHEAD = 4
"""Times the songs wanted that are looked at first, and more so long as too few are open."""

Mask = NDArray[np.bool_]


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
    return [_first_open(ranked, request) for ranked in request.near]


def discoveries(request: Request) -> list[Rows]:
    """Songs near each centre of taste that the listener has never heard."""
    moment = request.moment
    if not moment.has_history:
        return []
    return [_first_open(ranked[~moment.known[ranked]], request) for ranked in request.near]


def favourites(request: Request) -> list[Rows]:
    """Best-liked and saved songs."""
    moment = request.moment
    rows = union(moment.liking.rows, moment.liking_now.rows, moment.saved.rows)
    liking = moment.liking[rows] + moment.liking_now[rows] + moment.saved[rows]
    return [_best(rows, liking, request)]


def long_unheard(request: Request) -> list[Rows]:
    """Songs they played and have not for two months, best-liked first."""
    moment = request.moment
    rows = moment.plays.rows
    days = moment.rested_s[rows] / DAY_S
    away = np.isfinite(days) & (days >= UNHEARD_DAYS) & (moment.plays[rows] > 0)
    return [_best(rows, np.where(away, moment.liking[rows] + 1e-3, 0.0), request)]


def artists(request: Request) -> list[Rows]:
    """Songs by the listener's best-liked artists."""
    taste = request.moment.taste
    liked = {**taste.artist_affinity}
    for name, value in taste.kept_artists.items():
        liked[name] = max(value, liked.get(name, 0.0))
    best = _most_liked(liked, FAVOURITE_ARTISTS)
    return [_best_of(request.moment.catalogue.artists.liked(best), request)]


def _most_liked(liked: Mapping[str, float], count: int) -> dict[str, float]:
    """Keep the best-liked, ties by name."""
    values = np.fromiter(liked.values(), np.float64, count=len(liked))
    least = np.sort(np.nan_to_num(values, nan=-np.inf))[-count:].min(initial=np.inf).item()
    near = ((name, value) for name, value in liked.items() if value >= least)
    return dict(sorted(near, key=lambda item: (-item[1], item[0]))[:count])


def new(request: Request) -> list[Rows]:
    """Latest releases first; years that have not come yet are mistaken tags."""
    catalogue, this_year = request.moment.catalogue, request.moment.at.year
    years = catalogue.years
    return [_walk(catalogue.by_year, request,
                  lambda rows: (years[rows] > 0) & (years[rows] <= this_year))]  # fmt: skip


def hour(request: Request) -> list[Rows]:
    """Songs whose energy suits the hour."""
    catalogue, wanted = request.moment.catalogue, request.moment.energy
    ordered, energy = catalogue.by_energy, catalogue.energy
    middle = bisect_left(ordered, wanted, key=lambda row: float(energy[row]))
    sides = (_walk(side, request) for side in (ordered[middle:], ordered[:middle][::-1]))
    near = np.concatenate(list(sides))
    return [_best(near, 2.0 - np.abs(energy[near] - wanted), request)]


def exploration(request: Request) -> list[Rows]:
    """Songs drawn by the session's chance."""
    share = np.count_nonzero(request.open) / max(1, request.open.size)
    drawn = request.moment.jitter.first(int(_AHEAD * request.count / max(share, 1e-3)))
    return [_first_open(drawn, request)]


def similar_listeners(request: Request) -> list[Rows]:
    """Songs that listeners with a like taste play, and then those of the artists they play."""
    moment = request.moment
    songs = moment.similar
    by_artist = moment.catalogue.artists.liked(moment.taste.similar_artists)
    rows = union(songs.rows, by_artist.rows)
    return [_best(rows, np.maximum(songs[rows], OF_ARTIST * by_artist[rows]), request)]


def sequence(request: Request) -> list[Rows]:
    """Songs that the listener plays after what was heard just now."""
    return [_best_of(request.moment.share(following(request.moment)), request)]


def editors(request: Request) -> list[Rows]:
    """Songs that editors stand for now, those of each pool in turn as listed."""
    turns: dict[str, int] = {}
    ranks: dict[TrackId, float] = {}
    for song, title in request.moment.brief.editors.items():
        turns[title] = turns.get(title, 0) + 1
        ranks[song] = 1.0 / turns[title]
    return [_best_of(request.moment.share(ranks), request)]


def seed(request: Request) -> list[Rows]:
    """Songs that are near to what the session grows from."""
    moment = request.moment
    if not moment.brief.seeds:
        return []
    rows = np.flatnonzero(request.open)
    return [_best(rows, seed_signal(moment, rows), request)]


def wish(request: Request) -> list[Rows]:
    """Songs that are what was asked for; of equals, those that chance sets first."""
    wanted = request.moment.share(request.moment.brief.wish)
    return [_best(wanted.rows, wanted.values + 1e-6 * request.moment.jitter[wanted.rows], request)]


SOURCES: Mapping[str, Source] = {
    source.name: source
    for source in (
        Source(name="artists", meaning="by an artist you like", rank=artists),
        Source(name="discoveries", meaning="near your taste and never heard", rank=discoveries),
        Source(name="editors", meaning="chosen by an editor", rank=editors),
        Source(name="exploration", meaning="drawn by chance", rank=exploration),
        Source(name="favourites", meaning="liked or saved", rank=favourites),
        Source(name="hour", meaning="its energy suits the hour", rank=hour),
        Source(name="long-unheard", meaning="played before, not lately", rank=long_unheard),
        Source(name="neighbours", meaning="sounds like your taste", rank=neighbours),
        Source(name="new", meaning="a recent release", rank=new),
        Source(name="seed", meaning="near to what the session grows from", rank=seed),
        Source(name="sequence", meaning="often played after what you just heard", rank=sequence),
        Source(
            name="similar-listeners",
            meaning="played by listeners with a taste like yours",
            rank=similar_listeners,
        ),
        Source(name="wish", meaning="what you asked for", rank=wish),
    )
}
"""All sources by name, in the order of their names."""


def _walk(ordered: Rows, request: Request, allows: Callable[[Rows], Mask] | None = None) -> Rows:
    """Take open rows from the front, looking no further than it takes to have enough."""
    end, found = _AHEAD * request.count, np.zeros(0, np.int64)
    while found.size < request.count and (end <= _AHEAD * request.count or end < 2 * ordered.size):
        ahead = ordered[:end]
        found = ahead[request.open[ahead] & (allows(ahead) if allows else True)]
        end *= _AHEAD
    return found[: request.count]


def _first_open(ranked: Rows, request: Request) -> Rows:
    return ranked[request.open[ranked]][: request.count]


def _best_of(liking: Sparse, request: Request) -> Rows:
    return _best(liking.rows, liking[liking.rows], request)


def _best(rows: Rows, liking: Values, request: Request) -> Rows:
    """Rank open rows with a liking above 0, highest first, ties in the order of ids."""
    wanted = request.open[rows] & (liking > 0)
    rows, liking = rows[wanted], liking[wanted]
    if rows.size > request.count:
        last = rows.size - request.count
        near = liking >= np.partition(liking, last)[last]
        rows, liking = rows[near], liking[near]
    order = np.lexsort((rows, -liking))
    return rows[order][: request.count]
