from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest

from dj.errors import ConfigError
from dj.lineup.catalogue import Catalogue
from dj.lineup.moment import Moment
from dj.lineup.signals import SIGNALS, Privacy, contributions, weights_of
from dj.model.brief import Brief
from dj.model.listening import PlayStats, Taste
from dj.units import TrackId
from tests.lineup.worlds import AT, SHOW, library, listener, newcomer, song

SONGS = library(40, 10)


def moment(taste: Taste, songs: list[object] | None = None) -> Moment:
    made = Catalogue.of(SONGS if songs is None else songs)  # type: ignore[arg-type]
    return Moment.of(made, taste, AT, np.random.default_rng(1))


def values(name: str, taste: Taste, songs: list[object] | None = None) -> list[float]:
    now = moment(taste, songs)
    found = SIGNALS[name].values(now, np.arange(len(now.catalogue)))
    return [float(value) for value in found]


def stats(*, days: float, plays: int = 3, skips: int = 0) -> PlayStats:
    return PlayStats(plays=plays, skips=skips, first_at=AT, last_at=AT - timedelta(days=days))


@pytest.mark.parametrize("name", SIGNALS)
@pytest.mark.parametrize("taste", [newcomer(), listener(SONGS)], ids=["newcomer", "listener"])
def test_every_signal_is_from_nothing_to_one(name: str, taste: Taste) -> None:
    found = np.array(values(name, taste))
    assert found.shape == (40,)
    assert found.min() >= 0
    assert found.max() <= 1


def test_signals_are_listed_by_name_and_explain_themselves() -> None:
    assert list(SIGNALS) == sorted(SIGNALS)
    assert all(signal.meaning and signal.reads for signal in SIGNALS.values())


@pytest.mark.parametrize(
    "name", [name for name, signal in SIGNALS.items() if signal.privacy is Privacy.NONE]
)
def test_a_signal_without_personal_data_is_the_same_for_everybody(name: str) -> None:
    assert values(name, newcomer()) == values(name, listener(SONGS))


def test_style_is_the_cosine_to_the_nearest_mode() -> None:
    taste = replace(newcomer(), modes=np.stack([SONGS[0].analysis.vector]))
    found = values("style", taste)
    cosine = float(SONGS[0].analysis.vector @ SONGS[9].analysis.vector)
    assert found[0] == pytest.approx(1)
    assert found[9] == pytest.approx(max(0.0, cosine), abs=1e-6)


def test_modes_of_another_space_fall_back_to_the_centre_of_the_library() -> None:
    taste = replace(newcomer(), modes=np.ones((2, 3), np.float32))
    assert values("style", taste) == values("style", newcomer())


def test_a_song_without_a_vector_has_no_style() -> None:
    assert values("style", newcomer(), [song(1), *SONGS[5:]])[0] == 0


def test_rest_grows_with_the_days_and_says_nothing_of_what_was_never_heard() -> None:
    plays = {TrackId("t000000"): stats(days=1), TrackId("t000001"): stats(days=30)}
    found = values("rest", replace(newcomer(), listens=9, plays=plays))
    assert 0 < found[0] < found[1] == pytest.approx(0.5)
    assert found[2] == 0


def test_a_play_in_the_future_counts_as_just_now() -> None:
    plays = {TrackId("t000000"): stats(days=-400)}
    assert values("rest", replace(newcomer(), listens=9, plays=plays))[0] == 0


def test_novelty_needs_a_history() -> None:
    assert set(values("novelty", newcomer())) == {0.0}
    plays = {TrackId("t000000"): stats(days=1)}
    assert values("novelty", replace(newcomer(), listens=300, plays=plays))[:2] == [0, 1]


def test_a_few_plays_do_not_make_the_rest_of_the_library_new() -> None:
    plays = {TrackId("t000000"): stats(days=1)}
    assert set(values("novelty", replace(newcomer(), listens=9, plays=plays))) == {0.0}


def test_skips_speak_against_a_song() -> None:
    plays = {TrackId("t000000"): stats(days=1, plays=0, skips=9)}
    assert values("skips", replace(newcomer(), listens=9, plays=plays))[0] == 0.9
    assert SIGNALS["skips"].default_weight < 0


