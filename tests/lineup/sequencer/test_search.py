from dj.lineup.sequencer.beam import beam
from dj.lineup.sequencer.bound import cost_to_go
from dj.lineup.sequencer.search import improve
from tests.lineup.sequencer.instances import instance


def test_local_search_never_costs_more_and_keeps_the_rules() -> None:
    problem = instance(60, 10, 3, artists=12)
    for start in beam(problem, cost_to_go(problem), 10):
        better = improve(problem, start, 50)
        assert problem.cost(better) <= problem.cost(start) + 1e-9
        assert problem.keeps_rules(better)
