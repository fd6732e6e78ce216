from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dj.listeners.importers.dates import NOT_A_DATE, english_minute, iso
from dj.listeners.importers.fields import NO_DATE, TOO_EARLY, TOO_LATE


@given(st.text(max_size=30) | st.none() | st.integers() | st.datetimes().map(str))
def test_any_value_gives_a_time_in_utc_or_a_reason(value: object) -> None:
    for found in (iso(value), iso(value, naive_is_utc=True), english_minute(str(value))):
        assert isinstance(found, str) or found.tzinfo is UTC


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("2017-12-04T20:50:34Z", datetime(2017, 12, 4, 20, 50, 34, tzinfo=UTC)),
        ("2017-12-04T20:50:34.000Z", datetime(2017, 12, 4, 20, 50, 34, tzinfo=UTC)),
        ("2024-09-05T03:03:07-0500", datetime(2024, 9, 5, 8, 3, 7, tzinfo=UTC)),
        ("2024-09-05 03:03", "has a time without a time zone"),
        ("1970-01-01T00:00:00Z", TOO_EARLY),
        ("0001-01-01T00:00:00+14:00", TOO_EARLY),
        ("9999-12-31T23:59:59-14:00", TOO_LATE),
        ("yesterday", NOT_A_DATE),
        ("", NO_DATE),
        (7, NO_DATE),
    ],
)
def test_iso_times_are_turned_to_utc(written: object, found: datetime | str) -> None:
    assert iso(written) == found


def test_a_time_without_a_zone_is_utc_where_the_format_says_so() -> None:
    assert iso("2024-09-05 03:03", naive_is_utc=True) == datetime(2024, 9, 5, 3, 3, tzinfo=UTC)


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("17 Aug 2026 12:14", datetime(2026, 8, 17, 12, 14, tzinfo=UTC)),
        ("7 august 2026, 9:05", datetime(2026, 8, 7, 9, 5, tzinfo=UTC)),
        ("17 Ago 2026 12:14", NOT_A_DATE),
        ("31 Feb 2026 12:14", NOT_A_DATE),
        ("01 Jan 1970 00:00", TOO_EARLY),
        (" ", NO_DATE),
    ],
)
def test_english_minutes_are_read(written: str, found: datetime | str) -> None:
    assert english_minute(written) == found
