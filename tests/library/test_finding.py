from dataclasses import replace

import pytest

from dj.errors import ConfigError
from dj.library import the_one
from dj.model.track import Track
from dj.testing.examples import song
from dj.units import TrackId


def track(number: int, title: str, artist: str = "Ana", **more: object) -> Track:
    made = song(number, title=title, artist=artist).track
    return replace(made, album="Examples", **more)  # type: ignore[arg-type]


def test_a_whole_identity_wins_over_everything() -> None:
    one, other = track(1, "Harbour"), track(2, track(1, "x").id)
    assert the_one([one, other], one.id) is one


@pytest.mark.parametrize("wanted", ["ab12", "AB12C", "harbour", "ana harb", "ANA - Hárbour"])
def test_the_start_of_an_identity_or_words_are_enough(wanted: str) -> None:
    one = track(1, "Harbour", id=TrackId("ab12c" + "0" * 27))
    assert the_one([track(2, "Ridge"), one], wanted) is one


def test_three_characters_of_an_identity_are_too_few() -> None:
    with pytest.raises(ConfigError, match="no song is meant"):
        the_one([track(1, "Harbour", id=TrackId("ab12c" + "0" * 27))], "ab1")


def test_a_title_that_is_exactly_one_songs_wins_over_longer_ones() -> None:
    one = track(1, "Harbour")
    assert the_one([track(2, "Harbour (live)"), one], "harbour") is one


def test_the_start_of_an_identity_does_not_win_over_a_title_in_silence() -> None:
    by_id = track(1, "Ridge", id=TrackId("dead" + "0" * 28))
    with pytest.raises(ConfigError, match="2 songs are meant"):
        the_one([by_id, track(2, "Dead")], "dead")


def test_several_are_listed_with_their_identities_up_to_eight() -> None:
    tracks = [track(n, f"Harbour {n}") for n in range(1, 12)]
    with pytest.raises(ConfigError, match="11 songs are meant") as caught:
        the_one(tracks, "harbour")
    said = str(caught.value)
    assert said.count("\n  0000") == 8
    assert "and 3 more" in said


def test_nothing_like_it_names_the_nearest() -> None:
    with pytest.raises(ConfigError, match="Ana - Harbour"):
        the_one([track(1, "Harbour"), track(2, "Ridge")], "ana harbuor")


@pytest.mark.parametrize("wanted", ["", " ", "\u200b", "[", "%", "*"])
def test_what_names_nothing_means_nothing(wanted: str) -> None:
    with pytest.raises(ConfigError, match="no song is meant"):
        the_one([track(1, "Harbour"), track(2, "Ridge")], wanted)


def test_an_empty_library_says_what_to_do() -> None:
    with pytest.raises(ConfigError, match="dj scan"):
        the_one([], "harbour")


def test_a_very_long_title_does_not_fill_the_list() -> None:
    tracks = [track(n, f"Harbour {n} " + "x" * 5000) for n in (1, 2)]
    with pytest.raises(ConfigError) as caught:
        the_one(tracks, "harbour")
    assert len(str(caught.value)) < 600
