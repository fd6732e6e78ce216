"""Times are rounded and say so."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from dj.commentary.tongues import tongue
from dj.commentary.words.spoken_time import (
    away,
    daypart,
    first_heard,
    last_heard,
    later,
    length,
    spoken_time,
    years_since,
)  # fmt: skip

EN = tongue("en")
NOW = datetime(2026, 3, 10, 19, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("clock", "said"),
    [
        ("19:28", "coming up on seven thirty"), ("19:30", "about seven thirty"),
        ("19:32", "just after seven thirty"), ("19:33", "coming up on seven thirty-five"),
        ("23:59", "coming up on midnight"), ("00:00", "about midnight"),
        ("00:16", "just after quarter past twelve"), ("12:00", "about noon"),
        ("11:45", "about quarter to twelve"), ("12:45", "about quarter to one"),
        ("13:00", "about one o'clock"), ("06:20", "about six twenty"),
        ("08:55", "about five to nine"), ("09:10", "about ten past nine"),
    ],
)  # fmt: skip
def test_a_time_is_said_to_the_nearest_five_minutes(clock: str, said: str) -> None:
    assert spoken_time(datetime.fromisoformat(f"2026-03-10T{clock}+00:00"), EN) == said


@pytest.mark.parametrize(
    ("hour", "part"),
    [(4, "night"), (5, "morning"), (11, "morning"), (12, "afternoon"), (17, "afternoon"),
     (18, "evening"), (22, "night")],
)  # fmt: skip
def test_parts_of_the_day_have_fixed_borders(hour: int, part: str) -> None:
    assert daypart(NOW.replace(hour=hour)) == part


@pytest.mark.parametrize(
    ("days", "heard", "ago", "years"),
    [
        (5, None, None, None), (25, "in February", None, None),
        (90, "in December", "about 3 months", None),
        (200, "in August", "about 7 months", None), (365, "last year", "about a year", None),
        (500, "in 2024", "more than a year", None), (800, "in 2023", "about 2 years", 2),
    ],
)  # fmt: skip
def test_the_past_is_said_as_far_as_it_is_known(
    days: int, heard: str | None, ago: str | None, years: int | None
) -> None:
    then = NOW - timedelta(days=days)
    found = (last_heard(then, NOW, EN), away(then, NOW, EN), years_since(then, NOW))
    assert found == (heard, ago, years)


def test_a_first_time_is_said_from_a_year_on() -> None:
    assert first_heard(NOW - timedelta(days=300), NOW, EN) is None
    assert first_heard(NOW - timedelta(days=2000), NOW, EN) == "in 2020"


def test_the_local_calendar_decides_the_month() -> None:
    now = NOW.astimezone(ZoneInfo("Pacific/Auckland"))
    assert last_heard(datetime(2025, 11, 30, 20, 0, tzinfo=UTC), now, EN) == "in December"


def test_elapsed_time_crosses_the_change_of_the_clock() -> None:
    start = datetime(2026, 3, 29, 1, 30, tzinfo=ZoneInfo("Europe/Berlin"))
    assert later(start, 3600).hour == 3


@pytest.mark.parametrize(
    ("minutes", "said"),
    [(12, "about 12 minutes"), (31, "about half an hour"), (43, "about 45 minutes"),
     (58, "about an hour"), (95, "about an hour and a half"), (240, "a few hours")],
)  # fmt: skip
def test_a_length_is_said_in_round_figures(minutes: int, said: str) -> None:
    assert length(minutes * 60.0, EN) == said
