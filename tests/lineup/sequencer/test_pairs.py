from itertools import combinations

import numpy as np
import pytest

from dj.lineup.sequencer.moves import clashes
from dj.lineup.sequencer.pairs import replace_pair
from tests.lineup.sequencer.instances import instance, some_orders


@pytest.mark.parametrize("seed", range(3))
def test_the_best_pair_of_all_is_found(seed: int) -> None:
    problem = instance(12, 4, seed, artists=8, separation=1, pins={1: 3})
    order = some_orders(problem, 30)[-1]
    best = problem.cost(order)
    for first, second in combinations(range(4), 2):
        for one in range(12):
            for two in range(12):
                tried = order.copy()
                tried[[first, second]] = one, two
                if (tried != order).sum() == 2 and problem.keeps_rules(tried):
                    best = min(best, problem.cost(tried))
    found = replace_pair(problem, order, clashes(problem, order), -1e-9)
    cost = problem.cost(order if found is None else found)
    assert cost == pytest.approx(best)
    assert found is None or problem.keeps_rules(found)


def test_one_song_has_no_pair() -> None:
    problem = instance(5, 1, 0)
    order = np.array([2], np.int64)
    assert replace_pair(problem, order, clashes(problem, order), -1e-9) is None
