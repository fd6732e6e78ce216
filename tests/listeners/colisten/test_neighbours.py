import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import sparse

from dj.listeners.colisten import neighbours
from dj.listeners.colisten.neighbours import NEAREST, bm25, nearest, scores


def table(seed: int, listeners: int = 12, items: int = 9) -> sparse.csr_matrix:
    rng = np.random.default_rng(seed)
    amounts = rng.integers(1, 50, (listeners, items)) * (rng.random((listeners, items)) < 0.4)
    return sparse.csr_matrix(amounts.astype(float))


tables = st.integers(0, 2**32 - 1).map(table)


@given(tables)
def test_similarities_are_cosines_of_the_weighted_columns(plays: sparse.csr_matrix) -> None:
    weights = bm25(plays)
    near = nearest(weights)
    dense = weights.toarray()
    sizes = np.linalg.norm(dense, axis=0)
    cosines = dense.T @ dense / np.maximum(np.outer(sizes, sizes), 1e-12)
    for item in range(plays.shape[1]):
        span = slice(near.start[item], near.start[item + 1])
        others = near.item[span]
        assert item not in others
        assert np.allclose(near.similarity[span], cosines[item, others], atol=1e-6)
        expected = np.flatnonzero((cosines[item] > 1e-9) & (np.arange(len(sizes)) != item))
        assert set(others) == set(expected)
        assert (np.diff(near.similarity[span]) <= 1e-6).all()


@given(tables)
def test_weights_stand_where_plays_do_and_are_0_where_everybody_plays(
    plays: sparse.csr_matrix,
) -> None:
    weights = bm25(plays)
    assert (weights.data >= 0).all()
    told = (plays.toarray() > 0) & (plays.getnnz(axis=0) < plays.shape[0])
    assert np.array_equal(weights.toarray() > 0, told)


def test_what_few_play_weighs_more_than_what_all_play() -> None:
    plays = sparse.csr_matrix([[5.0, 5.0], [0.0, 5.0], [0.0, 5.0]])
    weights = bm25(plays).toarray()
    assert weights[0, 0] > weights[0, 1]


def test_blocks_make_no_difference(monkeypatch: pytest.MonkeyPatch) -> None:
    plays = table(1, 40, 30)
    whole = nearest(bm25(plays))
    monkeypatch.setattr(neighbours, "_BLOCK", 7)
    parts = nearest(bm25(plays))
    assert np.array_equal(whole.item, parts.item)
    assert np.array_equal(whole.similarity, parts.similarity)


def test_an_item_keeps_no_more_than_its_nearest() -> None:
    near = nearest(bm25(sparse.csr_matrix(np.eye(3)[:, np.zeros(NEAREST + 20, int)])))
    assert (np.diff(near.start) == NEAREST).all()


def test_scores_add_up_over_what_was_heard() -> None:
    near = nearest(bm25(table(1, 40, 30)))
    one, two = scores(near, np.array([3])), scores(near, np.array([8]))
    assert np.allclose(scores(near, np.array([3, 8])), one + two)
    assert not scores(near, np.zeros(0, np.int64)).any()


def test_a_table_without_items_or_listeners_has_no_neighbours() -> None:
    for shape in ((0, 0), (4, 0), (0, 4)):
        near = nearest(bm25(sparse.csr_matrix(shape)))
        assert near.item.size == 0
        assert len(near.start) == shape[1] + 1
