import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dj.speech.text import numbers

_UNITS = {word: value for value, word in enumerate(numbers._SMALL)}
_TENS = {word: 10 * value for value, word in enumerate(numbers._TENS) if value > 1}
_SCALES = {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9}


def _value(words: str) -> int:
    """Read number words back, by the rules of a child: an independent inverse."""
    total, group = 0, 0
    for word in words.replace("-", " ").split():
        if word == "hundred":
            group *= 100
        elif word in _SCALES:
            total, group = total + group * _SCALES[word], 0
        else:
            group += _UNITS[word] if word in _UNITS else _TENS[word]
    return total + group


@settings(max_examples=100)
@given(st.integers(0, numbers.LARGEST))
def test_a_spelled_number_reads_back_as_itself(number: int) -> None:
    assert _value(numbers.cardinal(number)) == number


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (0, "zero"),
        (12, "twelve"),
        (21, "twenty-one"),
        (100, "one hundred"),
        (116, "one hundred sixteen"),
        (1234, "one thousand two hundred thirty-four"),
        (2_000_000, "two million"),
        (10**12, "one zero zero zero zero zero zero zero zero zero zero zero zero"),
    ],
)
def test_numbers_are_spelled_the_american_way(number: int, said: str) -> None:
    assert numbers.cardinal(number) == said


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (1, "first"),
        (2, "second"),
        (3, "third"),
        (5, "fifth"),
        (8, "eighth"),
        (9, "ninth"),
        (12, "twelfth"),
        (20, "twentieth"),
        (21, "twenty-first"),
        (100, "one hundredth"),
        (112, "one hundred twelfth"),
    ],
)
def test_ranks_end_as_they_should(number: int, said: str) -> None:
    assert numbers.ordinal(number) == said


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (1900, "nineteen hundred"),
        (1905, "nineteen oh five"),
        (1987, "nineteen eighty-seven"),
        (2000, "two thousand"),
        (2007, "two thousand seven"),
        (2010, "twenty ten"),
        (2026, "twenty twenty-six"),
        (1066, "ten sixty-six"),
    ],
)
def test_years_are_read_in_pairs(number: int, said: str) -> None:
    assert numbers.year(number) == said


@pytest.mark.parametrize(
    ("first", "said"),
    [
        (1990, "nineteen nineties"),
        (1960, "nineteen sixties"),
        (1900, "nineteen hundreds"),
        (2000, "two thousands"),
        (2010, "twenty tens"),
    ],
)
def test_decades_are_plural(first: int, said: str) -> None:
    assert numbers.decade(first) == said


@pytest.mark.parametrize(("text", "value"), [("I", 1), ("iv", 4), ("IX", 9), ("XIV", 14)])
def test_roman_numerals_have_their_value(text: str, value: int) -> None:
    assert numbers.roman(text) == value
