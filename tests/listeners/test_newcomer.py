import numpy as np

from dj.model.controls import Controls
from tests.listeners.people import SONGS, id_of, play, save, tasted


def test_named_artists_say_which_artists_genres_and_sounds_are_liked() -> None:
    found = tasted(controls=Controls(picked_artists=("ARTIST 1",)))
    assert found.kept_artists == {"artist 1": 1.0}
    assert found.tag_affinity == {"genre 1": 1.0}
    assert len(found.modes) == 1
    likeness = [float(found.modes[0] @ one.analysis.vector) for one in SONGS]
    assert {int(n) % 4 for n in np.argsort(likeness)[-3:]} == {1}


def test_a_song_by_a_named_artist_is_not_said_to_be_liked_or_heard() -> None:
    found = tasted(controls=Controls(picked_artists=("Artist 1",)))
    assert set(found.affinity.values()) == {0.0}
    assert set(found.artist_affinity.values()) == set(found.artist_hour_affinity.values()) == {0.0}
    assert (found.listens, found.plays, found.saves) == (0, {}, frozenset())


def test_songs_of_a_named_playlist_are_liked() -> None:
    saves = [save(1, playlist="Mine"), save(2, playlist="Theirs")]
    found = tasted([], saves, controls=Controls(picked_playlist="Mine"))
    assert found.affinity[id_of(1)] == 1.0 > found.affinity[id_of(2)]
    assert found.notes == ("Chosen from the playlist you named, not from a history: Mine.",)


def test_what_the_library_does_not_have_is_said() -> None:
    picked = Controls(picked_artists=("Artist 1", "Nobody"), picked_playlist="None")
    assert tasted(controls=picked).notes == (
        "Chosen from the artists you named, not from a history: Artist 1.",
        "The library has nothing by Nobody.",
        "The playlist you named has no song of this library: None.",
    )


def test_a_long_history_speaks_for_itself() -> None:
    rows = [play(n % 12, days=n / 7 + 1) for n in range(100)]
    picked = Controls(picked_artists=("Artist 1",))
    assert tasted(rows, controls=picked) == tasted(rows)
    assert tasted(rows[1:], controls=picked) != tasted(rows[1:])
