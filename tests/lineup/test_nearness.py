from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dj.lineup import nearness as module
from dj.lineup.catalogue import Catalogue
from dj.lineup.nearness import OF_GENRE, nearness, to_middle
from dj.units import TrackId
from tests.lineup.worlds import library, song

SONGS = library(50, 12)
CATALOGUE = Catalogue.of(SONGS)
EVERY = np.arange(50)


@given(st.dictionaries(st.sampled_from([one.id for one in SONGS]), st.floats(0.1, 9), max_size=5))
def test_nearness_is_from_nothing_to_one(seeds: dict[TrackId, float]) -> None:
    found = nearness(CATALOGUE, seeds, EVERY)
    assert found.shape == (50,)
    assert found.min() >= 0
    assert found.max() <= 1 + 1e-6


def test_one_seed_is_the_cosine_and_nothing_is_nearer_than_itself() -> None:
    seeds = {SONGS[7].id: 3.0}
    rows = np.array([one.analysis.vector for one in SONGS])
    cosine = rows @ rows[7]
    assert nearness(CATALOGUE, seeds, EVERY) == pytest.approx(np.clip(cosine, 0, 1), abs=1e-5)
    assert to_middle(CATALOGUE, seeds, EVERY) == pytest.approx(cosine, abs=1e-5)


def test_blocks_change_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    seeds = {SONGS[7].id: 3.0, SONGS[20].id: 1.0}
    whole = nearness(CATALOGUE, seeds, EVERY)
    monkeypatch.setattr(module, "_BLOCK", 7)
    assert nearness(CATALOGUE, seeds, EVERY) == pytest.approx(whole, abs=1e-6)


def test_the_heavier_seed_pulls_the_middle() -> None:
    one, other = SONGS[3].id, SONGS[30].id
    light, heavy = (to_middle(CATALOGUE, {one: w, other: 1.0}, EVERY)[3] for w in (1.0, 9.0))
    assert heavy > light


def test_songs_without_a_sound_are_near_by_genre_and_less_so() -> None:
    songs = [
        song(0, genres=("Jazz",), vector=np.eye(4, dtype=np.float32)[0]),
        song(1, genres=("jazz", "Pop")),
        song(2, genres=("Rock",)),
        song(3, genres=("JAZZ",), vector=np.eye(4, dtype=np.float32)[1]),
    ]
    found = nearness(Catalogue.of(songs), {songs[0].id: 1.0}, np.arange(4))
    assert found.tolist() == pytest.approx([1.0, 0.5 * OF_GENRE, 0.0, 0.0])
    assert nearness(Catalogue.of(songs), {songs[1].id: 1.0}, np.arange(4)).tolist() == (
        pytest.approx([1.0, 1.0, 0.0, 1.0]))  # fmt: skip


def test_without_seeds_nothing_is_near() -> None:
    assert not nearness(CATALOGUE, {TrackId("gone"): 1.0}, EVERY).any()
    bare = Catalogue.of([replace(one, track=replace(one.track, genres=())) for one in SONGS[:3]])
    assert nearness(bare, {}, np.arange(3)).tolist() == [0, 0, 0]
