from dj.lineup.sequencer.search import improve
from tests.lineup.sequencer.instances import instance, some_orders


def test_local_search_never_costs_more_and_keeps_the_rules() -> None:
    problem = instance(60, 10, 3, artists=12)
    for start in some_orders(problem, 10):
        better = improve(problem, start, 50)
        assert problem.cost(better) <= problem.cost(start) + 1e-9
        assert problem.keeps_rules(better)
