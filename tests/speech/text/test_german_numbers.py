import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dj.speech.text import german_numbers as numbers


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "null"),
        (1, "eins"),
        (21, "einundzwanzig"),
        (100, "hundert"),
        (101, "hunderteins"),
        (1001, "tausendeins"),
        (21_000, "einundzwanzigtausend"),
        (1_000_000, "eine Million"),
        (2_000_001, "zwei Millionen eins"),
    ],
)
def test_a_number_is_one_german_word_below_a_million(number: int, words: str) -> None:
    assert numbers.cardinal(number) == words


@pytest.mark.parametrize(
    ("year", "words"),
    [
        (1900, "neunzehnhundert"),
        (1905, "neunzehnhundertfünf"),
        (1994, "neunzehnhundertvierundneunzig"),
        (2000, "zweitausend"),
        (2019, "zweitausendneunzehn"),
        (1066, "tausendsechsundsechzig"),
    ],
)
def test_years_of_the_last_centuries_are_counted_in_hundreds(year: int, words: str) -> None:
    assert numbers.year(year) == words


@pytest.mark.parametrize(
    ("rank", "words"),
    [(1, "erste"), (3, "dritte"), (7, "siebte"), (8, "achte"), (20, "zwanzigste"),
     (21, "einundzwanzigste"), (101, "hunderterste"), (112, "hundertzwölfte")],
)  # fmt: skip
def test_a_rank_ends_by_its_last_two_digits(rank: int, words: str) -> None:
    assert numbers.ordinal(rank) == words


@given(st.integers(-(10**15), 10**15))
def test_any_number_is_said_in_letters(number: int) -> None:
    assert re.fullmatch(r"[A-Za-zäöüß ]+", numbers.cardinal(number))


@given(st.integers(0, 999_999), st.integers(0, 999_999))
def test_different_numbers_sound_different(one: int, other: int) -> None:
    assert (numbers.cardinal(one) == numbers.cardinal(other)) is (one == other)
