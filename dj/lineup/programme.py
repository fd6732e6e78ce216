"""The empty form of a session: how many songs, which theme each, which energy each."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import cycle

import numpy as np

from dj.lineup.moment import Moment
from dj.lineup.signals import Values
from dj.lineup.themes import truly
from dj.model.show import Show, Theme

LONGEST_SONGS = 480
"""Most songs of one session: more than a day of music."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One position of the form."""

    segment: int
    """Index of the segment on the show's clock."""
    theme: Theme
    """What the clock asks for, or mood where the library cannot serve it."""
    energy: float
    """Energy wanted, 0 to 1."""


def songs_for(length_s: float, song_s: float, join_s: float) -> int:
    """How many songs fill a length, each of the usual seconds, each join adding `join_s`."""
    each_s = song_s + join_s if song_s + join_s > 1.0 else song_s
    return int(np.clip(round((length_s + (each_s - song_s)) / each_s), 1, LONGEST_SONGS))


def places(show: Show, moment: Moment, count: int, served: frozenset[Theme]) -> list[Place]:
    """Lay the clock and the arc over so many positions."""
    clock = [(number, part) for number, part in enumerate(show.clock) for _ in range(part.songs)]
    themes = [(number, part.theme) for number, part in clock] or [(0, Theme.MOOD)]
    energies = np.clip(moment.energy + arc(show, count), 0.0, 1.0).tolist()
    return [
        Place(
            segment=segment,
            theme=theme if theme in served else Theme.MOOD,
            energy=round(energy, 6),
        )
        for energy, (segment, theme) in zip(energies, cycle(themes), strict=False)
    ]


def arc(show: Show, count: int) -> Values:
    """Energy offset at each position: the show's offsets joined by straight lines."""
    if not show.arc:
        return np.zeros(count)
    where = np.linspace(0.0, len(show.arc) - 1.0, count) if count > 1 else np.zeros(1)
    return np.interp(where, np.arange(len(show.arc)), show.arc)


def served_themes(fits: Mapping[Theme, Values]) -> frozenset[Theme]:
    """Themes of which at least one candidate truly is."""
    return frozenset(theme for theme, fit in fits.items() if truly(fit).any())


def unserved(show: Show, served: frozenset[Theme], *, new_is_unwelcome: bool) -> tuple[str, ...]:
    """Say which segments play by mood instead, in plain words."""
    missing = dict.fromkeys(part.theme for part in show.clock if part.theme not in served)
    return tuple(
        "You play hardly anything new: those songs go by mood."
        if theme is Theme.NEW and new_is_unwelcome
        else f"Nothing fits “{theme.value}” yet: those songs go by mood."
        for theme in missing
    )
