from itertools import pairwise

import numpy as np

from dj.lineup.separation import Kinship, Level, levels
from dj.model.show import Rules
from tests.lineup.worlds import song

TRACKS = [
    song(0, artist="Björk", album="X", album_artist="Björk").track,
    song(1, artist="BJORK feat. B", artists=("BJORK", "B")).track,
    song(2, artist="b", album="X", album_artist="bjork").track,
    song(3, artist="", artists=()).track,
    song(4, artist="", artists=()).track,
    song(5, artist="Björk", title="Song 0").track,
]
KIN = Kinship.of(TRACKS)
STRICT = Level(artist=4, album=2)


def test_artists_are_kin_however_they_are_spelt_and_wherever_they_are_credited() -> None:
    assert KIN.artist[0, 1]
    assert KIN.artist[1, 2]
    assert not KIN.artist[0, 2]


def test_unknown_artists_are_no_kin() -> None:
    unknown = Kinship.of([song(number, artists=(), artist=" ").track for number in range(2)])
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
    steps = list(levels(Rules(), KIN, 5))
    assert (steps[0].artist, steps[0].album) == (4, 2)
    assert (steps[-1].artist, steps[-1].album) == (0, 0)
    assert all((a.artist, a.album) > (b.artist, b.album) for a, b in pairwise(steps))


def test_only_what_bent_is_told() -> None:
    assert STRICT.relaxed(Rules(), 12) == ()
    said = Level(artist=1, album=2).relaxed(Rules(), 12)
    assert said == ("Songs of an artist lie 1 apart instead of 4: the library has no other way.",)


def test_a_separation_longer_than_the_session_did_not_bend() -> None:
    assert Level(artist=2, album=2).relaxed(Rules(), 3) == ()
