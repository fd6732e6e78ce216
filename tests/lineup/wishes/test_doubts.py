import pytest

from tests.lineup.wishes.shelf import told


@pytest.mark.parametrize(
    "words",
    ["wihtout rap", "whitout any rap", "exept rap", "bila asili rap", "δίχως rap", "kien Northgate",
     "no rap exept Northgate"],
)  # fmt: skip
def test_what_may_be_refused_is_not_played(words: str) -> None:
    found = told(words)
    assert "is not understood and may mean" in found.problem
    assert "Write “no " in found.hint


@pytest.mark.parametrize(
    "words",
    ["crunchy jazz", "wihtout, rap", "no wihtout rap", "mellow sort of skronky jazz, 90s",
     "preferably skronky jazz"],
)  # fmt: skip
def test_a_word_that_is_no_refusal_is_only_told(words: str) -> None:
    found = told(words)
    assert not found.problem
    assert any(one.startswith("Not understood: ") for one in found.brief.notes)
