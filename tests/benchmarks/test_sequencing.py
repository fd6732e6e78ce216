from pathlib import Path

import numpy as np
import pytest

from benchmarks.sequencing.annealing import annealed
from benchmarks.sequencing.contenders import CONTENDERS
from benchmarks.sequencing.sets import compared
from tests.lineup.sequencer.instances import instance

SET = """set,position,bpm,key,energy
night,2,122,C,0.5
night,1,120,Am,0.5
night,3,124,G,0.55
night,4,126,Em,0.6
night,5,90,,
short,1,100,,
"""


def test_all_contenders_keep_the_rules_and_ours_costs_least() -> None:
    problem = instance(60, 9, 1, artists=20, pins={3: 7})
    orders = {name: way(problem) for name, way in CONTENDERS.items()}
    assert all(problem.keeps_rules(order) for order in orders.values())
    costs = {name: problem.cost(order) for name, order in orders.items()}
    assert min(costs, key=costs.__getitem__) == "ours"
    assert max(costs, key=costs.__getitem__) in ("chance", "nearest walk")


def test_annealing_keeps_the_rules_and_counts_its_cost_right() -> None:
    problem = instance(40, 8, 2, artists=15)
    start = CONTENDERS["chance"](problem)
    found = annealed(problem, start, 300, heat=0.3, seed=1)
    assert problem.keeps_rules(found)
    assert problem.cost(found) <= problem.cost(start)


def test_a_smooth_set_is_better_than_its_songs_shuffled_and_ours_is_no_worse(
    tmp_path: Path,
) -> None:
    (tmp_path / "sets.csv").write_text(SET, encoding="utf-8")
    found = compared(tmp_path / "sets.csv")
    assert found["sets"] == 1
    assert found["ours"] <= found["as played"] + 1e-9 < found["shuffled"]
    assert np.isfinite(list(found.values())).all()


def test_a_table_without_a_set_is_refused(tmp_path: Path) -> None:
    (tmp_path / "sets.csv").write_text("set,position\n", encoding="utf-8")
    with pytest.raises(SystemExit, match="no set of 4 songs"):
        compared(tmp_path / "sets.csv")
