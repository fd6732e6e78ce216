import numpy as np

from dj.lineup.catalogue import Catalogue
from dj.lineup.variety import CHOSEN, features, unlike
from tests.lineup.worlds import song


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
    likeness = table @ table.T
    assert likeness[0, 1] == 1.0
    assert likeness[0, 2] == likeness[0, 3] == likeness[0, 4] == 0.0
    assert np.allclose(np.diag(likeness), [1, 1, 1, 1, 0])


def test_nothing_to_compare_says_nothing() -> None:
    assert unlike(np.zeros((3, 0), np.float32), np.ones(3)).tolist() == [0.0, 0.0, 0.0]
