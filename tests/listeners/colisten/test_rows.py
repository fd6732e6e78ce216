import pytest

from dj.listeners.colisten.rows import Refusal, Refusals, plays_of


@pytest.mark.parametrize(("text", "plays"), [("1", 1.0), ("13883", 13883.0), (" 2.0 ", 2.0)])
def test_a_number_of_plays_is_read(text: str, plays: float) -> None:
    assert plays_of(text) == plays


@pytest.mark.parametrize("text", ["", "many", "0", "-3", "nan", "inf", "1e300", "0x10"])
def test_what_is_no_number_of_plays_is_said_in_words(text: str) -> None:
    assert isinstance(plays_of(text), str)


def test_of_many_broken_rows_the_first_place_and_the_number_are_kept() -> None:
    refusals = Refusals()
    for line in range(1, 1001):
        refusals.add(Refusal(f"data.tsv:{line}", "it was never played"))
    assert refusals.counts == {"it was never played": 1000}
    assert refusals.first == {"it was never played": "data.tsv:1"}
