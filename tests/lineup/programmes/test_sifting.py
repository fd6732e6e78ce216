from dataclasses import replace
from datetime import date, timedelta

import pytest

from dj.errors import NotEnoughTracks
from dj.model.filter import Filter
from tests.lineup.programmes.halls import MONDAY, arranged, fan, hall, played, released, show
from tests.lineup.worlds import AT, ids, newcomer

SONGS = hall()
WEEKLY, RADAR = show("discover-weekly"), show("release-radar")


@pytest.mark.slow
def test_a09_a11_thirty_songs_of_the_week_are_by_artists_never_heard() -> None:
    taste = fan(SONGS)
    disliked = frozenset(one.id for one in SONGS[100:110])
    taste = replace(taste, disliked=disliked, barred={SONGS[90].id: "you banned this song"})
    by_id = {one.id: one for one in SONGS}
    this, following = (
        ids(played(SONGS, WEEKLY, taste, MONDAY + timedelta(days=7 * week))) for week in (0, 1)
    )
    assert len(this) == len(set(this)) == 30
    assert not {by_id[one].track.artist.casefold() for one in this} & taste.heard_artists
    assert len({by_id[one].track.artist for one in this}) == 30
    assert not set(this) & (disliked | taste.barred.keys())
    assert len(set(this) & set(following)) <= 3


def test_a_newcomers_week_is_told_to_be_everybodys() -> None:
    found = arranged(SONGS, WEEKLY, newcomer(), MONDAY)
    assert any("every artist counts as new" in note for note in found.brief.notes)
    assert len(found.brief.only or ()) > 100


def test_too_few_unheard_artists_make_a_shorter_week_that_says_so() -> None:
    found = arranged(SONGS, WEEKLY, fan(SONGS, artists=113), MONDAY)
    songs = len(found.brief.only or ())
    assert 0 < songs < 30
    assert any(
        f"30 songs are asked for and at most {songs} can play" in note for note in found.brief.notes
    )


def test_no_unheard_artist_at_all_is_told_in_words() -> None:
    with pytest.raises(NotEnoughTracks, match=r"nothing here that was never heard\. "):
        arranged(SONGS, WEEKLY, fan(SONGS, artists=120), MONDAY)


def test_the_hour_does_not_colour_a_list_for_a_week() -> None:
    taste = replace(fan(SONGS), energy_mean=0.6, hour_energy=(-2.0,) * 24, hour_plays=(900.0,) * 24)
    assert arranged(SONGS, WEEKLY, taste, MONDAY).brief.energy == 0.6
    assert arranged(SONGS, show("dj"), taste, MONDAY).brief.energy is None


@pytest.mark.slow
def test_a12_b11_release_radar_knows_real_dates_only_and_plays_liked_artists_first() -> None:
    today = MONDAY.date()
    ages = (0, 5, 27, 28, 29, 60, -1, -20)
    days: list[date | None] = [today - timedelta(days=age) for age in ages] + [None]
    songs = [released(one, days[place % len(days)]) for place, one in enumerate(SONGS)]
    taste = replace(fan(songs), kept_artists={"artist 77": 1.0, "artist 119": 0.2})
    lineup = ids(played(songs, RADAR, taste, MONDAY))
    by_id = {one.id: one.track for one in songs}
    new = {one.id for one in songs if one.track.released and (day := one.track.released.exact)
           and 0 <= (today - day).days <= 28}  # fmt: skip
    assert len(lineup) == 30
    assert set(lineup) <= new
    with_new = {by_id[one].artist for one in new}
    followed = ["Artist 77", "Artist 119"] + [f"Artist {n}" for n in range(28)]
    wanted = {name for name in followed if name in with_new}
    assert wanted <= {by_id[one].artist for one in lineup}


def test_a12_a_library_of_years_alone_has_no_new_release() -> None:
    songs = [released(one, None) for one in SONGS]
    with pytest.raises(NotEnoughTracks, match="no release of the last 28 days is known by its day"):
        arranged(songs, RADAR, fan(songs), MONDAY)


def test_b11_who_plays_old_music_alone_gets_release_radar_too() -> None:
    songs = [*SONGS[:599], released(SONGS[599], MONDAY.date())]
    taste = replace(fan(songs), release_ages=(0.0, 0.0, 0.0, 1.0))
    assert ids(played(songs, RADAR, taste, MONDAY)) == [songs[599].id]


def test_the_field_of_a_filter_that_leaves_nothing_is_told() -> None:
    wanted = replace(show("dj"), filter=Filter(genres=("Polka",)))
    with pytest.raises(NotEnoughTracks, match="nothing of the genre Polka"):
        arranged(SONGS, wanted, newcomer(), AT)
