from dataclasses import replace

import pytest

from dj.lineup import plan
from dj.lineup.credits import credits_of
from dj.model.lineup import Lineup
from dj.model.listening import Taste
from dj.model.names import fold
from dj.model.show import Rules
from tests.lineup.worlds import AT, SHOW, ids, library, listener

WORLD = library(120, 40)
KNOWN = replace(
    listener(WORLD), heard_artists=frozenset(fold(f"Artist {number}") for number in range(30))
)
BY = {one.id: credits_of(one.track)[0] for one in WORLD}


def planned(band: tuple[float, float], taste: Taste = KNOWN, seed: int = 1) -> Lineup:
    show = replace(SHOW, rules=Rules(discovery_share=(0.0, 1.0), new_artists=band))
    return plan(WORLD, show, taste, at=AT, seed=seed)


@pytest.mark.parametrize(
    "band",
    [
        (0.15, 0.35),
        *(pytest.param(band, marks=pytest.mark.slow) for band in ((0.0, 0.0), (0.5, 0.6))),
    ],
)
def test_the_share_of_new_artists_lies_within_its_band(band: tuple[float, float]) -> None:
    for seed in range(3):
        order = ids(planned(band, seed=seed))
        new = sum(BY[one] not in KNOWN.heard_artists for one in order)
        assert band[0] * len(order) <= new <= max(band[1] * len(order), 1)


def test_a_band_that_the_library_cannot_fill_is_told_once() -> None:
    heard = frozenset(BY.values())
    said = planned((0.15, 0.35), replace(KNOWN, heard_artists=heard)).relaxed
    assert sum("by artists you have never heard" in sentence for sentence in said) == 1
    assert any(sentence.startswith("Nothing here is by artists") for sentence in said)
