import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dj.model.slips import slips, slips_allowed

words = st.text("abc", max_size=8)


@pytest.mark.parametrize(
    ("one", "other", "count"),
    [("", "", 0), ("abc", "abc", 0), ("abc", "abd", 1), ("abc", "acb", 1), ("abc", "ab", 1),
     ("", "abc", 3), ("kitten", "sitting", 3), ("ca", "abc", 3)],
)  # fmt: skip
def test_slips_are_counted_as_published(one: str, other: str, count: int) -> None:
    assert slips(one, other) == slips(other, one) == count


@settings(max_examples=100)
@given(words, words)
def test_slips_lie_between_the_difference_in_length_and_the_longer_length(
    one: str, other: str
) -> None:
    assert abs(len(one) - len(other)) <= slips(one, other) <= max(len(one), len(other))
    assert (slips(one, other) == 0) is (one == other)


def test_short_names_may_hold_no_slip() -> None:
    assert [slips_allowed(length) for length in (4, 5, 9, 10, 40)] == [0, 1, 1, 2, 2]
