import re

import pytest

from dj.editorial.clock_words import DAY_PATTERN, HOURS_PATTERN, days_of, hours_of, in_days


@pytest.mark.parametrize(
    ("words", "days"),
    [
        (("mon",), (0,)), (("Mon-Fri",), (0, 1, 2, 3, 4)), (("sat - mon",), (0, 5, 6)),
        (("sunday", "wed"), (2, 6)), (("tue-mon",), (0, 1, 2, 3, 4, 5, 6)), (("fri-fri",), (4,)),
    ],
)  # fmt: skip
def test_days_are_read_as_people_write_them(words: tuple[str, ...], days: tuple[int, ...]) -> None:
    assert all(re.fullmatch(DAY_PATTERN, word) for word in words)
    assert days_of(words) == days


@pytest.mark.parametrize("word", ["22-4", "25:00-26:00", "9:5-10:00", "24:01-25:00", "", "6:00"])
def test_what_are_no_hours_is_refused(word: str) -> None:
    assert not re.fullmatch(HOURS_PATTERN, word)


def test_hours_are_minutes_of_the_day() -> None:
    assert hours_of("6:30 - 24:00") == (390, 1440)


def test_neighboring_days_are_written_as_spans() -> None:
    assert in_days((0, 1, 2, 5)) == "Mon–Wed, Sat"
