from dataclasses import replace

import numpy as np
import pytest

from dj.lineup.sequencer.bound import cost_to_go, lower_bound
from tests.lineup.sequencer.instances import instance


def test_the_bound_of_one_song_is_its_cost() -> None:
    problem = instance(5, 1, 0)
    bound = lower_bound(problem, cost_to_go(problem))
    assert problem.position.min() <= bound <= min(problem.cost(np.array([one])) for one in range(5))


def test_a_length_out_of_reach_is_part_of_the_bound() -> None:
    problem = replace(instance(9, 4, 0), length_s=1e6)
    within = lower_bound(instance(9, 4, 0), cost_to_go(problem))
    longest_s = float(np.sort(problem.play_s)[-4:].sum())
    bound = lower_bound(problem, cost_to_go(problem))
    assert bound == pytest.approx(within + (1e6 - longest_s - 15) / 60)
