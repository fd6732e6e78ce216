import pytest

from dj.library import Store, albums, runs_on

pytestmark = [pytest.mark.real, pytest.mark.slow]


def test_the_soundtrack_is_one_album_in_order(store: Store) -> None:
    songs = {song.id: song.track for song in store.songs()}
    album = max(albums(songs.values()), key=lambda found: len(found.tracks))
    places = [(songs[i].disc_number, songs[i].track_number) for i in album.tracks]
    assert len(places) > 30
    numbered = [place for place in places if place[1] is not None]
    assert numbered == sorted(numbered)
    assert album.missing == ()


def test_pieces_that_all_end_do_not_run_on(store: Store) -> None:
    assert runs_on(store.songs()) == {}


def test_orchestral_pieces_have_passages(store: Store) -> None:
    long = [song.analysis for song in store.songs() if song.analysis.duration_s > 120.0]
    assert long
    for sound in long:
        assert 2 <= len(sound.sections) <= 1 + sound.duration_s / 8.0
        assert sound.sections[0].start_s == sound.cues.cue_in_s
        assert sound.sections[-1].end_s == sound.cues.cue_out_s
