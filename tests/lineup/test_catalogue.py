from dataclasses import replace

import numpy as np
import pytest

from dj.lineup.catalogue import NO_KEY, Catalogue, key_code
from dj.model.tonality import Key
from tests.lineup.worlds import library, song


def test_songs_stand_in_the_order_of_their_ids_and_only_once() -> None:
    made = Catalogue.of([song(3), song(1), song(2), song(1)])
    assert [one.id for one in made] == ["t000001", "t000002", "t000003"]
    assert [made.row_of[one.id] for one in made] == [0, 1, 2]


def test_a_catalogue_is_laid_out_once() -> None:
    made = Catalogue.of(library(5, 2))
    assert Catalogue.of(made) is made


@pytest.mark.parametrize("bpm", [None, 0.0, -3.0, float("nan"), float("inf")])
def test_a_tempo_that_is_none_is_missing(bpm: float | None) -> None:
    assert np.isnan(Catalogue.of([song(1, bpm=bpm)]).octaves[0])


def test_keys_of_all_spellings_have_their_own_code() -> None:
    codes = {key_code(Key.parse(f"{number}{letter}")) for number in range(1, 13) for letter in "md"}
    assert codes == set(range(NO_KEY))
    assert key_code(None) == NO_KEY


def test_vectors_that_are_no_directions_count_as_missing() -> None:
    rows = [np.ones(4), np.zeros(4), np.full(4, np.nan), np.ones(3), np.zeros(0), np.ones(4)]
    made = Catalogue.of(
        [song(number, vector=row.astype(np.float32)) for number, row in enumerate(rows)]
    )
    assert made.has_vector.tolist() == [True, False, False, False, False, True]
    assert made.vectors[0] == pytest.approx(np.full(4, 0.5))
    assert not made.vectors[2].any()


def test_where_a_model_listened_taste_and_catalogue_share_one_space() -> None:
    songs = library(12, 3)
    rng = np.random.default_rng(1)
    heard = [
        replace(one, analysis=replace(one.analysis, embedding=rng.random(8, np.float32)))
        for one in songs[1:]
    ]
    made = Catalogue.of([songs[0], *heard])
    assert made.vectors.shape == (12, songs[0].analysis.vector.size + 8)
    assert made.has_vector.all()
    assert np.linalg.norm(made.vectors, axis=1) == pytest.approx(1.0)
    assert not made.vectors[made.row_of[songs[0].id], -8:].any()


def test_a_library_without_vectors_has_no_centre() -> None:
    assert Catalogue.of([song(1)]).centre.shape == (0,)


def test_featured_artists_find_their_songs() -> None:
    made = Catalogue.of([song(1, artist="A feat. B", artists=("A", "B")), song(2, artist="b")])
    assert made.artist_rows["b"] == (0, 1)
