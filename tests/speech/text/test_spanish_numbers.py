import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dj.speech.text import spanish_numbers as numbers
from dj.speech.text.spanish_numbers import Counts


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "cero"),
        (16, "dieciséis"),
        (21, "veintiuno"),
        (31, "treinta y uno"),
        (100, "cien"),
        (101, "ciento uno"),
        (1000, "mil"),
        (1994, "mil novecientos noventa y cuatro"),
        (2001, "dos mil uno"),
        (21_000, "veintiún mil"),
        (1_000_000, "un millón"),
        (21_000_000, "veintiún millones"),
    ],
)
def test_numbers_and_years_are_spelled_alike(number: int, words: str) -> None:
    assert numbers.cardinal(number) == words


@pytest.mark.parametrize(
    ("number", "counts", "words"),
    [
        (1, Counts.HE, "un"),
        (1, Counts.SHE, "una"),
        (21, Counts.HE, "veintiún"),
        (21, Counts.SHE, "veintiuna"),
        (201, Counts.SHE, "doscientas una"),
        (11, Counts.HE, "once"),
        (1200, Counts.SHE, "mil doscientas"),
        (200_000, Counts.SHE, "doscientas mil"),
    ],
)
def test_a_number_agrees_with_what_it_counts(number: int, counts: Counts, words: str) -> None:
    assert numbers.cardinal(number, counts) == words


def test_ranks_above_ten_are_said_as_numbers() -> None:
    assert numbers.ordinal(3, feminine=True) == "tercera"
    assert numbers.ordinal(1, short=True) == "primer"
    assert numbers.ordinal(11) == "once"


@given(st.integers(-(10**15), 10**15), st.sampled_from(Counts))
def test_any_number_is_said_in_letters(number: int, counts: Counts) -> None:
    assert re.fullmatch(r"[a-záéíóú ]+", numbers.cardinal(number, counts))


@given(st.integers(0, 999_999), st.integers(0, 999_999))
def test_different_numbers_sound_different(one: int, other: int) -> None:
    assert (numbers.cardinal(one) == numbers.cardinal(other)) is (one == other)
