from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest

from dj.errors import NotEnoughTracks
from dj.lineup.catalogue import Catalogue
from dj.lineup.moment import Moment
from dj.lineup.playable import Playable, broken, playable
from dj.model.analysis import Song
from dj.model.brief import Brief
from dj.model.listening import PlayStats
from dj.model.show import Rules
from dj.units import TrackId
from tests.lineup.worlds import AT, newcomer, song

SONGS = [song(number) for number in range(6)]


def left(
    songs: list[Song], hours: dict[int, float], length_s: float, *, skips: int = 0
) -> Playable:
    plays = {
        TrackId(f"t{number:06d}"): PlayStats(
            plays=1, skips=skips, first_at=AT, last_at=AT - timedelta(hours=ago)
        )
        for number, ago in hours.items()
    }
    taste = replace(newcomer(), listens=9, plays=plays)
    moment = Moment.of(Catalogue.of(songs), taste, AT, np.random.default_rng(1))
    return playable(moment, Rules(), length_s)


def test_recordings_of_the_wrong_length_never_play() -> None:
    songs = [song(0, play_s=29), song(1, play_s=30), song(2, play_s=900), song(3, play_s=901)]
    assert left(songs, {}, 9000).open.tolist() == [False, True, True, False]


def test_songs_heard_lately_rest_while_there_are_others() -> None:
    found = left(SONGS, {0: 1, 1: 5}, 600)
    assert found.open.tolist() == [False, True, True, True, True, True]
    assert found.relaxed == ()


def test_a_song_that_is_mostly_skipped_rests_for_two_weeks() -> None:
    assert left(SONGS, {0: 24 * 13, 1: 24 * 15}, 600, skips=3).open.tolist()[:2] == [False, True]


def test_skipped_songs_come_back_before_songs_just_heard() -> None:
    found = left(SONGS, {0: 1, 1: 100, 2: 100}, 900, skips=3)
    assert found.open.tolist() == [False, True, True, True, True, True]
    assert found.relaxed == ("The library is too small to let 2 songs skipped lately rest.",)


def test_everything_plays_when_nothing_is_left() -> None:
    found = left(SONGS, dict.fromkeys(range(6), 1), 600)
    assert found.open.all()
    assert "6 songs heard in the last 4 h" in found.relaxed[-1]


TALES = [song(0), song(1, genres=("Audiobook",)), song(2, genres=("Audiobook", "Crime"))]


def open_to(brief: Brief, rules: Rules = Rules()) -> list[bool]:  # noqa: B008 - it is frozen
    moment = Moment.of(Catalogue.of(TALES), newcomer(), AT, np.random.default_rng(1), brief=brief)
    found = playable(moment, rules, 60.0).open
    reasons = broken(moment, rules).values()
    assert (found == ~np.any(list(reasons), axis=0)).all()
    return list(found.tolist())


def test_speech_plays_where_it_is_let_or_named_and_not_between_songs() -> None:
    one, every = TALES[1].track.id, frozenset(tale.track.id for tale in TALES)
    assert open_to(Brief()) == [True, False, False]
    assert open_to(Brief(), Rules(allow_spoken=True)) == [True, True, True]
    assert open_to(Brief(must=frozenset({one}))) == [True, True, False]
    assert open_to(Brief(seeds={one: 1.0})) == [True, True, False]
    assert open_to(Brief(only=every, editors=dict.fromkeys(every, "Tales"))) == [True, True, True]
    assert open_to(Brief(only=every, editors={one: "Tales"})) == [True, False, False]


def test_a_library_of_nothing_but_speech_says_so() -> None:
    with pytest.raises(NotEnoughTracks, match="speech, not music"):
        left(TALES[1:], {}, 600)


def test_nothing_to_play_names_the_rule_that_removed_most() -> None:
    with pytest.raises(NotEnoughTracks, match="longer than 900 s"):
        left([song(0, play_s=10), song(1, play_s=1000), song(2, play_s=2000)], {}, 600)
