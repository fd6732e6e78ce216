from collections.abc import Sequence
from dataclasses import replace

import pytest

from dj.listeners.kinds import general
from dj.model.analysis import Song
from dj.model.listening import RELEASE_AGES, Taste
from tests.listeners.people import SONGS, play, tasted


def dated(*years: int | None, **fields: object) -> tuple[Song, ...]:
    """The first songs of the library with a year of release each."""
    return tuple(
        replace(song, track=replace(song.track, year=year, **fields))  # type: ignore[arg-type]
        for song, year in zip(SONGS, years, strict=False)
    )


def played(songs: Sequence[Song], *numbers: int) -> Taste:
    return tasted([play(n, days=1 + turn / 10) for turn, n in enumerate(numbers)], songs=songs)


def test_ages_of_releases_are_those_when_they_were_played() -> None:
    found = played(dated(2026, 1975), *[0] * 150, *[1] * 50).release_ages
    assert len(found) == len(RELEASE_AGES) + 1
    assert sum(found) == pytest.approx(1.0)
    assert found[0] == pytest.approx((150 + 20 * general()[0]) / 220, abs=0.03)
    assert found[-1] == pytest.approx(50 / 220, abs=0.03)


def test_few_plays_keep_near_the_general_curve_and_fewer_tell_nothing() -> None:
    assert played(dated(1975), *[0] * 19).release_ages == ()
    found = played(dated(1975), *[0] * 20).release_ages
    assert found[0] == pytest.approx(general()[0] / 2)
    assert found[-1] == pytest.approx(0.5 + general()[-1] / 2)


def test_songs_without_a_year_tell_no_age() -> None:
    assert played(dated(None), *[0] * 50).release_ages == ()


def test_the_general_curve_falls_by_half_in_two_years() -> None:
    assert general().sum() == pytest.approx(1.0)
    assert general()[1] / general()[0] == pytest.approx(2**-0.5)


def test_shares_are_of_plays_and_sum_to_one() -> None:
    songs = [*dated(1994, 1999, 2003)]
    songs[0] = replace(songs[0], track=replace(songs[0].track, genres=("Rock", "Pop"),
                                               country="BR"))  # fmt: skip
    found = played(songs, 0, 0, 1, 2).shares
    assert found["era"] == {"1990s": pytest.approx(0.75, abs=0.01),
                            "2000s": pytest.approx(0.25, abs=0.01)}  # fmt: skip
    assert found["country"] == {"BR": 1.0}
    assert found["genre"]["rock"] == found["genre"]["pop"] == pytest.approx(0.25, abs=0.01)
    for shares in found.values():
        assert sum(shares.values()) == pytest.approx(1.0)


def test_without_plays_there_are_no_shares() -> None:
    assert tasted([]).shares == {}
