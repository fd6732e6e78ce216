"""How energetic should music be at this hour? A nudge, never a filter.

The prior is the mean musical intensity by local hour that Park et al. measured over 765 million
plays of one million listeners in 51 countries ("Global music streaming data reveal diurnal and
seasonal patterns of affective preference", Nature Human Behaviour 3, 230–236, 2019). An hour's
value is the mean over that hour, so it stands at half past; between, it runs in straight lines.
The listener's own hours count the more, the more plays stand behind them.
"""

from collections.abc import Sequence
from datetime import datetime

from dj.model.listening import Taste

WEEKDAY_INTENSITY = (
    0.675, 0.633, 0.601, 0.581, 0.595, 0.683, 0.788, 0.841, 0.854, 0.851, 0.848, 0.851,
    0.855, 0.855, 0.853, 0.856, 0.860, 0.868, 0.870, 0.866, 0.851, 0.823, 0.783, 0.731,
)  # fmt: skip
"""Monday to Thursday, local hours 0–23; used for Friday too, which the source leaves out."""
WEEKEND_INTENSITY = (
    0.809, 0.772, 0.741, 0.708, 0.685, 0.699, 0.754, 0.809, 0.844, 0.866, 0.881, 0.891,
    0.895, 0.895, 0.890, 0.886, 0.886, 0.886, 0.886, 0.881, 0.871, 0.853, 0.826, 0.789,
)  # fmt: skip
"""Saturday and Sunday, local hours 0–23."""

PRIOR_SWING_SD = 0.35
"""Published swing from the day's quietest to its loudest hour, in SD of what people play."""
NUDGE = 2.0
"""Gain on the published swing, because two things make it smaller than what one listener hears.

The SD it is measured in holds the differences *between* listeners (between age groups alone the
means spread over twice the hourly swing), so it is larger than one listener's own `energy_sd`;
and a sequencer gives away part of a target for smooth joins and liked songs. With 2.0 a newcomer's
target swings by 0.14 between 3 h and 18 h, and by 0.05 between 23:30 and 07:30 on a weekday.
"""
OWN_HOURS_PLAYS = 50.0
"""Effective plays near an hour at which the listener's own habit weighs as much as the prior."""


def prior(local: datetime, *, table: Sequence[float] | None = None) -> float:
    """Return the hour's deviation from the day's mean, where the day's whole swing is 1.

    Args:
        local: The moment on the listener's own clock.
        table: 24 values in place of the published ones, by local hour, in any unit.

    Raises:
        ValueError: if the table does not hold 24 finite values.
    """
    hours = _published(local) if table is None else _checked(table)
    swing = max(hours) - min(hours)
    if swing == 0:
        return 0.0
    return (at_hour(hours, local) - sum(hours) / 24) / swing


def target_energy(taste: Taste, local: datetime, *, table: Sequence[float] | None = None) -> float:
    """Return the energy that suits a listener at a local time, 0 to 1, before any show's arc.

    e*(u, h) = μ + σ·[w·z_u(h) + (1 − w)·`NUDGE`·`PRIOR_SWING_SD`·z₀(h)], w = n_h ÷ (n_h + 50).

    Args:
        taste: The listener; an empty one gives the prior alone around 0.5.
        local: The moment on the listener's own clock.
        table: 24 values in place of the taste's or the published ones, by local hour, in any unit.
    """
    own, weight = 0.0, 0.0
    if taste.hour_energy and taste.hour_plays:
        plays = at_hour(taste.hour_plays, local)
        own, weight = at_hour(taste.hour_energy, local), plays / (plays + OWN_HOURS_PLAYS)
    hours = (taste.hour_prior or None) if table is None else table
    usual = NUDGE * PRIOR_SWING_SD * prior(local, table=hours)
    energy = taste.energy_mean + taste.energy_sd * (weight * own + (1.0 - weight) * usual)
    return min(1.0, max(0.0, energy))


def at_hour(values: Sequence[float], local: datetime) -> float:
    """Read 24 hourly means at a moment; each stands at half past, and midnight joins the ends."""
    position = (local.hour + local.minute / 60 + local.second / 3600 - 0.5) % 24
    before = int(position) % 24
    share = position - int(position)
    return values[before] * (1.0 - share) + values[(before + 1) % 24] * share


def _published(local: datetime) -> Sequence[float]:
    return WEEKEND_INTENSITY if local.weekday() >= 5 else WEEKDAY_INTENSITY


def _checked(table: Sequence[float]) -> Sequence[float]:
    if len(table) != 24 or not all(abs(value) < 1e9 for value in table):
        msg = f"an hour table must hold 24 finite values, not {len(table)}"
        raise ValueError(msg)
    return table
