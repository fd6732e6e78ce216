"""What a tagging model adds is kept beside the analysis, and comes and goes alone."""

from dataclasses import replace

import numpy as np

from dj.library.store import Store
from dj.model.analysis import Analysis, SoundTag
from tests.library.store.conftest import add_tracks, make_analysis

CORE = {"key": "2", "tempo": "1"}
WITH_MODEL = {**CORE, "ear": "1, abc"}
EMBEDDING = np.linspace(-1, 3, 200, dtype=np.float32)


def heard(number: int) -> Analysis:
    tag = SoundTag(name="mellow", score=0.625, model="ear 1")
    return replace(make_analysis(number), analysers=WITH_MODEL, sound_tags=(tag,),
                   embedding=EMBEDDING)  # fmt: skip


def test_embeddings_come_with_all_songs_and_with_one(store: Store) -> None:
    add_tracks(store, 1, 2)
    store.save_analysis(heard(1))
    store.save_analysis(make_analysis(2))
    one, other = store.songs()
    np.testing.assert_array_equal(one.analysis.embedding, EMBEDDING)
    assert one.analysis.sound_tags == heard(1).sound_tags
    assert other.analysis.embedding.shape == (0,)
    whole = store.song(one.id)
    assert whole is not None
    np.testing.assert_array_equal(whole.analysis.embedding, EMBEDDING)


def test_what_more_was_heard_does_not_make_an_analysis_another(store: Store) -> None:
    add_tracks(store, 1, 2)
    store.save_analysis(heard(1))
    store.save_analysis(make_analysis(2))
    assert len(store.songs(CORE)) == 2
    assert store.missing_analysis(CORE) == ()
    (song,) = store.songs(WITH_MODEL)
    (missing,) = store.missing_analysis(WITH_MODEL)
    assert {song.id, missing.id} == {track.id for track in store.tracks()}


def test_an_analysis_by_another_version_is_still_another(store: Store) -> None:
    add_tracks(store, 1)
    store.save_analysis(replace(heard(1), analysers={**WITH_MODEL, "key": "3"}))
    assert store.songs(CORE) == ()
    assert len(store.missing_analysis(CORE)) == 1


def test_a_new_analysis_without_the_model_takes_its_embedding_away(store: Store) -> None:
    add_tracks(store, 1)
    store.save_analysis(heard(1))
    store.save_analysis(make_analysis(1))
    (song,) = store.songs()
    assert song.analysis.embedding.size == 0
    assert song.analysis.sound_tags == ()
