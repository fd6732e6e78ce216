from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest
from numpy.typing import NDArray

from dj.errors import ConfigError
from dj.listeners.clock import ENOUGH_LISTENS, guess_zone, zone


def days_of(hours_utc: Sequence[int], days: int = 30) -> NDArray[np.float64]:
    start = datetime(2026, 1, 1, tzinfo=UTC).timestamp()
    hours = [day * 24 + hour for day in range(days) for hour in hours_utc]
    return start + 3600.0 * np.array(hours, np.float64)


@pytest.mark.parametrize("east", range(-11, 13))
def test_the_quiet_night_tells_the_zone(east: int) -> None:
    # Local 6:00 to 0:59, silent from 1:00 to 5:59.
    local = [*range(6, 24), 0]
    starts = days_of([(hour - east) % 24 for hour in local])
    guessed = zone(guess_zone(starts))
    offset = datetime(2026, 1, 1, tzinfo=guessed).utcoffset()
    assert offset == timedelta(hours=east)


def test_a_listener_at_work_only_is_placed_in_the_middle_of_the_silence() -> None:
    # 9:00 to 16:59 local in UTC: silence from 17 to 8, its middle is 0:30.
    guessed = guess_zone(days_of(range(9, 17)))
    offset = datetime(2026, 1, 1, tzinfo=zone(guessed)).utcoffset()
    assert offset is not None
    assert abs(offset) <= timedelta(hours=3)


def test_few_plays_and_round_the_clock_plays_give_utc() -> None:
    assert guess_zone(days_of([])) == "UTC"
    assert guess_zone(days_of([20])[: ENOUGH_LISTENS - 1]) == "UTC"
    assert guess_zone(days_of(range(24))) == "UTC"


@pytest.mark.parametrize("name", ["Mars/Base", "../etc/passwd", "", "America", "/etc/localtime"])
def test_an_unknown_zone_is_an_error_with_an_example(name: str) -> None:
    with pytest.raises(ConfigError, match="Europe/Berlin"):
        zone(name)
