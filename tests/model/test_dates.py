import pytest
from hypothesis import given
from hypothesis import strategies as st

from dj.model.dates import PartialDate


@given(st.dates(), st.sampled_from((0, 1, 2)))
def test_a_date_reads_as_it_is_written(day: object, parts: int) -> None:
    text = "-".join(str(day).split("-")[: 1 + parts])
    assert str(PartialDate.parse(text)) == text


@pytest.mark.parametrize(
    "text", ["", "2012-13", "2012-02-30", "12-12-2012", "2012-12-15T00", "2O12"]
)
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        PartialDate.parse(text)
