import pytest

from dj.lineup.sequencer import solve
from tests.lineup.sequencer.instances import instance


@pytest.mark.slow
def test_orders_cost_at_most_two_percent_more_than_the_proven_optimum() -> None:
    pytest.importorskip("ortools", reason="the proven optimum needs the group bench (ortools)")
    from benchmarks.sequencing.exact import optimum

    proven = 0
    for seed in range(3):
        problem = instance(16, 5, seed, artists=8)
        solution = solve(problem)
        assert solution is not None
        best = optimum(problem, 120.0, hint=solution.order)
        assert best is not None
        assert problem.keeps_rules(best.order)
        assert solution.cost <= 1.02 * best.cost
        assert not best.proven or solution.lower_bound <= best.cost + 1e-3
        proven += best.proven
    assert proven
