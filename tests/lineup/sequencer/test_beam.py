import numpy as np

from dj.lineup.sequencer.beam import lowest


def test_lowest_breaks_ties_by_place_and_leaves_out_the_infinite() -> None:
    values = np.array([2.0, 1.0, np.inf, 1.0, 2.0, 2.0])
    assert lowest(values, 4).tolist() == [1, 3, 0, 4]
    assert lowest(values, 9).tolist() == [1, 3, 0, 4, 5]
