"""Several mixes of one library: by artist, genre, era and mood, each under a name that is true.

A mix is the core of a kind of music. A song is in one mix only, so that no two overlap; a mix that
cannot be denser than the library, or has too few songs, is not made. Chance has no part in it.
"""

import re
from collections.abc import Collection
from datetime import datetime
from itertools import zip_longest

import numpy as np
from numpy.typing import NDArray

from dj.lineup.catalogue import Catalogue
from dj.lineup.labels import Values
from dj.lineup.moment import Moment
from dj.lineup.nearness import Rows
from dj.lineup.playable import broken
from dj.lineup.programmes.cores import core, denser, distance
from dj.lineup.programmes.kinds import Kind, kinds
from dj.lineup.signals import contributions, weights_of
from dj.model.listening import Taste
from dj.model.mixes import Mix
from dj.model.names import fold
from dj.model.show import Show
from dj.units import TrackId

MOST_MIXES = 12
LEAST_SONGS = 12
MOST_SONGS = 50
LEAST_LED = 2
"""A mix around an artist holds at least two songs of theirs, or the only one."""
LEAD = 0.3
"""Share of a mix around an artist that is by the artist, at most."""
OWN_SHARE = 0.8
"""A mix is called the listener's own if they have heard or kept so many of its songs."""


def mixes(
    catalogue: Catalogue, show: Show, taste: Taste, at: datetime, without: Collection[TrackId] = ()
) -> tuple[Mix, ...]:
    """Make the mixes that a library has for a listener, the kinds by turns.

    Args:
        catalogue: The library.
        show: Weights by which songs suit, and rules that they must hold.
        taste: The listener.
        at: The moment, aware, on the listener's own clock.
        without: Songs that shall not play, such as those that editors keep out.
    """
    moment = Moment.of(catalogue, taste, at, np.random.default_rng(0), show.sounds)
    allowed = _allowed(moment, show, without)
    usual = distance(catalogue, np.arange(len(catalogue)))
    suits = _suits(moment, show)
    free = allowed.copy()
    made: dict[str, Mix] = {}
    for kind in (one for turn in zip_longest(*kinds(moment, allowed)) for one in turn if one):
        rows = _chosen(catalogue, kind, free, suits, usual)
        title = _title(moment, kind, rows)
        if not _is_led(kind, rows):
            continue  # what it is named after went to earlier mixes
        if rows.size < LEAST_SONGS or len(made) == MOST_MIXES or slug(title) in {"", *made}:
            continue
        free[rows] = False
        made[slug(title)] = _mix(moment, kind, title, rows, usual)
    return tuple(made.values())


def slug(title: str) -> str:
    """Make a short name: words joined by hyphens, in small letters of any script."""
    return "-".join(re.findall(r"[^\W_]+", fold(title)))


def _allowed(moment: Moment, show: Show, without: Collection[TrackId]) -> NDArray[np.bool_]:
    allowed = np.ones(len(moment.catalogue), np.bool_)
    for rows in broken(moment, show.rules).values():
        allowed &= ~rows
    row_of = moment.catalogue.row_of
    away = (*moment.taste.disliked, *without)
    allowed[[row_of[song] for song in away if song in row_of]] = False
    return allowed


def _suits(moment: Moment, show: Show) -> Values:
    """How each song suits the listener by the show's weights, without chance."""
    weights = weights_of(show) | {"exploration": 0.0}
    total: Values = contributions(moment, np.arange(len(moment.catalogue)), weights).sum(axis=0)
    return total


def _chosen(
    catalogue: Catalogue, kind: Kind, free: NDArray[np.bool_], suits: Values, usual: float
) -> Rows:
    """Choose what leads the kind, as far as it suits, and around that a core of the rest."""
    lead = kind.lead[free[kind.lead]]
    lead = lead[np.argsort(-suits[lead], kind="stable")][: round(LEAD * MOST_SONGS)]
    rows = np.setdiff1d(kind.rows[free[kind.rows]], lead)
    if usual > 0:
        rows = rows[catalogue.has_vector[rows]]
    if rows.size + lead.size < LEAST_SONGS:
        return rows
    chosen = core(catalogue, rows, suits[rows], MOST_SONGS - lead.size)
    return denser(catalogue, np.concatenate([lead, chosen]), usual, LEAST_SONGS)


def _is_led(kind: Kind, rows: Rows) -> bool:
    return int(np.isin(rows, kind.lead).sum()) >= min(LEAST_LED, kind.lead.size)


def _heard(moment: Moment, rows: Rows) -> int:
    """Count the songs that they have heard or kept."""
    return int((np.asarray(moment.known[rows]) | np.asarray(moment.saved[rows])).sum())


def _title(moment: Moment, kind: Kind, rows: Rows) -> str:
    own = kind.own_title and _heard(moment, rows) >= OWN_SHARE * rows.size
    return kind.own_title if own else kind.title


def _mix(moment: Moment, kind: Kind, title: str, rows: Rows, usual: float) -> Mix:
    told = ""
    if moment.taste.profiled:
        told = f"; you have heard {_heard(moment, rows) or 'none'} of them"
    return Mix(
        name=slug(title), title=title, kind=kind.kind,
        why=f"All {rows.size} songs are {kind.says}{told}.",
        tracks=tuple(moment.catalogue.ids[row] for row in rows.tolist()),
        distance=round(distance(moment.catalogue, rows), 6), usual_distance=round(usual, 6),
    )  # fmt: skip
