"""Listeners of a world: their true tastes and habits, which no product ever sees."""

import math
from dataclasses import dataclass
from datetime import datetime, tzinfo
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray

from dj.testing.world.catalogue import Artists, place_shares
from dj.testing.world.extent import Extent
from dj.testing.world.places import PLACES

DAYPARTS = (5, 11, 17, 22)
"""Local hours at which morning, day, evening and night begin."""
_MODE_SHARES = (0.2, 0.35, 0.3, 0.15)
_MODE_SETBACK = 0.5
"""How far popular artists are set back when a taste is drawn: exponent of popularity."""

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Mode:
    """One direction of taste."""

    centre: Floats
    """Unit vector in the hidden space."""
    sharpness: float
    """Concentration around it, as of a von Mises–Fisher distribution."""
    weight: float
    hours: tuple[float, float, float, float]
    """Log preference for morning, day, evening and night."""
    weekend: float
    """Log preference for Saturday and Sunday."""
    swing: float
    """Height of its waxing and waning over the seasons, in log odds."""
    period_days: float
    turn: float
    """Where in the period the history begins, 0 to 1."""

    def odds(self, local: datetime, day: float) -> float:
        """Odds of being listened to at a local time, `day` days into the history."""
        season = self.swing * math.sin(2.0 * math.pi * (day / self.period_days + self.turn))
        hour = self.hours[daypart(local.hour)] + self.weekend * (local.weekday() >= 5)
        return self.weight * math.exp(hour + season)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Phase:
    """Some weeks in which an artist takes over a share of the plays."""

    artist: int
    start_day: float
    days: float
    strength: float
    """Share of the plays at its height, 0 to 1."""

    def share(self, day: float) -> float:
        """Share of the plays on a day; it waxes for a third of the phase and wanes for the rest."""
        part = (day - self.start_day) / self.days
        if not 0.0 <= part < 1.0:
            return 0.0
        return self.strength * (part * 3.0 if part < 1 / 3 else (1.0 - part) * 1.5)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Person:
    """One listener."""

    name: str
    country: int
    """Index into `PLACES`."""
    zone: tzinfo
    modes: tuple[Mode, ...]
    phases: tuple[Phase, ...]
    mainstream: float
    """Exponent on the artists' popularity, 0.4 to 1."""
    home: float
    """Log preference for artists of the own country and language."""
    sittings_per_day: float
    sitting_plays: float
    """Median length of a sitting in plays."""
    later_h: float
    """Chronotype: hours by which the day is later than most people's."""
    weekend_level: float
    """Sittings on Saturday and Sunday, relative to other days."""
    discovery: float
    """Share of plays that are of tracks never heard."""
    memory: float
    """Plays back from which what was heard comes to mind half as readily as the latest."""
    album_habit: float
    """Share of sittings that are an album."""
    others: float
    """Share of plays that somebody else chose."""
    picky: float
    """How much it takes for a song to resonate, in log odds."""
    tells_length: bool
    """Whether the player tells how long was played; if not, skips are not told either."""
    away: tuple[tuple[float, float], ...]
    """Holidays without music: first and last day."""

    def phases_on(self, day: float) -> list[tuple[int, float]]:
        """Artists whose phase it is, each with its share of the plays."""
        shares = ((phase.artist, phase.share(day)) for phase in self.phases)
        return [(artist, share) for artist, share in shares if share > 0.0]

    def mode_shares(self, local: datetime, day: float) -> Floats:
        """Share of each mode at a local time, `day` days into the history, summing to 1."""
        odds = np.array([mode.odds(local, day) for mode in self.modes])
        shares: Floats = odds / odds.sum()
        return shares


def daypart(hour: int) -> int:
    """Return 0 for morning, 1 day, 2 evening, 3 night."""
    return (sum(hour >= start for start in DAYPARTS) - 1) % 4


def make_person(number: int, extent: Extent, artists: Artists, rng: np.random.Generator) -> Person:
    """Draw one listener."""
    country = int(rng.choice(len(PLACES), p=place_shares()))
    modes = _modes(artists, rng)
    return Person(
        name=f"listener {number}",
        country=country,
        zone=ZoneInfo(PLACES[country][2]),
        modes=modes,
        phases=_phases(extent, artists, modes, rng),
        mainstream=float(rng.uniform(0.4, 1.0)),
        home=float(rng.gamma(2.0, 0.5)),
        sittings_per_day=float(np.clip(rng.lognormal(0.75, 0.5), 0.4, 7.0)),
        sitting_plays=float(np.clip(rng.lognormal(2.0, 0.4), 2.0, 25.0)),
        later_h=float(rng.normal(0.0, 1.5)),
        weekend_level=float(rng.lognormal(0.0, 0.35)),
        discovery=float(rng.beta(2.0, 12.0)),
        memory=float(np.exp(rng.uniform(np.log(25.0), np.log(400.0)))),
        album_habit=float(rng.beta(1.3, 9.0)),
        others=float(rng.beta(1.2, 50.0)),
        picky=float(rng.normal(0.0, 0.5)),
        tells_length=bool(rng.random() < 0.6),
        away=_away(extent, rng),
    )


def _modes(artists: Artists, rng: np.random.Generator) -> tuple[Mode, ...]:
    count = 1 + int(rng.choice(len(_MODE_SHARES), p=_MODE_SHARES))
    odds = artists.popularity**_MODE_SETBACK
    loved = rng.choice(len(artists.names), count, replace=False, p=odds / odds.sum())
    weights = rng.dirichlet(np.full(count, 3.0))
    return tuple(
        Mode(
            centre=artists.style[artist],
            sharpness=float(rng.uniform(8.0, 18.0)),
            weight=float(weight),
            hours=tuple(rng.normal(0.0, 1.1, 4).tolist()),
            weekend=float(rng.normal(0.0, 0.6)),
            swing=float(rng.uniform(0.2, 1.4)),
            period_days=float(rng.uniform(60.0, 300.0)),
            turn=float(rng.random()),
        )
        for artist, weight in zip(loved.tolist(), weights.tolist(), strict=True)
    )


def _phases(
    extent: Extent, artists: Artists, modes: tuple[Mode, ...], rng: np.random.Generator
) -> tuple[Phase, ...]:
    """Draw about one phase in 18 days, of artists near a mode."""
    found = []
    for _ in range(int(rng.poisson((extent.days + 40) / 18.0))):
        mode = modes[int(rng.integers(0, len(modes)))]
        near = np.exp(mode.sharpness * (artists.style @ mode.centre - 1.0))
        odds = near * artists.popularity**0.6
        found.append(Phase(
            artist=int(rng.choice(odds.size, p=odds / odds.sum())),
            start_day=float(rng.uniform(-40.0, extent.days)),
            days=float(np.clip(rng.gamma(3.0, 8.0), 5.0, 90.0)),
            strength=float(rng.uniform(0.05, 0.4)),
        ))  # fmt: skip
    return tuple(sorted(found, key=lambda phase: (phase.start_day, phase.artist)))


def _away(extent: Extent, rng: np.random.Generator) -> tuple[tuple[float, float], ...]:
    count = int(rng.poisson(extent.days / 150.0))
    starts = np.sort(rng.uniform(0.0, extent.days, count))
    return tuple((float(start), float(start + rng.uniform(3.0, 15.0))) for start in starts)
