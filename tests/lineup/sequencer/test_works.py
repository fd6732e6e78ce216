from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dj.lineup.sequencer import solve
from dj.lineup.sequencer.search import improve
from dj.lineup.sequencer.works import exchange
from tests.lineup.sequencer.instances import instance, optimum, some_orders, with_works


def test_a_work_that_is_cheap_comes_in_and_one_that_is_dear_goes() -> None:
    plain = with_works(instance(60, 10, 1), 1, 3, 3)
    for cheap in (True, False):
        dear = np.ones(60, np.bool_)
        dear[list(plain.works[0])] = False
        position = plain.position + 5.0 * (dear == cheap)
        problem = replace(plain, position=position)
        for start in some_orders(plain if cheap else problem, 3):
            order = improve(problem, start, 60)
            assert problem.keeps_rules(order)
            assert (plain.works[0][0] in order) == cheap


def test_an_exchange_saves_what_it_says() -> None:
    problem = with_works(instance(60, 10, 2), 2, 3, 2, 4)
    for order in some_orders(problem, 6):
        better = exchange(problem, order, -1e-9)
        assert better is None or problem.keeps_rules(better)
        assert better is None or problem.cost(better) < problem.cost(order)


@settings(max_examples=8, deadline=None)
@given(seed=st.integers(0, 10_000), songs=st.integers(2, 4), separation=st.integers(0, 2))
def test_tiny_instances_with_works_are_solved_to_the_optimum_or_near(
    seed: int, songs: int, separation: int
) -> None:
    problem = with_works(instance(7, songs, seed, artists=5, separation=separation), seed, 2, 2)
    best, solution = optimum(problem), solve(problem)
    if solution is None:
        assert best == pytest.approx(float("inf"))
        return
    assert problem.keeps_rules(solution.order)
    assert solution.lower_bound <= best + 1e-9
    assert best - 1e-9 <= solution.cost <= best * 1.03 + 1e-9
