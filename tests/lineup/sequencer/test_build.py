from dataclasses import replace

import numpy as np
import pytest

from dj.lineup.sequencer import Problem
from dj.lineup.sequencer.build import build
from tests.lineup.sequencer.instances import instance


@pytest.mark.parametrize("artists", [2, 3, 5])
def test_building_finds_an_order_where_artists_must_alternate(artists: int) -> None:
    problem = round_robin(artists, each=4)
    order = build(problem)
    assert order is not None
    assert problem.keeps_rules(order)


def round_robin(artists: int, each: int) -> Problem:
    """As many songs as places: the only way is to go round the artists."""
    problem = instance(artists * each, artists * each, 0, separation=0)
    artist = np.arange(artists * each) % artists
    apart = np.where(artist[:, None] == artist, artists, 1).astype(np.int16)
    np.fill_diagonal(apart, artists * each)
    return replace(problem, apart=apart, mean_energy=0.5, length_s=None, quotas=())
