import numpy as np
import pytest

from dj.lineup.labels import Labels

LABELS = Labels.of([("jazz", "blues"), (), ("rock",), ("jazz",)])


def test_the_best_liking_of_a_songs_names_counts() -> None:
    assert LABELS.best({"jazz": 0.4, "blues": 0.9}).tolist() == [0.9, 0.0, 0.0, 0.4]


def test_the_mean_counts_names_without_a_liking_as_nothing() -> None:
    assert LABELS.mean({"jazz": 0.4, "polka": 1.0}).tolist() == [0.2, 0.0, 0.0, 0.4]


@pytest.mark.parametrize(("value", "seen"), [(7.0, 1.0), (-1.0, 0.0), (float("nan"), 0.0)])
def test_likings_beyond_their_range_are_cut(value: float, seen: float) -> None:
    assert LABELS.best({"rock": value}).tolist() == [0.0, 0.0, seen, 0.0]


def test_a_library_without_names_says_nothing() -> None:
    assert Labels.of([(), ()]).mean({"jazz": 1.0}).tolist() == [0.0, 0.0]
    assert Labels.of([]).best({}).size == 0


def test_some_songs_are_asked_as_all_are() -> None:
    rows = np.array([3, 0, 1, 0])
    liking = {"jazz": 0.4, "blues": 0.9}
    assert LABELS.best(liking, rows).tolist() == LABELS.best(liking)[rows].tolist()
    assert LABELS.mean(liking, rows).tolist() == LABELS.mean(liking)[rows].tolist()
    assert LABELS.liked(liking).rows.tolist() == [0, 3]


def test_a_name_knows_its_songs() -> None:
    assert LABELS.holding("jazz").tolist() == [0, 3]
    assert LABELS.holding("polka").tolist() == []


def test_names_are_marked_and_strangers_left_out() -> None:
    marked = LABELS.marked({"rock", "polka"})
    assert [name for name, is_so in zip(LABELS.names, marked, strict=True) if is_so] == ["rock"]
    assert not LABELS.marked(frozenset()).any()
