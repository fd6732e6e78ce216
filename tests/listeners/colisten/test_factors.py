import os
import subprocess
import sys
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import sparse

from dj.listeners.colisten.factors import ALPHA, RIDGE, SIZE, fold_in, gram, train

PROGRAM = """
import hashlib, numpy as np
from scipy import sparse
from dj.listeners.colisten.factors import train
plays = sparse.random(400, 300, 0.2, format="csr", rng=np.random.default_rng(1))
print(hashlib.sha256(train(plays, seed=3).tobytes()).hexdigest())
"""


def plays(seed: int, listeners: int = 40, items: int = 30) -> sparse.csr_matrix:
    return sparse.random(listeners, items, 0.3, format="csr", rng=np.random.default_rng(seed))


@given(st.integers(0, 200), st.integers(0, 99))
def test_gram_is_the_product_whatever_the_number_of_vectors(count: int, seed: int) -> None:
    vectors = np.random.default_rng(seed).normal(size=(count, SIZE))
    assert np.allclose(gram(vectors), vectors.T @ vectors)


def test_a_listener_folded_in_solves_the_published_equations() -> None:
    rng = np.random.default_rng(0)
    items = rng.normal(size=(50, SIZE))
    heard = np.array([1, 5, 9])
    trust = np.ones(50)
    trust[heard] = ALPHA
    said = np.zeros(50)
    said[heard] = 1.0
    system = items.T @ (trust[:, None] * items) + RIDGE * np.eye(SIZE)
    expected = np.linalg.solve(system, items.T @ (trust * said))
    assert np.allclose(fold_in(items[heard], gram(items)), expected)


def dear(table: sparse.csr_matrix, items: np.ndarray) -> float:
    """Give the least of the cost that is learned, with listeners at their best."""
    said = (table.toarray() > 0).astype(float)
    trust = np.where(said > 0, ALPHA, 1.0)
    whole = gram(items)
    people = np.array([fold_in(items[row > 0], whole) for row in said])
    error = (trust * (said - people @ items.T) ** 2).sum()
    return float(error + RIDGE * ((people**2).sum() + (items**2).sum()))


def test_more_rounds_never_cost_more(monkeypatch: pytest.MonkeyPatch) -> None:
    costs = []
    for rounds in (1, 2, 5, 15):
        monkeypatch.setattr("dj.listeners.colisten.factors.ROUNDS", rounds)
        costs.append(dear(plays(2, 60, 50), train(plays(2, 60, 50), seed=0).astype(float)))
    assert all(later <= earlier + 1e-3 for earlier, later in pairwise(costs))


def test_rows_of_every_length_are_solved_alike(monkeypatch: pytest.MonkeyPatch) -> None:
    table = sparse.random(20, 90, 0.8, format="csr", rng=np.random.default_rng(4))
    quick = train(table, seed=1)
    monkeypatch.setattr("dj.listeners.colisten.factors._FEW", ())
    assert np.allclose(train(table, seed=1), quick, atol=1e-6)


def test_the_same_seed_gives_the_same_bytes_and_another_does_not() -> None:
    assert train(plays(1), seed=1).tobytes() == train(plays(1), seed=1).tobytes()
    assert train(plays(1), seed=1).tobytes() != train(plays(1), seed=2).tobytes()


def test_a_table_without_items_gives_no_vectors() -> None:
    assert train(sparse.csr_matrix((3, 0)), seed=0).shape == (0, SIZE)
    assert not train(sparse.csr_matrix((3, 4)), seed=0).any()


@pytest.mark.slow
def test_the_number_of_threads_does_not_change_a_byte() -> None:
    def digest(threads: int) -> str:
        names = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")
        limits = dict.fromkeys(names, str(threads))
        return subprocess.run([sys.executable, "-c", PROGRAM], env={**os.environ, **limits},
                              capture_output=True, text=True, check=True).stdout  # fmt: skip

    assert digest(1) == digest(2) == digest(4)
