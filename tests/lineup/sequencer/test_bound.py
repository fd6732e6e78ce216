import numpy as np

from dj.lineup.sequencer.bound import behind, cost_to_go
from dj.lineup.sequencer.prices import guide
from tests.lineup.sequencer.instances import instance


def test_every_way_through_costs_no_less_than_the_cheapest() -> None:
    plain = guide(instance(30, 6, 0), 0)
    togo, before = (made(plain.step, plain.placed) for made in (cost_to_go, behind))
    through = (before + plain.placed + togo).min(axis=1)
    assert np.allclose(through, through[0], rtol=1e-5)


def test_what_cannot_be_followed_costs_for_ever() -> None:
    step = np.array([[np.inf, np.inf], [1.0, np.inf]], np.float32)
    assert np.isinf(cost_to_go(step, np.zeros((2, 2), np.float32))[0]).tolist() == [True, False]
