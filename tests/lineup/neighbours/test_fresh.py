import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from dj.lineup.neighbours.fresh import GONE, aligned, keys_of
from tests.lineup.worlds import vectors

KEYS = st.lists(st.integers(0, 9), max_size=30)


def keys(values: list[int]) -> np.ndarray:
    return np.array(values, np.uint64)


@given(KEYS, KEYS)
def test_each_row_stands_for_one_equal_row_and_what_is_left_is_fresh(
    indexed: list[int], rows: list[int]
) -> None:
    found = aligned(keys(indexed), keys(rows))
    kept = [(item, row) for item, row in enumerate(found.row_of.tolist()) if row != GONE]
    assert all(indexed[item] == rows[row] for item, row in kept)
    assert sorted([row for _, row in kept] + found.fresh.tolist()) == list(range(len(rows)))
    shared = sum(min(indexed.count(key), rows.count(key)) for key in set(indexed))
    assert len(kept) == shared
    assert found.gone == len(indexed) - shared


def test_rows_are_told_apart_by_their_values() -> None:
    rows = vectors(5000, np.random.default_rng(0))
    found = keys_of(rows)
    assert np.unique(found).size == 5000
    assert (keys_of(rows[::-1]) == found[::-1]).all()
    rows[7, 3] = np.nextafter(rows[7, 3], np.float32(1))
    assert np.flatnonzero(keys_of(rows) != found).tolist() == [7]
