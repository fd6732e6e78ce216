from dataclasses import replace

import numpy as np
import pytest

from dj.lineup.catalogue import Catalogue
from dj.lineup.moment import Moment
from dj.lineup.programme import LONGEST_SONGS, arc, places, songs_for, unserved
from dj.model.show import Theme
from tests.lineup.worlds import AT, SHOW, newcomer, song

MOMENT = Moment.of(Catalogue.of([song(1)]), newcomer(), AT, np.random.default_rng(1))


def test_songs_and_their_joins_fill_the_length() -> None:
    assert songs_for(3600, 200, 0) == 18
    assert songs_for(3595, 205, -5) == 18
    assert songs_for(18 * 200 + 17 * 10, 200, 10) == 18


@pytest.mark.parametrize("join_s", [-200.0, -199.5, -1e9])
def test_joins_that_eat_whole_songs_are_not_believed(join_s: float) -> None:
    assert songs_for(3600, 200, join_s) == 18


def test_there_is_always_a_song_and_never_too_many() -> None:
    assert songs_for(1, 200, 0) == 1
    assert songs_for(1e9, 200, 0) == LONGEST_SONGS


def test_the_arc_joins_its_offsets_by_straight_lines() -> None:
    assert arc(replace(SHOW, arc=(0, 0.4, 0)), 5).tolist() == pytest.approx([0, 0.2, 0.4, 0.2, 0])
    assert arc(replace(SHOW, arc=()), 3).tolist() == [0, 0, 0]
    assert arc(replace(SHOW, arc=(0.3,)), 2).tolist() == [0.3, 0.3]
    assert arc(replace(SHOW, arc=(0.1, 0.9)), 1).tolist() == [0.1]


def test_energies_stay_in_range() -> None:
    form = places(replace(SHOW, arc=(1, -1)), MOMENT, 4, frozenset(Theme))
    assert form[0].energy == 1
    assert form[-1].energy == 0


def test_a_theme_that_is_not_served_goes_by_mood_in_its_segment() -> None:
    form = places(SHOW, MOMENT, 7, frozenset({Theme.MOOD}))
    assert {place.theme for place in form} == {Theme.MOOD}
    assert [place.segment for place in form] == [0, 0, 0, 0, 1, 1, 1]


def test_each_missing_theme_is_told_once() -> None:
    said = unserved(SHOW, frozenset({Theme.MOOD, Theme.THROWBACK}), new_is_unwelcome=False)
    assert len(said) == 2
