import pytest
from hypothesis import given
from hypothesis import strategies as st

from dj.session.picture.words import columns_of, facts, fitted, in_words, price
from dj.testing.examples import manifest


@pytest.mark.parametrize(
    ("name", "columns", "lines", "shown"),
    [
        ("Blue Moon", 12, 2, "Blue Moon"),
        ("Blue Moon Rising", 10, 2, "Blue Moon\nRising"),
        ("Blue Moon Rising Again", 10, 2, "Blue Moon\nRising…"),
        ("Unbreakablewords", 8, 2, "Unbreaka\nblewords"),
        ("東京事変", 6, 2, "東京事\n変"),
        ("Blue", 3, 2, ""),
        ("", 10, 2, ""),
    ],
)
def test_names_are_broken_where_they_can_be(
    name: str, columns: int, lines: int, shown: str
) -> None:
    assert fitted(name, columns, lines) == shown


@given(st.text(max_size=60), st.integers(4, 20), st.integers(1, 3))
def test_no_name_is_wider_or_longer_than_its_place(name: str, columns: int, lines: int) -> None:
    shown = fitted(name, columns, lines).split("\n")
    assert len(shown) <= lines
    assert all(columns_of(line) <= columns for line in shown)


def test_the_head_tells_length_songs_and_price() -> None:
    assert list(facts(manifest())) == ["3 songs in 2:50", "1 new to you", "1 talk break",
                                       "for 2026-11-23 07:30 (UTC)"]  # fmt: skip
    assert price(manifest()) == "cost 2.00; no order of these candidates is below 1.50 (gap 25%)"


def test_all_of_it_is_told_in_words() -> None:
    said = in_words(manifest(["One"]))
    assert said.endswith("1. One by Somebody at 0:00: favourites; energy 0.50, 0.50 asked for; "
                         "120 BPM; A minor · 1m.")  # fmt: skip
