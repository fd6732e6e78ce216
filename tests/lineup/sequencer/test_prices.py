from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dj.lineup.sequencer import Quota, solve
from dj.lineup.sequencer.prices import guide
from tests.lineup.sequencer.instances import instance, optimum


def test_the_bound_of_one_song_is_no_more_than_its_cost() -> None:
    problem = instance(5, 1, 0)
    least = min(problem.cost(np.array([one])) for one in range(5))
    assert problem.position.min() * (1 - 1e-6) <= guide(problem, 20).bound <= least


def test_a_length_out_of_reach_is_part_of_the_bound() -> None:
    problem = replace(instance(9, 4, 0), length_s=1e6)
    longest_s = float(np.sort(problem.play_s)[-4:].sum())
    more = guide(problem, 0).bound - guide(instance(9, 4, 0), 0).bound
    assert more == pytest.approx((1e6 - longest_s - 15) / 60, rel=1e-5)


@settings(max_examples=20, deadline=None)
@given(seed=st.integers(0, 10_000), songs=st.integers(2, 4), steps=st.integers(1, 30))
def test_no_prices_give_a_bound_above_the_optimum(seed: int, songs: int, steps: int) -> None:
    problem = instance(6, songs, seed, artists=4, separation=1)
    rare = Quota(marks=np.arange(6) < 2, least=2, most=2, cost=10.0)
    problem = replace(problem, quotas=(*problem.quotas, rare))
    assert guide(problem, steps).bound <= optimum(problem) + 1e-6


def test_prices_raise_the_bound_and_say_more_than_none() -> None:
    for seed in range(2):
        problem = instance(100, 12, seed)
        plain, priced = guide(problem, 0), guide(problem, 20)
        best = solve(problem)
        assert best is not None
        assert plain.bound < priced.bound <= best.cost
        assert best.cost - priced.bound < 0.8 * (best.cost - plain.bound)


def test_bounds_stay_with_works_and_any_length() -> None:
    problem = replace(instance(6, 3, 1, separation=0), works=((0, 1),), length_s=None)
    assert guide(problem, 20).bound <= optimum(problem) + 1e-6
