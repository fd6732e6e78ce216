from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dj.listeners.importers import fields

anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=50),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=5,
)


@settings(max_examples=60)
@given(anything)
def test_any_value_gives_a_plain_value(value: object) -> None:
    assert isinstance(fields.name(value), str)
    assert isinstance(fields.token(value), str)
    length = fields.milliseconds(value, per_unit=1000)
    assert length is None or 1 <= length <= 86_400_000
    found = fields.moment(value)
    assert isinstance(found, str) or found.tzinfo is UTC


@pytest.mark.parametrize(
    ("value", "length"), [(200, 200_000), (200.5, 200_500), ("200", 200_000), (0, None),
                          (-3, None), (float("nan"), None), (86_401, None), (True, None)],
)  # fmt: skip
def test_lengths_in_seconds_become_whole_milliseconds(value: object, length: int | None) -> None:
    assert fields.milliseconds(value, per_unit=1000) == length


@pytest.mark.parametrize(
    ("value", "token"),
    [("GBAYE8100053", "GBAYE8100053"), (" a-b_c ", "a-b_c"), ("a b", ""), ("é", ""), ("", ""),
     ("x" * 65, ""), (7, ""), ("a/../b", ""), ("a\x00", "")],
)  # fmt: skip
def test_identifiers_are_short_and_plain(value: object, token: str) -> None:
    assert fields.token(value) == token


def test_the_first_and_last_moments_allowed() -> None:
    assert fields.moment(fields.FIRST_S) == datetime(2002, 10, 1, tzinfo=UTC)
    assert isinstance(fields.moment(fields.FIRST_S - 1), str)
    assert fields.moment(fields.END_S - 1) == datetime(2099, 12, 31, 23, 59, 59, tzinfo=UTC)
    assert isinstance(fields.moment(fields.END_S), str)
