"""The songs in the order of their scores, without a programme: what speaks for each, nothing more.

No separation, no length, no order that pleases the ear. It is the planner's judgement of songs
alone, for lists and for measuring it.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from types import MappingProxyType

import numpy as np

from dj.errors import ConfigError
from dj.lineup.dials import dialled
from dj.lineup.moment import Moment
from dj.lineup.plan import check_clock
from dj.lineup.signals import SIGNALS, contributions, weights_of
from dj.lineup.stock import Stock, stock
from dj.model.analysis import Song
from dj.model.listening import Taste
from dj.model.show import Show
from dj.units import TrackId

LIKELY: Mapping[str, float] = MappingProxyType({
    "repeat": 1.0, "hour_affinity": 0.2, "artist_affinity": 0.02, "skips": -0.2,
    "disliked": -1.0,
})  # fmt: skip
"""Weights that put first what the listener is likeliest to play by themselves, new or known."""
CONTINUING: Mapping[str, float] = MappingProxyType({
    "artist_affinity": 1.0, "release_date": 0.3, "style": 0.2,
})  # fmt: skip
"""Weights that put first what goes on with songs just played: by whom, from when, how it sounds."""


def rank(
    songs: Sequence[Song] | Stock,
    weights: Show | Mapping[str, float],
    taste: Taste,
    *,
    at: datetime,
    seed: int,
    count: int,
) -> tuple[TrackId, ...]:
    """Rank songs by score, best first; equal scores by id. What is barred is left out.

    Args:
        songs: All songs that could play, or a `Stock` of them.
        weights: A show, as the listener's dials change it, or weights by signal; what is not named
            weighs nothing.
        taste: The listener.
        at: The moment, aware, on the listener's own clock.
        seed: For the signal of chance, if it weighs anything.
        count: How many songs, at most.

    Raises:
        ConfigError: if `at` has no time zone, or there is no signal of some name.
    """
    check_clock(at)
    ready = songs if isinstance(songs, Stock) else stock(songs)
    chance = np.random.default_rng(seed % (1 << 64))
    sounds = weights.sounds if isinstance(weights, Show) else None
    moment = Moment.of(ready.catalogue, taste, at, chance, sounds)
    rows = np.arange(len(ready.catalogue))
    scores = contributions(moment, rows, _every(weights, taste)).sum(axis=0)
    barred = [ready.catalogue.row_of[t] for t in taste.barred if t in ready.catalogue.row_of]
    scores[barred] = -np.inf
    best = np.argsort(-scores, kind="stable")[: min(count, rows.size - len(barred))]
    return tuple(ready.catalogue.songs[row].id for row in best.tolist())


def _every(weights: Show | Mapping[str, float], taste: Taste) -> dict[str, float]:
    if isinstance(weights, Show):
        return weights_of(dialled(weights, taste.dials))
    if unknown := sorted(set(weights) - set(SIGNALS)):
        raise ConfigError(
            f"there is no signal {unknown[0]!r}; known: {', '.join(SIGNALS)}.",
            where="weights", hint="Check the spelling.",
        )  # fmt: skip
    return dict.fromkeys(SIGNALS, 0.0) | dict(weights)
