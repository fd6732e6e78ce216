"""From a show and what was asked for to a brief: one step for each field that means something."""

from dataclasses import replace
from datetime import datetime

from dj.lineup.playable import unasked_speech
from dj.lineup.programmes.choosing import mixed
from dj.lineup.programmes.onward import continued, grown
from dj.lineup.programmes.scene import Arranged, Scene
from dj.lineup.programmes.sifting import dealt, filtered, liked_first, steady
from dj.lineup.spoken import names_speech
from dj.lineup.stock import Stock
from dj.model.brief import Asked, Brief, SeedKind
from dj.model.listening import Taste
from dj.model.show import Show

_STEPS = (filtered, dealt, liked_first, mixed, grown, continued, steady)


def arranged(
    ready: Stock, show: Show, taste: Taste, *, at: datetime, asked: Asked, brief: Brief
) -> Arranged:
    """Settle what a show's filter, refresh, rules and needs mean for one listener, now.

    Args:
        ready: The library.
        show: The format, as wishes have changed it.
        taste: The listener.
        at: The moment, aware, on the listener's own clock.
        asked: What was asked for beside the show.
        brief: What is settled already; which songs may play is only ever narrowed.

    Raises:
        ConfigError: if the show needs something that was not told, or that nobody knows.
        NotEnoughTracks: if no song is left.
    """
    show = _speaking(show, asked)
    away = unasked_speech(ready.catalogue, brief, show.rules).tolist()
    scene = Scene(catalogue=ready.catalogue, taste=taste, at=at, asked=asked,
                  speech=frozenset(ready.catalogue.ids[row] for row in away))  # fmt: skip
    now = Arranged(show=show, brief=brief)
    for step in _STEPS:
        now = step(scene, now)
    return now


def _speaking(show: Show, asked: Asked) -> Show:
    """Let speech play where the show's filter or a seed names a genre of it."""
    seeds = (seed.name for seed in asked.seeds if seed.kind is SeedKind.TAG)
    if names_speech((*show.filter.genres, *seeds)):
        return replace(show, rules=replace(show.rules, allow_spoken=True))
    return show
