import numpy as np
import pytest

from dj.lineup.sequencer.prices import guide
from dj.lineup.sequencer.problem import costs
from dj.lineup.sequencer.windows import refilled, windows
from tests.lineup.sequencer.instances import instance, some_orders, with_works


@pytest.mark.parametrize("songs", [1, 2, 7, 8, 9, 17, 60])
def test_windows_cover_every_place(songs: int) -> None:
    covered = {place for begin, end in windows(songs) for place in range(begin, end)}
    assert covered == set(range(songs))


def test_a_window_filled_anew_keeps_the_rules_and_the_rest_and_costs_no_more() -> None:
    problem = with_works(instance(80, 12, 3, artists=12, pins={5: 9}), 3, 3, 2)
    found = guide(problem, 10)
    for order in some_orders(problem, 5):
        changed = refilled(problem, order, found, 2, 10)
        assert problem.keeps_rules(changed)
        assert problem.cost(changed) <= problem.cost(order) + 1e-9
        assert (changed[[0, 1, 10, 11]] == order[[0, 1, 10, 11]]).all()


def test_costs_of_many_orders_are_the_costs_of_each() -> None:
    problem = instance(40, 9, 2)
    orders = np.array(some_orders(problem, 6))
    assert costs(problem, orders).tolist() == pytest.approx([problem.cost(one) for one in orders])
