import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dj.listeners.modes import Matrix, modes


def blobs(counts: tuple[int, ...], seed: int = 1, spread: float = 0.05) -> Matrix:
    """Unit rows around orthogonal axes, in blocks."""
    rng = np.random.default_rng(seed)
    rows = [
        np.eye(16)[axis] + spread * rng.normal(size=16)
        for axis, count in enumerate(counts)
        for _ in range(count)
    ]
    found: Matrix = np.array(rows)
    found /= np.linalg.norm(found, axis=1, keepdims=True)
    return found


def test_three_tastes_are_found_with_their_shares_heaviest_first() -> None:
    vectors = blobs((10, 30, 20))
    centres, shares = modes(vectors, np.ones(60))
    assert [int(np.argmax(centre)) for centre in centres] == [1, 2, 0]
    assert shares == pytest.approx((0.5, 1 / 3, 1 / 6))
    assert np.linalg.norm(centres, axis=1) == pytest.approx(1.0)


def test_liking_decides_the_share_not_the_number_of_tracks() -> None:
    vectors = blobs((10, 10))
    _, shares = modes(vectors, np.repeat([3.0, 1.0], 10))
    assert shares == pytest.approx((0.75, 0.25))


def test_one_taste_is_not_split() -> None:
    centres, shares = modes(blobs((40,), spread=0.01), np.ones(40))
    assert len(centres) == 1
    assert shares == (1.0,)


def test_a_handful_of_strays_is_no_taste_of_its_own() -> None:
    centres, _ = modes(blobs((60, 2)), np.ones(62))
    assert len(centres) == 1


def test_few_tracks_make_one_mode_and_none_make_none() -> None:
    assert len(modes(blobs((2, 2)), np.ones(4))[0]) == 1
    centres, shares = modes(blobs((3,)), np.zeros(3))
    assert (centres.shape, shares) == ((0, 16), ())


def test_the_same_input_gives_the_same_bytes() -> None:
    vectors, weights = blobs((20, 20, 20), spread=0.3), np.linspace(0.1, 1, 60)
    one, other = modes(vectors, weights), modes(vectors.copy(), weights.copy())
    assert one[0].tobytes() == other[0].tobytes()
    assert one[1] == other[1]


@settings(max_examples=25)
@given(st.integers(1, 40), st.integers(0, 1000))
def test_modes_are_unit_rows_with_shares_that_sum_to_one(count: int, seed: int) -> None:
    rng = np.random.default_rng(seed)
    vectors = rng.normal(size=(count, 5))
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    centres, shares = modes(vectors, rng.random(count) + 0.01)
    assert 1 <= len(centres) == len(shares) <= 3
    assert np.linalg.norm(centres, axis=1) == pytest.approx(1.0, abs=1e-5)
    assert sum(shares) == pytest.approx(1.0)
    assert list(shares) == sorted(shares, reverse=True)


def test_opposite_songs_do_not_break_the_mean() -> None:
    vectors = np.array([[1.0, 0.0], [-1.0, 0.0]])
    centres, _ = modes(vectors, np.ones(2))
    assert np.isfinite(centres).all()


def test_a_centre_leans_towards_what_is_liked_more() -> None:
    vectors = np.array([[1.0, 0.0], [0.0, 1.0]])
    centres, _ = modes(vectors, np.array([3.0, 1.0]))
    assert centres[0] == pytest.approx(np.array([3.0, 1.0]) / np.sqrt(10))
