import numpy as np
import pytest
from numpy.typing import NDArray

from dj.lineup.catalogue import Catalogue
from dj.lineup.variety import CHOSEN, Likeness, features, likeness, unlike
from tests.lineup.worlds import library, song


def test_each_choice_is_far_from_those_before() -> None:
    twins = np.array([[1, 0], [1, 0], [0.6, 0.8], [0, 1], [0, 0]], np.float32)
    found = unlike(twins, np.array([1.0, 0.9, 0.9, 0.8, 1.0]))
    assert np.argsort(-found, kind="stable").tolist() == [0, 3, 2, 1, 4]
    assert found[4] == 0.0


def test_only_a_few_of_many_are_chosen() -> None:
    rows = np.random.default_rng(1).standard_normal((500, 8)).astype(np.float32)
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    found = unlike(rows, np.full(500, 0.5))
    assert int((found > 0).sum()) == CHOSEN
    assert 0.5 < found[found > 0].min() <= found.max() == 1.0


def test_without_a_sound_songs_are_compared_by_their_genres() -> None:
    sound = np.ones(4, np.float32)
    songs = [song(0, genres=("jazz",)), song(1, genres=("jazz",)), song(2, genres=("rock", "pop")),
             song(3, genres=("jazz",), vector=sound), song(4)]  # fmt: skip
    table = features(Catalogue.of(songs), np.arange(5))
    cosines = table @ table.T
    assert cosines[0, 1] == 1.0
    assert cosines[0, 2] == cosines[0, 3] == cosines[0, 4] == 0.0
    assert np.allclose(np.diag(cosines), [1, 1, 1, 1, 0])


def test_nothing_to_compare_says_nothing() -> None:
    assert unlike(np.zeros((3, 0), np.float32), np.ones(3)).tolist() == [0.0, 0.0, 0.0]


def test_the_change_of_likeness_told_is_the_change_there_is() -> None:
    rng = np.random.default_rng(4)
    rows = rng.standard_normal((12, 5)).astype(np.float32)
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    priced, order = Likeness(features=rows, weight=1.5), np.array([3, 1, 8, 5])

    def price(songs: NDArray[np.int64]) -> float:
        cosines = (rows[songs] @ rows[songs].T)[np.triu_indices(songs.size, 1)]
        return float(1.5 * songs.size * cosines.mean())

    change = priced.replacing(order)
    for place in range(4):
        for other in (0, 2, 4, 6, 7, 9, 10, 11):
            after = order.copy()
            after[place] = other
            assert change[place, other] == pytest.approx(price(after) - price(order), abs=1e-5)


def test_in_the_middle_of_the_dial_likeness_has_no_price() -> None:
    songs = Catalogue.of(library(20, 5))
    assert likeness(songs, np.arange(20), 0.5) is None
    wished = [likeness(songs, np.arange(20), step) for step in (0.0, 0.75, 1.0)]
    assert [one.weight for one in wished if one] == [-2.0, 1.0, 2.0]
