import math
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dj.model.daypart import (
    WEEKDAY_INTENSITY,
    WEEKEND_INTENSITY,
    at_hour,
    prior,
    target_energy,
)
from dj.model.listening import Taste

MONDAY = datetime(2026, 11, 23, tzinfo=UTC)
SATURDAY = MONDAY + timedelta(days=5)
MORNING, NIGHT = timedelta(hours=7, minutes=30), timedelta(hours=23, minutes=30)


def listener(**changes: object) -> Taste:
    empty = Taste(
        listener="ana",
        as_of=MONDAY,
        time_zone="UTC",
        time_zone_inferred=False,
        listens=0,
        matched=0,
    )
    return type(empty)(**{name: getattr(empty, name) for name in empty.__slots__} | changes)


NEWCOMER = listener()


def harmonics(hour: int, mean: float, *of: float) -> float:
    angle = 2 * math.pi * hour / 24
    waves = (math.cos(angle), math.sin(angle), math.cos(2 * angle), math.sin(2 * angle))
    return mean + sum(c * w for c, w in zip(of, waves, strict=True))


@pytest.mark.parametrize(
    ("table", "fit", "explained"),
    [
        (WEEKDAY_INTENSITY, (0.7864, -0.0979, -0.0672, -0.0273, -0.0610), 0.959),
        (WEEKEND_INTENSITY, (0.8292, -0.0609, -0.0623, 0.0127, -0.0313), 0.956),
    ],
)
def test_the_hours_agree_with_the_two_harmonics_fitted_to_the_publication(
    table: tuple[float, ...], fit: tuple[float, ...], explained: float
) -> None:
    fitted = np.array([harmonics(hour, *fit) for hour in range(24)])
    published = np.array(table)
    rest = np.sum((published - fitted) ** 2) / np.sum((published - published.mean()) ** 2)
    assert 1 - rest == pytest.approx(explained, abs=0.002)


def test_lows_and_swings_are_the_published_ones() -> None:
    assert WEEKDAY_INTENSITY.index(min(WEEKDAY_INTENSITY)) == 3
    assert WEEKEND_INTENSITY.index(min(WEEKEND_INTENSITY)) == 4
    assert max(WEEKDAY_INTENSITY) - min(WEEKDAY_INTENSITY) == pytest.approx(0.289)
    assert max(WEEKEND_INTENSITY) - min(WEEKEND_INTENSITY) == pytest.approx(0.210)


@pytest.mark.parametrize("day", range(7))
def test_the_prior_is_centred_and_swings_by_one(day: int) -> None:
    values = [prior(MONDAY + timedelta(days=day, hours=h, minutes=30)) for h in range(24)]
    assert sum(values) == pytest.approx(0.0, abs=1e-9)
    assert max(values) - min(values) == pytest.approx(1.0)


@pytest.mark.parametrize(("day", "lowest"), [(0, 3), (3, 3), (4, 3), (5, 4), (6, 4)])
def test_saturday_and_sunday_have_their_own_night(day: int, lowest: int) -> None:
    values = [prior(MONDAY + timedelta(days=day, hours=h, minutes=30)) for h in range(24)]
    assert values.index(min(values)) == lowest


def test_an_hours_value_stands_at_half_past_and_moves_evenly_between() -> None:
    hours = [float(hour) for hour in range(24)]
    assert at_hour(hours, MONDAY + timedelta(hours=7, minutes=30)) == pytest.approx(7.0)
    assert at_hour(hours, MONDAY + timedelta(hours=8)) == pytest.approx(7.5)
    assert at_hour(hours, MONDAY) == pytest.approx(11.5)


@pytest.mark.parametrize(("day", "least"), [(MONDAY, 0.05), (SATURDAY, 0.005)])
def test_a_newcomers_morning_is_livelier_than_their_late_night(day: datetime, least: float) -> None:
    morning, night = target_energy(NEWCOMER, day + MORNING), target_energy(NEWCOMER, day + NIGHT)
    assert morning - night >= least


def test_a_newcomers_targets_stay_a_nudge_around_the_middle() -> None:
    targets = [target_energy(NEWCOMER, MONDAY + timedelta(minutes=m)) for m in range(0, 10_080, 5)]
    assert 0.10 <= max(targets) - min(targets) <= 0.16
    assert 0.38 < min(targets) < 0.5 < max(targets) < 0.62


