import numpy as np
import pytest

from dj.errors import LibraryError
from dj.lineup.neighbours.exact import ExactBuilder, best
from tests.lineup.worlds import vectors

ROWS = vectors(300, np.random.default_rng(0))


def test_a_row_finds_itself_first_and_the_others_in_order() -> None:
    rows, similarities = ExactBuilder().build(ROWS, None, 1).query(ROWS[7], 20)
    assert rows[0] == 7
    assert (np.diff(similarities) <= 0).all()
    assert similarities == pytest.approx(ROWS[rows] @ ROWS[7])


def test_the_best_are_those_of_a_full_sort_with_ties_by_row() -> None:
    values = np.array([1, 3, 3, 2, 3, 0], np.float32)
    for count in range(8):
        assert best(values, count)[0].tolist() == [1, 2, 4, 3, 0, 5][:count]


@pytest.mark.parametrize("bad", [0.0, np.nan, 2.0])
def test_rows_that_are_not_directions_are_refused(bad: float) -> None:
    rows = ROWS.copy()
    rows[3] = bad
    with pytest.raises(LibraryError, match="row 3"):
        ExactBuilder().build(rows, None, 1)


@pytest.mark.parametrize("query", [np.zeros(3), np.full(16, np.nan)])
def test_a_query_of_another_shape_or_without_numbers_is_refused(query: np.ndarray) -> None:
    with pytest.raises(LibraryError, match="16 finite numbers"):
        ExactBuilder().build(ROWS, None, 1).query(query.astype(np.float32), 5)


def test_an_empty_matrix_has_no_neighbours() -> None:
    rows, _ = ExactBuilder().build(np.zeros((0, 16), np.float32), None, 1).query(ROWS[0], 5)
    assert rows.size == 0
