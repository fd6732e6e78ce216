import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from dj.lineup.sparse import Sparse, union

VALUES = st.dictionaries(st.integers(0, 30), st.floats(-5, 5), max_size=12)


def column(values: dict[int, float], size: int = 25, usual: float = 7.0) -> Sparse:
    return Sparse.of(np.array(list(values), np.int64), values.values(), usual, size)


@given(VALUES, st.lists(st.integers(0, 24), max_size=40))
def test_rows_have_the_values_that_were_given_and_others_the_usual(
    values: dict[int, float], rows: list[int]
) -> None:
    made = column(values)
    expected = [values.get(row, 7.0) for row in range(25)]
    assert made.dense().tolist() == expected
    assert made[np.array(rows, np.int64)].tolist() == [expected[row] for row in rows]
    assert (np.diff(made.rows) > 0).all()


def test_arithmetic_is_that_of_the_whole_column() -> None:
    made = column({2: 1.0, 4: -1.0}, size=5, usual=0.0)
    assert (made + 1).tolist() == [1, 1, 2, 1, 0]
    assert (made > 0).tolist() == [False, False, True, False, False]
    assert np.maximum(made, made * -1).tolist() == [0, 0, 1, 0, 1]
    assert np.where(made, 3, 4).tolist() == [4, 4, 3, 4, 3]


def test_few_rows_of_many_are_looked_up_alone() -> None:
    made = column({5: 1.0, 900_000: 2.0}, size=1_000_000)
    assert made[np.array([900_000, 6, 5])].tolist() == [2.0, 7.0, 1.0]
    assert made[made > 7.5].size == 0


@given(st.lists(st.lists(st.integers(0, 30), unique=True), min_size=1, max_size=3))
def test_rows_put_together_rise_and_come_once(columns: list[list[int]]) -> None:
    rows = [np.array(sorted(column), np.int64) for column in columns]
    assert union(*rows).tolist() == sorted({row for column in columns for row in column})
