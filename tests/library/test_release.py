import pytest
from hypothesis import given
from hypothesis import strategies as st

from dj.library.release import date_in, released_in


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2012-12-15", "2012-12-15"),
        ("20121215", "2012-12-15"),
        ("2012-12-15T08:00:00Z", "2012-12-15"),
        ("2012/12/15", "2012-12-15"),
        ("2012.12", "2012-12"),
        (" 2012-12 ", "2012-12"),
        ("2012", "2012"),
        ("2012-00-00", "2012"),
        ("2012-02-31", "2012"),
        ("2012-01-01", "2012"),
        ("15/12/1984", "1984"),
        ("2012-12-15-7", "2012"),
        ("jan08", "None"),
        ("0000-00-00", "None"),
        ("1066-10-14", "None"),
        ("", "None"),
    ],
)
def test_a_date_is_read_as_exactly_as_it_is_told(text: str, date: str) -> None:
    assert str(date_in(text)) == date


@pytest.mark.parametrize(
    ("original", "own", "released"),
    [
        ("1975", "2026-11-13", "1975"),
        ("1975-03-02", "2026-11-13", "1975-03-02"),
        ("2026", "2026-11-13", "2026-11-13"),
        ("", "2026-11-13", "2026-11-13"),
        ("1975", "", "1975"),
        ("nonsense", "1999", "1999"),
        ("", "", "None"),
    ],
)
def test_a_reissue_is_not_new(original: str, own: str, released: str) -> None:
    assert str(released_in(original, own)) == released


@given(st.text(max_size=80))
def test_any_text_gives_a_date_or_none(text: str) -> None:
    found = date_in(text)
    assert found is None or 1860 <= found.year <= 2099
