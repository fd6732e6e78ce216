from dataclasses import replace

import numpy as np

from dj.lineup.sequencer import Effort, Quota, solve, with_held
from tests.lineup.sequencer.instances import instance


def test_songs_that_must_play_are_brought_in_where_there_is_a_way() -> None:
    problem = instance(60, 10, 1, artists=12)
    marks = np.arange(60) < 4
    asked = replace(problem, quotas=(Quota(marks=marks, least=4, most=10, cost=10.0),))
    without = solve(problem, Effort(steps=0, width=5, starts=1, passes=3, sweeps=0))
    assert without is not None
    assert not set(range(4)) <= set(without.order.tolist())
    held = with_held(asked, without, range(4))
    kin = problem.apart[np.ix_(range(4), range(4))]
    assert not (kin[np.triu_indices(4, 1)] > 5).any()
    assert set(range(4)) <= set(held.order.tolist())
    assert problem.keeps_rules(held.order)
    assert held.cost == asked.cost(held.order)


def test_a_song_that_fits_nowhere_stays_out() -> None:
    problem = replace(instance(8, 4, 0, artists=8), offered=np.tile(np.arange(8) != 5, (4, 1)))
    solution = solve(problem)
    assert solution is not None
    assert with_held(problem, solution, [5]) is solution
