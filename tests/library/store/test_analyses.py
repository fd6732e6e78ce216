import dataclasses
from typing import Any, get_type_hints

import numpy as np
import pytest

from dj.errors import LibraryError
from dj.library.store import Store
from dj.library.store.rows import ARRAYS
from dj.model.analysis import Analysis
from tests.library.store.conftest import add_tracks, make_analysis, make_track

VERSIONS = {"key": "2", "tempo": "1"}


def assert_same_arrays(found: Analysis, expected: Analysis) -> None:
    for name in ARRAYS:
        array = getattr(found, name)
        np.testing.assert_array_equal(array, getattr(expected, name))
        assert array.dtype == getattr(expected, name).dtype
        assert not array.flags.writeable


def test_every_array_of_an_analysis_is_known_here() -> None:
    arrays = {name for name, kind in get_type_hints(Analysis).items() if "ndarray" in str(kind)}
    assert set(ARRAYS) == arrays


def test_a_song_comes_back_whole(store: Store) -> None:
    add_tracks(store, 1)
    store.save_analysis(make_analysis(1))
    song = store.song(make_track(1).id)
    assert song is not None
    assert song.track == make_track(1)
    assert song.analysis == make_analysis(1)
    assert_same_arrays(song.analysis, make_analysis(1))


def test_songs_have_their_vector_and_other_arrays_on_request(store: Store) -> None:
    add_tracks(store, 1)
    store.save_analysis(make_analysis(1))
    (light,) = store.songs()
    assert light.analysis == make_analysis(1)
    np.testing.assert_array_equal(light.analysis.vector, make_analysis(1).vector)
    assert len(light.analysis.beats_s) == 0
    (whole,) = store.songs(arrays=True)
    assert_same_arrays(whole.analysis, make_analysis(1))


def test_songs_are_tracks_with_an_analysis(store: Store) -> None:
    add_tracks(store, 3, 1, 2)
    for number in (3, 2, 9):
        store.save_analysis(make_analysis(number))
    assert [song.id for song in store.songs()] == [make_track(n).id for n in (2, 3)]
    assert store.song(make_track(1).id) is None


def test_an_analysis_counts_for_its_own_versions_only(store: Store) -> None:
    add_tracks(store, 1, 2)
    store.save_analysis(make_analysis(1, version="1"))
    store.save_analysis(make_analysis(2, version="0"))
    assert [song.id for song in store.songs(VERSIONS)] == [make_track(1).id]
    assert [track.id for track in store.missing_analysis(VERSIONS)] == [make_track(2).id]


def test_a_newer_analysis_replaces_the_earlier_one(store: Store) -> None:
    add_tracks(store, 1)
    store.save_analysis(make_analysis(1, version="0"))
    store.save_analysis(make_analysis(1, version="1"))
    assert store.songs({"key": "2", "tempo": "0"}) == ()
    assert len(store.songs(VERSIONS)) == 1


def test_an_analysis_outlives_its_file(store: Store) -> None:
    add_tracks(store, 1)
    store.save_analysis(make_analysis(1))
    store.mark("gone", ["/music/1.flac"])
    assert store.songs() == ()
    store.mark("present", ["/music/1.flac"])
    assert store.missing_analysis(VERSIONS) == ()


def test_numpy_scalars_are_stored_as_numbers(store: Store) -> None:
    add_tracks(store, 1)
    scalars: dict[str, Any] = {"energy": np.float32(0.5), "loudness_lufs": np.float64(-9.0)}
    odd = dataclasses.replace(make_analysis(1), **scalars)
    store.save_analysis(odd)
    assert store.songs()[0].analysis.energy == 0.5
    assert type(store.songs()[0].analysis.loudness_lufs) is float


def test_an_analysis_that_is_not_a_number_is_refused(store: Store) -> None:
    broken = dataclasses.replace(make_analysis(1), loudness_lufs=float("-inf"))
    with pytest.raises(LibraryError, match="loudness_lufs"):
        store.save_analysis(broken)
