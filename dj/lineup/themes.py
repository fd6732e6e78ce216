"""What makes a song fit a theme of the clock, and which themes this listener's library can serve.

A fit is 0 to 1. From `TRUE_FIT` up the theme may be claimed aloud: the song *is* a favourite, *is*
new. Below that it plays on its mood, and its slot says so.
"""

from collections.abc import Callable, Collection, Mapping

import numpy as np
from numpy.typing import NDArray

from dj.lineup.moment import DAY_S, Moment
from dj.lineup.signals import Rows, Values, style
from dj.lineup.sparse import union
from dj.model.show import Theme

TRUE_FIT = 0.5
"""Least fit at which the theme may be said of the song."""
FAVOURITES = 20
"""So many best-liked songs are favourites in full."""
OLD_YEARS = (5.0, 10.0)
"""Age in years at which a release begins to be, and fully is, a throwback."""
LONG_UNHEARD_DAYS = 180.0
"""A song played at least twice, and not for so long, is a throwback of the listener's own."""
NEW_YEARS = 2.0
"""Age in years at which a release has stopped being new."""
NEW_SHARE = 0.1
"""Share of releases under two years old in what is played, below which they are less welcome."""


def favourites(moment: Moment, rows: Rows) -> Values:
    """Full for what they saved and what they like best, on the whole and at this hour."""
    full = np.minimum(1.0, _liking(moment, rows) / _most(moment))
    return np.where(moment.saved[rows], 1.0, full)


def _most(moment: Moment) -> float:
    """Liking from which on a song is a favourite in full."""
    known = _liking(moment, union(moment.liking.rows, moment.liking_now.rows))
    known = known[known > 0]
    border = max(0, known.size - FAVOURITES)
    return float(np.partition(known, border)[border]) if known.size else 1.0


def _liking(moment: Moment, rows: Rows) -> Values:
    both: Values = (moment.liking[rows] + moment.liking_now[rows]) / 2.0
    return both


def throwback(moment: Moment, rows: Rows) -> Values:
    """Full for releases ten years old, or songs they played and have not for half a year."""
    years = moment.catalogue.years[rows]
    start, end = OLD_YEARS
    old = np.clip((moment.at.year - years - start) / (end - start), 0.0, 1.0)
    days = moment.rested_s[rows] / DAY_S
    own = (moment.plays[rows] >= 2) & np.isfinite(days) & (days >= LONG_UNHEARD_DAYS)
    return np.maximum(np.where(years > 0, old, 0.0), own)


def discovery(moment: Moment, rows: Rows) -> Values:
    """From `TRUE_FIT` up for songs they have never heard, fuller the nearer to their taste."""
    near = TRUE_FIT + (1.0 - TRUE_FIT) * style(moment, rows)
    return np.where(moment.has_history & ~moment.known[rows], near, 0.0)


def mood(_: Moment, rows: Rows) -> Values:
    """Any song: the energy of the hour and the arc already choose among them."""
    return np.ones(rows.size)


def new(moment: Moment, rows: Rows) -> Values:
    """Full for this year's releases, half for last year's; less to who plays hardly any."""
    years = moment.catalogue.years[rows]
    fit = np.clip(1.0 - (moment.at.year - years) / NEW_YEARS, 0.0, 1.0)
    return np.where(years > 0, fit, 0.0) * welcome(moment)


def welcome(moment: Moment) -> float:
    """How welcome new releases are: less to one who plays hardly any, 1 where nobody knows.

    In a session that is made of nothing else it is 1 as well.
    """
    ages, only = moment.taste.release_ages, moment.brief.only
    if only:
        rows = moment.catalogue.rows_of(only)
        years = moment.catalogue.years[rows[rows < len(moment.catalogue)]]
        if (years > moment.at.year - NEW_YEARS).all():
            return 1.0
    return min(1.0, sum(ages[:2]) / NEW_SHARE) if ages else 1.0


def editors(moment: Moment, rows: Rows) -> Values:
    """Full for songs that an editor stands for now."""
    return moment.marks(moment.brief.editors)[rows]


THEMES: Mapping[Theme, Callable[[Moment, Rows], Values]] = {
    Theme.FAVOURITES: favourites,
    Theme.THROWBACK: throwback,
    Theme.DISCOVERY: discovery,
    Theme.MOOD: mood,
    Theme.NEW: new,
    Theme.EDITORS: editors,
}


def fits(
    moment: Moment, rows: Rows, themes: Collection[Theme] = tuple(Theme)
) -> dict[Theme, Values]:
    """Fit of each candidate to some themes, arrays of shape (rows,), 0 to 1."""
    return {theme: THEMES[theme](moment, rows) for theme in themes}


def truly(fit: Values) -> NDArray[np.bool_]:
    """Mark the songs of which a theme may be said aloud."""
    return fit >= TRUE_FIT
