from dataclasses import replace
from datetime import date

from dj.lineup.catalogue import Catalogue
from dj.lineup.programmes.releases import of_liked_artists
from dj.model.listening import Taste
from dj.units import TrackId
from tests.lineup.programmes.halls import released
from tests.lineup.worlds import newcomer, song

SONGS = [
    released(song(0, artist="Played", album="Old", track_number=1), date(2026, 11, 2)),
    released(song(1, artist="Played", album="New", track_number=2), date(2026, 11, 20)),
    released(song(2, artist="Played", album="New", track_number=1), date(2026, 11, 20)),
    released(song(3, artist="Kept"), date(2026, 11, 5)),
    released(song(4, artist="Kept feat. Played", artists=("Kept", "Played")), date(2026, 11, 5)),
    released(song(5, artist="Stranger"), date(2026, 11, 20)),
]
TASTE = replace(newcomer(), artist_affinity={"played": 1.0, "nobody": 0.9},
                kept_artists={"kept": 0.1})  # fmt: skip


def chosen(taste: Taste, count: int = 9, songs: tuple[int, ...] = (0, 1, 2, 3, 4, 5)) -> list[int]:
    ids = [SONGS[number].id for number in songs]
    found = of_liked_artists(Catalogue.of(SONGS), taste, ids, count)
    return [int(one[1:]) for one in found]


def test_kept_artists_come_before_played_ones_and_strangers_not_at_all() -> None:
    assert chosen(TASTE) == [3, 2]


def test_of_an_artists_songs_the_newest_then_the_best_liked_is_chosen() -> None:
    assert chosen(replace(TASTE, affinity={TrackId("t000001"): 0.5})) == [3, 1]
    assert chosen(TASTE, songs=(0, 3)) == [3, 0]


def test_a_song_of_two_liked_artists_counts_for_both() -> None:
    assert chosen(TASTE, songs=(0, 1, 2, 4)) == [4]


def test_no_more_than_there_is_room_for() -> None:
    assert chosen(TASTE, count=1) == [3]
    assert chosen(TASTE, count=0) == []
