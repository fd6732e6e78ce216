from itertools import pairwise

import numpy as np

from dj.lineup.catalogue import Catalogue
from dj.lineup.separation import Kinship, Level, levels
from dj.model.show import Rules
from tests.lineup.worlds import song

SONGS = [
    song(0, artist="Björk", album="X", album_artist="Björk"),
    song(1, artist="BJORK feat. B", artists=("BJORK", "B")),
    song(2, artist="b", album="X", album_artist="bjork"),
    song(3, artist="", artists=()),
    song(4, artist="", artists=()),
    song(5, artist="Björk", title="Song 0"),
]
KIN = Kinship.of(Catalogue.of(SONGS), np.arange(6))
STRICT = Level(artist=4, album=2)


def test_artists_are_kin_however_they_are_spelt_and_wherever_they_are_credited() -> None:
    assert KIN.artist[0, 1]
    assert KIN.artist[1, 2]
    assert not KIN.artist[0, 2]


def test_unknown_artists_are_no_kin() -> None:
    nobody = [song(number, artists=(), artist=" ") for number in range(2)]
    unknown = Kinship.of(Catalogue.of(nobody), np.arange(2))
    assert not unknown.artist[0, 1]


def test_distances_are_one_more_than_the_songs_between() -> None:
    apart = KIN.apart(STRICT, 12, [])
    assert apart[0, 1] == 5
    assert apart[0, 2] == 3
    assert apart[0, 3] == 1
    assert (np.diag(apart) == 12).all()
    assert (apart == apart.T).all()


def test_copies_of_a_song_share_one_place() -> None:
    assert KIN.apart(STRICT, 12, [])[0, 5] == 12
    assert KIN.apart(Level(artist=4, album=2, copies_once=False), 12, [])[0, 5] == 5
    assert KIN.distinct() == 5


def test_pins_are_free_of_each_other_but_not_of_themselves() -> None:
    apart = KIN.apart(STRICT, 12, [0, 1])
    assert apart[0, 1] == 1
    assert apart[0, 0] == 12


def test_levels_go_from_the_rules_to_no_separation_at_all() -> None:
    steps = list(levels(Rules(), KIN.distinct(), 5))
    assert (steps[0].artist, steps[0].album) == (4, 2)
    assert (steps[-1].artist, steps[-1].album) == (0, 0)
    assert all((a.artist, a.album) > (b.artist, b.album) for a, b in pairwise(steps))


def test_only_what_bent_is_told() -> None:
    assert STRICT.relaxed(Rules(), 12) == ()
    said = Level(artist=1, album=2).relaxed(Rules(), 12)
    assert said == ("Songs of an artist lie 1 apart instead of 4: the library has no other way.",)


def test_a_separation_longer_than_the_session_did_not_bend() -> None:
    assert Level(artist=2, album=2).relaxed(Rules(), 3) == ()


def test_covers_keep_the_distance_of_an_artist() -> None:
    covers = [
        song(number, title="Yesterday (Live)" if number else "Yesterday") for number in (0, 1)
    ]
    kin = Kinship.of(Catalogue.of(covers), np.arange(2))
    assert kin.apart(STRICT, 12, [])[0, 1] == 5


def test_what_has_just_played_keeps_its_kin_away() -> None:
    clear = KIN.clear_of([3, 0], STRICT, 6)
    assert clear[:, 1].tolist() == [False] * 4 + [True] * 2
    assert clear[:, 2].tolist() == [False] * 2 + [True] * 4
    assert not clear[:, 5].any()
    assert clear[:, 4].all()


def test_no_more_songs_have_room_than_their_artists_leave() -> None:
    two = Kinship.of(
        Catalogue.of([song(number, artist=f"A{number % 2}") for number in range(8)]), np.arange(8)
    )
    assert [two.room(gap, 8) for gap in (0, 1, 2, 3)] == [8, 8, 6, 4]
