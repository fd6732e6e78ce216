import numpy as np
import pytest

from dj.lineup.catalogue import Catalogue
from dj.lineup.programmes.cores import CLOSER, core, denser, distance
from tests.lineup.worlds import library, song

SONGS = library(80, 20)
CATALOGUE = Catalogue.of(SONGS)
EVERY = np.arange(80)


def test_the_mean_distance_is_that_of_all_pairs() -> None:
    table = 1.0 - CATALOGUE.vectors @ CATALOGUE.vectors.T
    mean = float(table[~np.eye(80, dtype=bool)].mean())
    assert distance(CATALOGUE, EVERY) == pytest.approx(mean, abs=1e-6)


def test_songs_without_a_sound_have_no_distance() -> None:
    bare = Catalogue.of([song(number) for number in range(5)])
    assert distance(bare, np.arange(5)) == 0.0
    assert distance(CATALOGUE, EVERY[:1]) == 0.0


def test_what_is_left_is_dense_or_too_little() -> None:
    usual = distance(CATALOGUE, EVERY)
    left = denser(CATALOGUE, EVERY, usual, 12)
    assert left.size < 12 or distance(CATALOGUE, left) <= CLOSER * usual
    assert denser(CATALOGUE, EVERY, 0.0, 12).size == 80


def test_a_core_forms_around_the_songs_that_suit() -> None:
    suits = np.zeros(80)
    suits[:10] = 1.0
    chosen = core(CATALOGUE, EVERY, suits, 20)
    assert len(set(chosen.tolist())) == 20
    assert len(set(chosen.tolist()) & set(range(10))) >= 5
