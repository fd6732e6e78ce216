from dataclasses import replace
from datetime import timedelta

import numpy as np

from dj.lineup.catalogue import Catalogue
from dj.lineup.moment import Moment
from dj.lineup.themes import TRUE_FIT, fits
from dj.model.brief import NO_BRIEF, Brief
from dj.model.listening import PlayStats, Taste
from dj.model.show import Theme
from dj.units import TrackId
from tests.lineup.worlds import AT, newcomer, song

YEARS = (2026, 2025, 2024, 2018, 2010, None)
SONGS = [song(number, year=year) for number, year in enumerate(YEARS)]


def fit(theme: Theme, taste: Taste, brief: Brief = NO_BRIEF) -> list[float]:
    moment = Moment.of(Catalogue.of(SONGS), taste, AT, np.random.default_rng(1), brief=brief)
    return [round(float(value), 3) for value in fits(moment, np.arange(len(SONGS)))[theme]]


def played(days: float) -> PlayStats:
    return PlayStats(plays=5, skips=0, first_at=AT, last_at=AT - timedelta(days=days))


def test_new_is_this_year_and_last() -> None:
    assert fit(Theme.NEW, newcomer()) == [1, 0.5, 0, 0, 0, 0]


def test_where_all_is_new_it_is_new_to_everybody_and_elsewhere_less_to_who_plays_old_songs() -> (
    None
):
    old = replace(newcomer(), release_ages=(0.0, 0.0, 0.5, 0.5))
    assert fit(Theme.NEW, old) == [0, 0, 0, 0, 0, 0]
    only = Brief(only=frozenset({SONGS[0].id, SONGS[1].id}))
    assert fit(Theme.NEW, old, only)[:2] == [1, 0.5]
    mixed = Brief(only=frozenset({SONGS[0].id, SONGS[4].id}))
    assert fit(Theme.NEW, old, mixed)[:2] == [0, 0]


def test_throwback_is_ten_years_old() -> None:
    assert fit(Theme.THROWBACK, newcomer()) == [0, 0, 0, 0.6, 1, 0]


def test_throwback_is_also_what_they_have_not_played_for_half_a_year() -> None:
    plays = {TrackId("t000000"): played(200), TrackId("t000001"): played(100)}
    found = fit(Theme.THROWBACK, replace(newcomer(), listens=9, plays=plays))
    assert found[:2] == [1, 0]


def test_discovery_is_what_they_have_never_heard() -> None:
    plays = {TrackId("t000000"): played(3)}
    found = fit(Theme.DISCOVERY, replace(newcomer(), listens=300, plays=plays))
    assert found[0] == 0
    assert min(found[1:]) >= TRUE_FIT


def test_a_newcomer_has_no_discoveries_and_no_favourites() -> None:
    assert set(fit(Theme.DISCOVERY, newcomer())) == {0}
    assert set(fit(Theme.FAVOURITES, newcomer())) == {0}


def test_favourites_are_saved_or_liked_best() -> None:
    liking = {TrackId("t000001"): 0.8, TrackId("t000002"): 0.4}
    taste = replace(newcomer(), affinity=liking, saves=frozenset({TrackId("t000005")}))
    found = fit(Theme.FAVOURITES, taste)
    assert found[5] == found[1] == 1
    assert found[0] == 0