def test_a_featured_favourite_counts_as_an_artist_liked() -> None:
    guest = song(1, artist="Band feat. Guest", artists=("Band", "Guest"))
    taste = replace(newcomer(), listens=9, artist_affinity={"guest": 0.7})
    assert values("artist_affinity", taste, [guest]) == [0.7]


def test_a_release_of_the_age_that_is_played_most_says_most() -> None:
    songs = [song(number, year=year) for number, year in enumerate((2026, 1980, None, 2040))]
    old = replace(newcomer(), release_ages=(0.1, 0.0, 0.0, 0.0, 0.0, 0.0, 0.9))
    assert values("release_date", old, list(songs)) == pytest.approx([1 / 9, 1, 0, 1 / 9])


def test_without_known_ages_a_release_date_says_nothing() -> None:
    songs: list[object] = [song(0, year=2026)]
    for ages in ((), (1.0,), (0.0,) * 7):
        assert values("release_date", replace(newcomer(), release_ages=ages), songs) == [0]


def test_likings_that_are_not_numbers_say_nothing() -> None:
    taste = replace(newcomer(), affinity={TrackId("t000000"): float("nan"),
                                          TrackId("t000001"): 7.0})  # fmt: skip
    assert values("affinity", taste)[:2] == [0, 1]


def after(*heard: int, taste: Taste) -> list[float]:
    brief = Brief(before=tuple(SONGS[number].id for number in heard))
    now = Moment.of(Catalogue.of(SONGS), taste, AT, np.random.default_rng(1), brief=brief)
    return [float(value) for value in SIGNALS["sequence"].values(now, np.arange(40))]


def test_what_follows_the_latest_songs_is_told_the_older_ones_less() -> None:
    habits = {SONGS[0].id: {SONGS[5].id: 0.8, SONGS[6].id: 0.2}, SONGS[1].id: {SONGS[6].id: 0.6}}
    taste = replace(newcomer(), follows=habits, latest=(SONGS[9].id,))
    found = after(0, 1, taste=taste)
    assert (found[5], found[6], found[7]) == (0.4, 0.6, 0.0)
    assert sum(after(taste=taste)) == 0.0  # nothing is known of what follows song 9
    assert after(taste=replace(taste, latest=(SONGS[0].id,)))[5] == 0.8


def test_what_is_better_known_than_their_own_music_speaks_against_it() -> None:
    known = {SONGS[0].id: 0.2, SONGS[1].id: 0.4, SONGS[2].id: 0.9, SONGS[3].id: 0.1}
    taste = replace(newcomer(), affinity={SONGS[0].id: 1.0, SONGS[1].id: 1.0}, popularity=known)
    assert values("popularity", taste)[:5] == pytest.approx([0, 0.1, 0.6, 0, 0])
    assert SIGNALS["popularity"].default_weight < 0
    assert set(values("popularity", replace(taste, affinity={}))) == {0.0}


def test_editors_speak_for_the_songs_of_their_pools() -> None:
    brief = Brief(editors={SONGS[3].id: "Autumn"})
    now = Moment.of(Catalogue.of(SONGS), newcomer(), AT, np.random.default_rng(1), brief=brief)
    assert SIGNALS["editors"].values(now, np.arange(5)).tolist() == [0, 0, 0, 1, 0]


@pytest.mark.parametrize("name", SIGNALS)
def test_a_signal_that_is_turned_off_is_not_in_the_score(name: str) -> None:
    now, rows = moment(listener(SONGS)), np.arange(40)
    weights = weights_of(SHOW)
    table = contributions(now, rows, weights | {name: 0.0})
    line = list(SIGNALS).index(name)
    assert not table[line].any()
    whole = contributions(now, rows, weights)
    assert np.delete(table, line, axis=0).tolist() == np.delete(whole, line, axis=0).tolist()


@pytest.mark.parametrize("name", SIGNALS)
def test_more_of_its_weight_never_moves_a_signal_the_other_way(name: str) -> None:
    now, rows = moment(listener(SONGS)), np.arange(40)
    weights = weights_of(SHOW)
    less, more = (contributions(now, rows, weights | {name: weight}) for weight in (0.5, 1.0))
    assert (more.sum(axis=0) >= less.sum(axis=0) - 1e-9).all()


