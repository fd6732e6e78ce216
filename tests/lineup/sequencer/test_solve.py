import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dj.lineup.sequencer import Effort, solve
from tests.lineup.sequencer.instances import instance, optimum


@settings(max_examples=15, deadline=None)
@given(
    pool=st.integers(1, 6),
    songs=st.integers(1, 4),
    artists=st.integers(1, 6),
    separation=st.integers(0, 3),
    seed=st.integers(0, 10_000),
    pinned=st.booleans(),
)
def test_tiny_instances_are_solved_to_the_optimum_or_near_and_bounded_from_below(
    pool: int, songs: int, artists: int, separation: int, seed: int, pinned: bool
) -> None:
    songs = min(songs, pool)
    pins = {songs - 1: pool - 1} if pinned else None
    problem = instance(pool, songs, seed, artists=artists, separation=separation, pins=pins)
    best = optimum(problem)
    solution = solve(problem)
    if solution is None:
        assert best == np.inf
        return
    assert problem.keeps_rules(solution.order)
    assert solution.lower_bound <= best + 1e-9
    assert best - 1e-9 <= solution.cost <= best * 1.02 + 1e-9


@pytest.mark.slow
def test_six_of_eight_songs_are_solved_to_the_optimum() -> None:
    for seed in range(3):
        problem = instance(8, 6, seed, artists=5, separation=2)
        solution = solve(problem)
        assert solution is not None
        assert solution.cost == pytest.approx(optimum(problem), rel=0.01)


@pytest.mark.parametrize("seed", range(4))
def test_a_solution_keeps_the_rules_and_costs_no_less_than_its_bound(seed: int) -> None:
    problem = instance(120, 17, seed, pins={3: 7, 5: 9})
    solution = solve(problem)
    assert solution is not None
    assert problem.keeps_rules(solution.order)
    assert solution.order[3] == 7
    assert solution.order[5] == 9
    assert solution.lower_bound <= solution.cost == problem.cost(solution.order)


@pytest.mark.slow
@pytest.mark.parametrize("songs", [15, 30])
def test_more_effort_hardly_finds_better(songs: int) -> None:
    for seed in range(2):
        problem = instance(500, songs, seed)
        usual, great = solve(problem), solve(problem, Effort(width=400, starts=40, passes=300))
        assert usual is not None
        assert great is not None
        assert usual.cost <= great.cost * 1.04


def test_no_order_is_none() -> None:
    problem = instance(4, 3, 0, artists=1, separation=1)
    assert solve(problem) is None
