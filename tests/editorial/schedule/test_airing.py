from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dj import editorial
from dj.model.schedule import WEEK_MINUTES, Airing, Schedule

MADRID = ZoneInfo("Europe/Madrid")
WEEK = """
week:
  - {days: [mon-fri], from: 06:00, until: 09:00, show: dj, length: 1h, voice: ava, talk: lots}
  - {days: [sun], from: 22:00, until: 06:00, show: dj, length: rest}
"""


def written(folder: Path, text: str) -> Path:
    path = folder / "schedule.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def on(folder: Path, when: str) -> editorial.OnAir:
    at = datetime.fromisoformat(when).replace(tzinfo=MADRID)
    return editorial.on_air(editorial.load_schedule(written(folder, WEEK)), at)


def test_a_show_is_on_from_its_beginning_to_before_its_end(tmp_path: Path) -> None:
    assert on(tmp_path, "2026-11-25T05:59").airing is None
    found = on(tmp_path, "2026-11-25T06:00")
    assert found.airing is not None
    assert (found.airing.voice, found.airing.talk) == ("ava", "lots")
    assert found.until == datetime(2026, 11, 25, 9, tzinfo=MADRID)
    assert on(tmp_path, "2026-11-25T09:00").airing is None


def test_a_night_goes_round_the_end_of_the_week(tmp_path: Path) -> None:
    found = on(tmp_path, "2026-11-30T05:00")  # a Monday
    assert found.airing is not None
    assert found.airing.day == 6
    assert found.until == datetime(2026, 11, 30, 6, tzinfo=MADRID)
    assert found.following is not None
    assert found.following.day == 0


def test_a_gap_tells_what_comes_next(tmp_path: Path) -> None:
    found = on(tmp_path, "2026-11-28T12:00")
    assert found.airing is None
    assert found.following is not None
    assert found.until == datetime(2026, 11, 29, 22, tzinfo=MADRID)


def test_an_empty_week_has_nothing_on() -> None:
    found = editorial.on_air(Schedule(), datetime(2026, 1, 1, tzinfo=UTC))
    assert found == editorial.OnAir(airing=None, until=None, following=None)


@pytest.mark.parametrize(
    ("when", "fold", "hours_left"),
    [
        ("2026-10-24T22:00", 0, 9.0),  # the night with an hour twice
        ("2026-10-25T02:00", 0, 5.0),
        ("2026-10-25T02:00", 1, 4.0),
        ("2026-03-28T22:00", 0, 7.0),  # the night that lacks an hour
        ("2026-05-02T22:00", 0, 8.0),
    ],
)
def test_the_rest_of_a_night_is_what_truly_passes(when: str, fold: int, hours_left: float) -> None:
    night = Schedule(airings=tuple(
        Airing(day=day_, start=22 * 60, minutes=8 * 60, show="dj") for day_ in range(7)
    ))  # fmt: skip
    at = datetime.fromisoformat(when).replace(fold=fold, tzinfo=MADRID)
    found = editorial.on_air(night, at)
    assert found.until is not None
    assert editorial.rest_s(at, found.until) == hours_left * 3600


@given(
    minute=st.integers(0, WEEK_MINUTES - 1),
    airings=st.lists(st.tuples(st.integers(0, 6), st.integers(0, 1439), st.integers(1, 1440))),
)
def test_what_is_on_ends_and_something_follows(
    minute: int, airings: list[tuple[int, int, int]]
) -> None:
    week = Schedule(airings=tuple(
        Airing(day=day, start=start, minutes=minutes, show="dj") for day, start, minutes in airings
    ))  # fmt: skip
    at = datetime(2026, 6, 1, tzinfo=UTC) + timedelta(minutes=minute)
    found = editorial.on_air(week, at)
    assert (found.airing is not None) == any(one.holds(minute) for one in week.airings)
    assert (found.until is None) == (not airings)
    if found.until is not None:
        assert timedelta(0) < found.until - at <= timedelta(days=7)
