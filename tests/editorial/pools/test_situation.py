from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from dj.editorial import in_words, is_open
from dj.model.pool import Pool

MADRID = ZoneInfo("Europe/Madrid")
PARTY = Pool(name="a", title="A", editor="E", days=(4, 5), hours=(22.0, 4.0),
             since=date(2026, 12, 1), until=date(2026, 12, 25))  # fmt: skip


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        ("2026-12-04T21:59", False),
        ("2026-12-04T22:00", True),
        ("2026-12-05T03:59", True),  # still Friday's night
        ("2026-12-05T04:00", False),
        ("2026-12-06T01:00", True),  # Saturday's night
        ("2026-12-06T22:00", False),
        ("2026-12-04T01:00", False),  # Thursday's night
        ("2026-11-28T02:00", False),  # before the window
        ("2026-12-26T02:00", True),  # the window's last night ends in the morning after
        ("2026-12-26T22:00", False),
    ],
)
def test_hours_past_midnight_belong_to_the_day_they_began_on(when: str, expected: bool) -> None:
    assert is_open(PARTY, datetime.fromisoformat(when).replace(tzinfo=MADRID)) == expected


def test_a_pool_without_a_situation_is_always_open() -> None:
    pool = Pool(name="a", title="A", editor="E")
    hours = [datetime(2026, 3, 29, tzinfo=MADRID) + timedelta(hours=hour) for hour in range(200)]
    assert all(is_open(pool, at) for at in hours)
    assert in_words(pool) == "always"


@pytest.mark.parametrize("fold", [0, 1])
def test_a_night_with_two_hours_of_one_name_is_open_in_both(fold: int) -> None:
    at = datetime(2026, 10, 25, 2, 30, tzinfo=MADRID, fold=fold)
    assert is_open(Pool(name="a", title="A", editor="E", hours=(2.0, 3.0)), at)
    assert not is_open(Pool(name="a", title="A", editor="E", hours=(3.0, 4.0)), at)


def test_when_it_is_open_is_said_in_words() -> None:
    assert in_words(PARTY) == "Fri–Sat 22:00–04:00, from 2026-12-01 until 2026-12-25"
