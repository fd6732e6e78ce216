"""The hours of the day are a file that a listener can change."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from dj import resources
from dj.errors import ConfigError
from dj.lineup import load_hours
from dj.model.daypart import WEEKDAY_INTENSITY, WEEKEND_INTENSITY

FRIDAY = datetime(2026, 11, 27, 9, tzinfo=UTC)
SATURDAY = FRIDAY.replace(day=28)
FLAT = f"[{', '.join(['1'] * 24)}]"


def test_the_packaged_file_holds_the_published_hours() -> None:
    hours = load_hours(resources.find("assets", "hours.yaml"))
    assert hours.of(FRIDAY) == WEEKDAY_INTENSITY
    assert hours.of(SATURDAY) == WEEKEND_INTENSITY


@pytest.mark.parametrize(("text", "says"), [
    (f"weekday: [1, 2]\nweekend: {FLAT}", "numbers, one for each hour, not 2"),
    (f"weekday: {FLAT}", "weekend"),
    (f"weekday: {FLAT}\nweekend: {FLAT}\nmonday: {FLAT}", "monday"),
    (f"weekday: {FLAT}\nweekend: {FLAT.replace('1]', 'loud]')}", "loud"),
    (f"weekday: {FLAT}\nweekend: {FLAT.replace('1]', '.inf]')}", "weekend"),
    (f"weekday: {FLAT}\nweekend: {FLAT.replace('1]', '1e9]')}", "1e\\+06|1000000"),
    (f"weekday: &a {FLAT}\nweekend: *a", "anchor|alias"),
    ("[1, 2", ""),
    ("", ""),
])  # fmt: skip
def test_a_file_that_is_none_is_refused_with_its_place(
    tmp_path: Path, text: str, says: str
) -> None:
    file = tmp_path / "hours.yaml"
    file.write_text(text)
    with pytest.raises(ConfigError, match=rf"hours\.yaml:\d+:\d+.*(?:{says})"):
        load_hours(file)
