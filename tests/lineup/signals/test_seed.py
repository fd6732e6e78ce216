from dataclasses import replace

import numpy as np

from dj.lineup.catalogue import Catalogue
from dj.lineup.moment import Moment
from dj.lineup.signals import SIGNALS
from dj.model.brief import Brief
from dj.model.listening import Taste
from dj.units import TrackId
from tests.lineup.worlds import AT, library, newcomer

SONGS = library(40, 8)
ONE = SONGS[5]


def values(seeds: dict[TrackId, float], taste: Taste | None = None) -> dict[TrackId, float]:
    catalogue = Catalogue.of(SONGS)
    now = Moment.of(catalogue, taste or newcomer(), AT, np.random.default_rng(1),
                    brief=Brief(seeds=seeds))  # fmt: skip
    found = SIGNALS["seed"].values(now, np.arange(40))
    return dict(zip(catalogue.ids, found.tolist(), strict=True))


def test_a_session_that_grows_from_nothing_hears_nothing_of_it() -> None:
    assert set(values({}).values()) == {0.0}


def test_the_seed_itself_is_nearest_and_all_values_are_shares() -> None:
    found = values({ONE.id: 1.0})
    assert max(found, key=lambda one: found[one]) == ONE.id
    assert min(found.values()) >= 0
    assert max(found.values()) <= 1


def test_another_song_of_the_seeds_artist_is_nearer_for_it() -> None:
    own = next(one for one in SONGS if one.track.artist == ONE.track.artist and one is not ONE)
    stranger = replace(ONE, track=replace(ONE.track, id=TrackId("x"), artists=("Nobody",)))
    before = SIGNALS["seed"]
    catalogue = Catalogue.of([*SONGS, stranger])
    now = Moment.of(catalogue, newcomer(), AT, np.random.default_rng(1),
                    brief=Brief(seeds={ONE.id: 1.0}))  # fmt: skip
    rows = np.array([catalogue.row_of[ONE.id], catalogue.row_of[TrackId("x")]])
    same, other = before.values(now, rows)
    assert same > other
    assert values({ONE.id: 1.0})[own.id] > 0


def test_what_they_play_after_the_seed_is_nearer_for_it() -> None:
    after = SONGS[30].id
    taste = replace(newcomer(), follows={ONE.id: {after: 1.0}})
    assert values({ONE.id: 1.0}, taste)[after] > values({ONE.id: 1.0})[after]
