import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dj.lineup.chance import SHUFFLED, Chance


def chance(size: int, seed: int = 1) -> Chance:
    return Chance(np.random.default_rng(seed), size)


@given(st.integers(0, 300) | st.integers(SHUFFLED - 1, SHUFFLED + 2), st.integers(0, 99))
def test_each_row_has_a_chance_of_its_own_and_the_first_are_the_greatest(
    size: int, seed: int
) -> None:
    drawn = chance(size, seed)
    values = np.asarray(drawn)
    assert np.unique(values).size == size
    assert ((values > 0) & (values < 1)).all()
    assert drawn.first(size + 3).tolist() == np.argsort(-values).tolist()


def test_part_of_it_is_the_same_as_the_whole() -> None:
    drawn = chance(100_000)
    rows = np.array([7, 99_999, 0])
    assert drawn[rows].tolist() == np.asarray(drawn)[rows].tolist()
    assert chance(100_000)[rows].tolist() == drawn[rows].tolist()
    assert chance(100_000, seed=2)[rows].tolist() != drawn[rows].tolist()


def test_each_row_is_first_as_often_as_the_others() -> None:
    firsts = [chance(SHUFFLED + 1, seed).first(16) for seed in range(160)]
    tenths = np.bincount(np.concatenate(firsts) * 10 // (SHUFFLED + 1), minlength=10)
    assert tenths.min() > 200
    assert tenths.max() < 312


@pytest.mark.parametrize("lag", [1, 2, 16, 1024])
def test_rows_side_by_side_have_nothing_in_common(lag: int) -> None:
    values = np.asarray(chance(50_000))
    assert abs(np.corrcoef(values[:-lag], values[lag:])[0, 1]) < 0.02
    assert abs(np.corrcoef(values, np.arange(values.size))[0, 1]) < 0.02