def test_neighbouring_minutes_have_neighbouring_targets_within_a_day() -> None:
    targets = [target_energy(NEWCOMER, MONDAY + timedelta(minutes=m)) for m in range(1440)]
    assert max(abs(a - b) for a, b in pairwise(targets)) < 0.002


def owl(plays: float) -> Taste:
    """Calm mornings, wild nights: the opposite of the world."""
    deviation = tuple(-1.0 if 5 <= hour < 12 else 1.0 if hour >= 21 else 0.0 for hour in range(24))
    return listener(
        listens=500, energy_mean=0.6, energy_sd=0.2, hour_energy=deviation, hour_plays=(plays,) * 24
    )


def test_own_hours_outweigh_the_world_when_enough_plays_speak() -> None:
    assert target_energy(owl(400), MONDAY + MORNING) < target_energy(owl(400), MONDAY + NIGHT)
    assert target_energy(owl(2), MONDAY + MORNING) > target_energy(owl(2), MONDAY + NIGHT)


def test_own_and_worlds_hours_weigh_the_same_at_fifty_plays() -> None:
    moment = MONDAY + MORNING
    only_prior, half = target_energy(owl(0), moment), target_energy(owl(50), moment)
    assert half == pytest.approx((only_prior + (0.6 - 0.2)) / 2)


@settings(max_examples=50)
@given(
    st.floats(0, 1), st.floats(0.05, 0.5), st.floats(-3, 3), st.floats(0, 1e6),
    st.integers(0, 10_079),
)  # fmt: skip
def test_targets_are_energies(
    mean: float, sd: float, deviation: float, plays: float, minute: int
) -> None:
    taste = listener(
        energy_mean=mean, energy_sd=sd, hour_energy=(deviation,) * 24, hour_plays=(plays,) * 24
    )
    assert 0.0 <= target_energy(taste, MONDAY + timedelta(minutes=minute)) <= 1.0


def test_a_table_of_the_users_own_replaces_the_published_one() -> None:
    siesta = [100.0] * 24
    siesta[14] = 0.0
    lunch, evening = MONDAY + timedelta(hours=14, minutes=30), MONDAY + timedelta(hours=20)
    assert target_energy(NEWCOMER, lunch, table=siesta) < 0.4
    assert target_energy(NEWCOMER, evening, table=siesta) > 0.5
    assert prior(lunch, table=[7.0] * 24) == 0.0


@pytest.mark.parametrize("table", [[1.0] * 23, [], [float("nan")] * 24, [float("inf")] * 24])
def test_a_table_that_is_none_is_refused(table: list[float]) -> None:
    with pytest.raises(ValueError, match="24 finite values"):
        prior(MONDAY, table=table)


PUBLISHED = {
    MONDAY: """.675 .633 .601 .581 .595 .683 .788 .841 .854 .851 .848 .851
               .855 .855 .853 .856 .860 .868 .870 .866 .851 .823 .783 .731""",
    SATURDAY: """.809 .772 .741 .708 .685 .699 .754 .809 .844 .866 .881 .891
                 .895 .895 .890 .886 .886 .886 .886 .881 .871 .853 .826 .789""",
}
"""Hourly means as printed by Park et al., by the first day they stand for."""


@pytest.mark.parametrize("day", PUBLISHED)
def test_a03_the_prior_follows_the_published_hours(day: datetime) -> None:
    """Scaled back by the day's mean and swing, no hour is off by more than 0.03."""
    published = [float(value) for value in PUBLISHED[day].split()]
    mean, swing = sum(published) / 24, max(published) - min(published)
    for hour in range(24):
        found = mean + swing * prior(day + timedelta(hours=hour, minutes=30))
        assert found == pytest.approx(published[hour], abs=0.03)


def test_the_listeners_file_of_hours_stands_in_for_the_published_ones() -> None:
    siesta = tuple(0.0 if 13 <= hour < 16 else 1.0 for hour in range(24))
    after_lunch = MONDAY + timedelta(hours=14, minutes=30)
    own = listener(hour_prior=siesta)
    assert target_energy(own, after_lunch) < target_energy(NEWCOMER, after_lunch) - 0.05
    assert target_energy(own, after_lunch) == target_energy(NEWCOMER, after_lunch, table=siesta)
    assert target_energy(listener(hour_prior=(1.0,) * 24), after_lunch) == NEWCOMER.energy_mean
