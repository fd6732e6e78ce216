import numpy as np
import pytest

from benchmarks.searching import made_up, measured, slipped
from dj.model.slips import slips


def test_a_slip_is_one_slip_at_most() -> None:
    rng = np.random.default_rng(1)
    titles = ("Blue moon", "a", "Night night rain")
    assert all(slips(title, slipped(title, rng)) <= 1 for title in titles for _ in range(50))


@pytest.mark.slow
def test_every_way_of_searching_is_measured_on_the_same_songs() -> None:
    told = measured(300, 10, 1)
    ours, like = told["ours"], told["LIKE"]
    assert isinstance(ours, dict)
    assert isinstance(like, dict)
    assert ours.keys() == like.keys()
    assert ours["exact title"]["right"] == 1.0
    assert len(set(made_up(50, np.random.default_rng(2)).titles)) > 25