def test_contributions_are_weight_times_value_to_six_decimals() -> None:
    now, rows = moment(listener(SONGS)), np.arange(40)
    table = contributions(now, rows, weights_of(SHOW))
    for line, signal in zip(table, SIGNALS.values(), strict=True):
        expected = signal.default_weight * signal.values(now, rows)
        assert line == pytest.approx(expected, abs=5.1e-7)


def test_a_show_changes_only_the_weights_it_names() -> None:
    weights = weights_of(replace(SHOW, weights={"style": 2.5}))
    assert weights["style"] == 2.5
    assert weights["saves"] == SIGNALS["saves"].default_weight


def test_a_weight_for_no_signal_is_an_error() -> None:
    with pytest.raises(ConfigError, match="moon"):
        weights_of(replace(SHOW, weights={"moon": 1}))


def test_rates_of_skips_by_the_hour_stand_in_place_of_the_count() -> None:
    plays = {TrackId("t000000"): stats(days=1, plays=0, skips=9)}
    taste = replace(newcomer(), listens=9, plays=plays, skip_rates={TrackId("t000000"): 0.2})
    assert values("skips", taste)[0] == pytest.approx(0.2)


def test_a_song_rests_as_long_as_its_listener_lets_it_rest() -> None:
    plays = {TrackId("t000000"): stats(days=7), TrackId("t000001"): stats(days=7)}
    taste = replace(newcomer(), listens=9, plays=plays, rest_days={TrackId("t000000"): 7.0})
    found = values("rest", taste)
    assert found[0] == pytest.approx(0.5)
    assert found[1] < 0.3


def test_a_song_that_a_player_has_counted_is_not_new() -> None:
    counted = {TrackId("t000000"): None, TrackId("t000001"): AT - timedelta(days=30)}
    taste = replace(newcomer(), listens=300, counted=counted)
    assert values("novelty", taste)[:3] == [0, 0, 1]
    assert values("rest", taste)[:2] == [0, pytest.approx(0.5)]


def test_genres_are_liked_on_the_mean_of_a_songs_tags() -> None:
    songs: list[object] = [song(0, genres=("Jazz", "Polka")), song(1, genres=("jazz",)), song(2)]
    taste = replace(newcomer(), tag_affinity={"jazz": 0.8}, tag_hour_affinity={"polka": 1.0})
    assert values("tag_affinity", taste, songs) == [0.4, 0.8, 0.0]
    assert values("tag_hour_affinity", taste, songs) == [0.5, 0.0, 0.0]


def test_a_like_taste_speaks_for_songs_and_less_for_all_songs_of_an_artist() -> None:
    songs: list[object] = [song(0, artist="Nia"), song(1, artist="Nia"), song(2)]
    taste = replace(newcomer(), similar={TrackId("t000001"): 0.9}, similar_artists={"nia": 1.0})
    assert values("similar", taste, songs) == [0.7, 0.9, 0.0]


def test_a_centre_of_taste_counts_less_at_an_hour_that_is_not_its_own() -> None:
    modes = np.stack([SONGS[0].analysis.vector, SONGS[9].analysis.vector])
    taste = replace(newcomer(), modes=modes, mode_weights=(0.5, 0.5))
    at_all_hours, now, broken = (
        values("style", replace(taste, mode_weights_now=shares))
        for shares in ((), (0.9, 0.1), (0.2, 0.3, 0.5))
    )
    assert at_all_hours[0] == now[0] == pytest.approx(1.0)
    assert now[9] < 0.5 < at_all_hours[9] == pytest.approx(1.0)
    assert broken == at_all_hours


def test_unity_is_the_cosine_to_the_centre_of_the_hour() -> None:
    modes = np.stack([SONGS[0].analysis.vector, SONGS[9].analysis.vector])
    taste = replace(newcomer(), modes=modes, mode_weights=(0.6, 0.4), mode_weights_now=(0.1, 0.9))
    assert values("unity", taste)[9] == pytest.approx(1.0)
