import numpy as np
import pytest

from dj.lineup.sequencer.moves import clashes, reordered, reordering, replacing
from tests.lineup.sequencer.instances import any_order, instance, some_orders, with_works


@pytest.mark.parametrize("seed", range(3))
def test_replacing_a_song_changes_the_cost_as_foretold(seed: int) -> None:
    problem = with_works(instance(20, 7, seed), seed)
    order = any_order(problem, seed)
    foretold = replacing(problem, order)
    for place in range(7):
        for song in range(20):
            changed = order.copy()
            changed[place] = song
            change = problem.cost(changed) - problem.cost(order)
            assert foretold[place, song] == pytest.approx(change, abs=1e-9)


@pytest.mark.parametrize("songs", [2, 3, 4, 9])
def test_reordering_changes_the_cost_as_foretold(songs: int) -> None:
    problem = with_works(instance(20, songs, 1), 1)
    order = any_order(problem, 1)
    for foretold, kind in reordering(problem, order):
        for first, second in np.argwhere(np.isfinite(foretold)):
            changed = reordered(order, kind, int(first), int(second))
            assert sorted(changed) == sorted(order)
            change = problem.cost(changed) - problem.cost(order)
            assert foretold[first, second] == pytest.approx(change, abs=1e-9)


def test_clashes_mark_exactly_the_replacements_that_break_a_rule() -> None:
    problem = instance(30, 8, 2, artists=6, separation=2, pins={2: 4})
    order = some_orders(problem, 5)[0]
    marked = clashes(problem, order) > 0
    for place in range(8):
        for song in set(range(30)) - set(order.tolist()):
            changed = order.copy()
            changed[place] = song
            assert marked[place, song] == (not problem.keeps_rules(changed))
