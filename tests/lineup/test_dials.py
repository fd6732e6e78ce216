from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest

from dj.lineup.dials import dialled
from dj.lineup.signals import SIGNALS
from dj.model.controls import Dials
from dj.model.show import Rules
from dj.units import TrackId
from tests.lineup.listening import MORNING, SONGS, mean_of, tasted
from tests.lineup.worlds import SHOW

Measure = Callable[[list[TrackId]], float]
STEPS = (0.0, 0.25, 0.5, 0.75, 1.0)
KNOWN = tasted(MORNING)
VECTORS = {one.id: one.analysis.vector for one in SONGS}


def new(tracks: list[TrackId]) -> float:
    return float(np.mean([track not in KNOWN.plays for track in tracks]))


def liking(tracks: list[TrackId]) -> float:
    return float(np.mean([KNOWN.affinity.get(track, 0.0) for track in tracks]))


def distance(tracks: list[TrackId]) -> float:
    """Intra-list distance: the mean of 1 − cosine over all pairs."""
    rows = np.array([VECTORS[track] for track in tracks])
    size = len(rows)
    return float(1.0 - ((rows @ rows.T).sum() - size) / (size * (size - 1)))


@pytest.mark.parametrize("talk", STEPS)
def test_in_the_middle_nothing_changes(talk: float) -> None:
    assert dialled(SHOW, Dials(talk=talk)) is SHOW


@pytest.mark.slow
@pytest.mark.parametrize(
    ("dial", "measure"), [("discovery", new), ("familiarity", liking), ("diversity", distance)]
)
def test_the_ends_of_each_dial_are_apart(dial: str, measure: Measure) -> None:
    low, high = (mean_of(replace(KNOWN, dials=Dials(**{dial: step})), measure, seeds=8)
                 for step in (0, 1))  # fmt: skip
    assert high > low + 0.03


@pytest.mark.slow
@pytest.mark.parametrize(
    ("dial", "measure"), [("discovery", new), ("familiarity", liking), ("diversity", distance)]
)
def test_each_dial_rises_over_five_steps(dial: str, measure: Measure) -> None:
    found = [
        mean_of(replace(KNOWN, dials=Dials(**{dial: step})), measure, seeds=16) for step in STEPS
    ]
    assert found == sorted(found)


def test_no_discovery_plays_nothing_new_and_all_of_it_hardly_anything_else() -> None:
    assert mean_of(replace(KNOWN, dials=Dials(discovery=0.0)), new, seeds=1) == 0.0
    assert mean_of(replace(KNOWN, dials=Dials(discovery=1.0)), new, seeds=1) >= 0.85


def test_the_band_of_discoveries_moves_one_way_and_stays_a_band() -> None:
    show = replace(SHOW, rules=Rules(discovery_share=(0.1, 0.5)))
    bands = [
        dialled(show, Dials(discovery=step)).rules.discovery_share
        for step in np.arange(0, 1.01, 0.1)
    ]
    for before, after in pairwise(bands):
        assert before[0] <= after[0] <= after[1]
        assert before[1] <= after[1] <= 1.0


def test_what_a_show_weighs_is_turned_and_not_replaced() -> None:
    show = replace(SHOW, weights={"affinity": 3.0, "novelty": 0.0})
    turned = dialled(show, Dials(familiarity=1.0, discovery=0.75)).weights
    assert (turned["affinity"], turned["novelty"]) == (12.0, 0.5)
    assert turned["style"] == SIGNALS["style"].default_weight


def test_artists_lie_further_apart_with_more_diversity_and_never_nearer() -> None:
    apart = [dialled(SHOW, Dials(diversity=x)).rules.artist_separation for x in STEPS]
    assert apart == [4, 4, 4, 6, 8]


def test_the_dial_of_discovery_moves_the_band_of_new_artists_that_a_show_asks_for() -> None:
    asking = replace(SHOW, rules=replace(SHOW.rules, new_artists=(0.15, 0.35)))
    bands = [dialled(asking, Dials(discovery=step)).rules.new_artists for step in (0, 0.5, 1)]
    assert bands == [(0.0, 0.0), (0.15, 0.35), (0.6, 1.0)]
    assert dialled(SHOW, Dials(discovery=1.0)).rules.new_artists == (0.0, 1.0)
