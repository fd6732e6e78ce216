import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dj.lineup.sequencer.bound import cost_to_go
from dj.lineup.sequencer.prices import guide
from dj.lineup.sequencer.rough import Rough
from tests.lineup.sequencer.instances import instance, with_works


@settings(max_examples=20, deadline=None)
@given(seed=st.integers(0, 10_000), songs=st.integers(1, 20), price=st.floats(-3.0, 3.0))
def test_the_way_is_as_cheap_as_the_cheapest(seed: int, songs: int, price: float) -> None:
    plain = guide(instance(40, songs, seed), 0)
    prices = np.random.default_rng(seed).uniform(-abs(price), abs(price), 40)
    placed = (plain.placed + prices).astype(np.float32)
    cost, path = Rough.of(plain.step).answer(placed)
    least = float((placed[0] + cost_to_go(plain.step, placed)[0]).min())
    true = float(placed[np.arange(songs), path].sum() + plain.step[path[:-1], path[1:]].sum())
    # Each place and each join is rounded to half a unit.
    rounded = songs / Rough.of(plain.step).unit
    assert cost == pytest.approx(least, abs=rounded + 1e-4)
    assert least - 1e-4 <= true <= least + 2 * rounded + 1e-4


def test_the_way_holds_pins_and_works_however_dear() -> None:
    problem = with_works(instance(40, 8, 3, pins={2: 7}), 3, 3)
    plain = guide(problem, 0)
    placed = plain.placed.copy()
    placed[:, list(problem.works[0])] -= 2.0
    placed[2, 7] += 50.0
    _, path = Rough.of(plain.step).answer(placed)
    assert path[2] == 7
    assert not problem.torn[path[:-1], path[1:]].any()


def test_joins_that_cost_nothing_are_no_trouble() -> None:
    placed = np.array([[2.0, 1.0], [1.0, np.inf]], np.float32)
    cost, path = Rough.of(np.zeros((2, 2), np.float32)).answer(placed)
    assert (cost, path.tolist()) == (2.0, [1, 0])
