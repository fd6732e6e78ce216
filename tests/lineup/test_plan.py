from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dj.errors import ConfigError, NotEnoughTracks
from dj.lineup import plan, stock
from dj.model.brief import Brief
from dj.model.listening import PlayStats, Taste
from dj.model.show import Rules, Segment, Show, Theme
from dj.runner import Limits, Worker
from dj.units import TrackId
from tests.lineup.worlds import (
    AT,
    SHOW,
    gaps,
    ids,
    length_s,
    library,
    listener,
    newcomer,
    planned,
    song,
)

WORLD = library(60, 25)
STOCK = stock(WORLD)
KNOWN = listener(WORLD)
SEEDS = range(4)


def check_hour(seed: int, taste: Taste) -> None:
    lineup = plan(STOCK, SHOW, taste, at=AT, seed=seed, brief=Brief(pins={3: TrackId("t000007")}))
    order = ids(lineup)
    assert len(set(order)) == len(order)
    assert min(gaps(lineup, WORLD), default=4) >= 4
    assert order[3] == "t000007"
    assert abs(length_s(lineup, WORLD) - 3600) <= 45
    assert lineup.relaxed == () or not taste.listens
    assert lineup.lower_bound <= lineup.cost
    if taste.listens:
        new = sum(slot.new_to_listener for slot in lineup.slots) / len(order)
        assert 0.1 <= new <= 0.5


@pytest.mark.parametrize("seed", SEEDS)
def test_an_hour_keeps_every_rule_for_a_listener_with_a_history(seed: int) -> None:
    check_hour(seed, KNOWN)


@pytest.mark.parametrize("seed", SEEDS)
def test_an_hour_keeps_every_rule_for_a_newcomer(seed: int) -> None:
    check_hour(seed, newcomer())


@pytest.mark.slow
def test_two_hundred_hours_keep_every_rule() -> None:
    for seed in range(200):
        check_hour(seed, KNOWN)
        check_hour(seed, newcomer())


def mornings_above_nights(taste: Taste, seeds: range) -> int:
    energy = {one.id: one.analysis.energy for one in WORLD}
    above = 0
    for seed in seeds:
        morning, night = (
            plan(STOCK, SHOW, taste, at=AT.replace(hour=hour), seed=seed) for hour in (7, 23)
        )
        means = [np.mean([energy[one] for one in ids(lineup)]) for lineup in (morning, night)]
        above += bool(means[0] > means[1])
    return above


@pytest.mark.slow
@pytest.mark.parametrize("taste", [newcomer(), KNOWN], ids=["newcomer", "listener"])
def test_a_morning_has_more_energy_than_a_night(taste: Taste) -> None:
    assert mornings_above_nights(taste, range(3)) == 3


@pytest.mark.slow
@pytest.mark.parametrize("taste", [newcomer(), KNOWN], ids=["newcomer", "listener"])
def test_a_morning_has_more_energy_than_a_night_on_two_hundred_seeds(taste: Taste) -> None:
    assert mornings_above_nights(taste, range(200)) >= 190


def test_the_same_seed_gives_the_same_lineup_whatever_the_order_of_the_songs() -> None:
    again = plan(list(reversed(WORLD)), SHOW, KNOWN, at=AT, seed=5)
    assert again == plan(STOCK, SHOW, KNOWN, at=AT, seed=5)


def test_other_seeds_give_other_sessions() -> None:
    sessions = {tuple(ids(plan(STOCK, SHOW, KNOWN, at=AT, seed=seed))) for seed in range(6)}
    assert len(sessions) == 6


def test_signals_sum_to_the_score_exactly() -> None:
    for slot in plan(STOCK, SHOW, KNOWN, at=AT, seed=1).slots:
        assert sum(slot.decision.signals.values()) == slot.decision.score
        assert all(round(value, 6) == value for value in slot.decision.signals.values())


def test_every_slot_has_three_runners_up_that_do_not_play() -> None:
    lineup = plan(STOCK, SHOW, KNOWN, at=AT, seed=1)
    for slot in lineup.slots:
        others = {other.track_id for other in slot.decision.runners_up}
        assert len(others) == 3
        assert not others & set(ids(lineup))


def test_a_reason_disappears_with_its_signal() -> None:
    show = replace(SHOW, weights={"saves": 0.0, "affinity": 0.0})
    for slot in plan(STOCK, show, KNOWN, at=AT, seed=1).slots:
        assert not {"saves", "affinity"} & set(slot.decision.signals)


def test_a_newcomer_is_given_no_personal_reason() -> None:
    personal = {"affinity", "artist_affinity", "artist_hour_affinity", "disliked", "hour_affinity",
                "novelty", "repeat", "rest", "saves", "similar", "skips", "tag_affinity",
                "tag_hour_affinity"}  # fmt: skip
    for slot in plan(STOCK, SHOW, newcomer(), at=AT, seed=1).slots:
        assert not personal & set(slot.decision.signals)
        assert not slot.new_to_listener
        assert slot.theme not in (Theme.FAVOURITES, Theme.DISCOVERY)


def test_a_slot_claims_a_theme_only_where_it_is_true() -> None:
    for seed in range(4):
        for slot in plan(STOCK, SHOW, KNOWN, at=AT, seed=seed).slots:
            if slot.theme is Theme.DISCOVERY:
                assert slot.new_to_listener
            if slot.theme is Theme.FAVOURITES:
                assert slot.decision.signals["affinity"] > 0


def test_a_theme_that_the_library_cannot_serve_goes_by_mood_and_says_so() -> None:
    show = Show(name="new", title="New", clock=(Segment(theme=Theme.NEW, songs=3),), length_s=900)
    old = [song(number, year=1980) for number in range(20)]
    lineup = plan(old, show, newcomer(), at=AT, seed=1)
    assert {slot.theme for slot in lineup.slots} == {Theme.MOOD}
    assert any("new" in sentence for sentence in lineup.relaxed)


def test_segments_follow_the_clock_and_begin_again() -> None:
    clock = (Segment(theme=Theme.MOOD, songs=2), Segment(theme=Theme.MOOD, songs=1))
    show = Show(name="m", title="M", clock=clock, length_s=1200)
    lineup = plan([song(number) for number in range(12)], show, newcomer(), at=AT, seed=1)
    assert [slot.segment for slot in lineup.slots] == [0, 0, 1, 0, 0, 1]


def test_the_first_slot_has_no_join_and_all_others_have_one() -> None:
    first, *others = plan(STOCK, SHOW, KNOWN, at=AT, seed=1).slots
    assert first.join is None
    for slot in others:
        assert slot.join is not None
        parts = slot.join
        weighted = 0.3 * parts.tempo + 0.2 * parts.key + 0.2 * parts.energy + 0.3 * parts.timbre
        assert parts.total == pytest.approx(weighted, abs=1e-5)


def test_a_show_longer_than_the_library_plays_all_of_it_once_and_says_so() -> None:
    few = library(20, 12)
    lineup = plan(few, replace(SHOW, length_s=36_000), newcomer(), at=AT, seed=1)
    assert sorted(ids(lineup)) == sorted(one.id for one in few)
    assert any("All playable songs" in sentence for sentence in lineup.relaxed)


def test_one_artist_alone_bends_separation_and_says_so() -> None:
    lone = [song(number, artist="Only One") for number in range(10)]
    lineup = plan(lone, replace(SHOW, length_s=1000), newcomer(), at=AT, seed=1)
    assert len(lineup.slots) == 5
    assert any("artist" in sentence and "0 apart" in sentence for sentence in lineup.relaxed)


def test_separation_stays_as_large_as_the_library_allows() -> None:
    songs = [song(number, artist=f"Artist {number % 3}") for number in range(12)]
    lineup = plan(songs, replace(SHOW, length_s=36_000), newcomer(), at=AT, seed=1)
    assert min(gaps(lineup, songs)) == 2


def test_featured_artists_count_for_separation() -> None:
    songs = [song(number) for number in range(20)]
    guests = [
        song(number, artist=f"Band {number} feat. Guest", artists=(f"Band {number}", "Guest"))
        for number in range(20, 26)
    ]
    show = replace(SHOW, length_s=3000)
    lineup = plan(songs + guests, show, newcomer(), at=AT, seed=1)
    assert min(gaps(lineup, songs + guests), default=9) >= 4


def test_two_copies_of_a_song_do_not_both_play() -> None:
    songs = [song(number) for number in range(10)]
    copies = [song(number + 50, artist=f"Artist {number}", title=f"Song {number}")
              for number in range(10)]  # fmt: skip
    show = replace(SHOW, length_s=1500)
    for seed in SEEDS:
        lineup = plan(songs + copies, show, newcomer(), at=AT, seed=seed)
        assert len({int(one[1:]) % 50 for one in ids(lineup)}) == len(lineup.slots)


def test_explicit_songs_never_play_where_the_show_forbids_them() -> None:
    songs = [song(number, explicit=number % 2 == 0) for number in range(10)]
    show = replace(SHOW, rules=Rules(allow_explicit=False), length_s=36_000)
    lineup = plan(songs, show, newcomer(), at=AT, seed=1, brief=Brief(pins={0: TrackId("t000000")}))
    assert all(int(one[1:]) % 2 for one in ids(lineup))
    assert any("explicit" in sentence for sentence in lineup.relaxed)


def test_a_song_heard_an_hour_ago_rests() -> None:
    songs = [song(number) for number in range(20)]
    heard = PlayStats(plays=9, skips=0, first_at=AT, last_at=AT - timedelta(hours=1))
    taste = replace(newcomer(), listens=9, plays={TrackId("t000003"): heard},
                    affinity={TrackId("t000003"): 1.0})  # fmt: skip
    show = replace(SHOW, length_s=1500)
    for seed in SEEDS:
        assert "t000003" not in ids(plan(songs, show, taste, at=AT, seed=seed))


def test_resting_songs_play_when_nothing_else_is_left_and_it_is_said() -> None:
    songs = [song(number) for number in range(4)]
    heard = PlayStats(plays=9, skips=0, first_at=AT, last_at=AT - timedelta(hours=1))
    taste = replace(newcomer(), listens=9, plays=dict.fromkeys([one.id for one in songs], heard))
    lineup = plan(songs, SHOW, taste, at=AT, seed=1)
    assert len(lineup.slots) == 4
    assert any("heard in the last 4 h" in sentence for sentence in lineup.relaxed)


def test_no_playable_song_is_an_error_that_names_the_rule() -> None:
    jingles = [song(number, play_s=10.0) for number in range(5)]
    with pytest.raises(NotEnoughTracks, match="shorter than 30 s"):
        plan(jingles, SHOW, newcomer(), at=AT, seed=1)


def test_an_empty_library_is_an_error() -> None:
    with pytest.raises(NotEnoughTracks, match="empty"):
        plan([], SHOW, newcomer(), at=AT, seed=1)


@pytest.mark.parametrize(
    "pins",
    [{0: TrackId("nobody")}, {-1: TrackId("t000001")},
     {0: TrackId("t000001"), 1: TrackId("t000001")}],
)  # fmt: skip
def test_a_pin_that_cannot_be_is_an_error(pins: dict[int, TrackId]) -> None:
    with pytest.raises(ConfigError, match="cannot hold track"):
        plan(STOCK, SHOW, newcomer(), at=AT, seed=1, brief=Brief(pins=pins))


def test_a_pin_beyond_the_last_song_is_told() -> None:
    lineup = plan(
        STOCK, SHOW, newcomer(), at=AT, seed=1, brief=Brief(pins={90: TrackId("t000001")})
    )
    assert any("90" in sentence for sentence in lineup.relaxed)


def test_pins_side_by_side_by_one_artist_are_meant() -> None:
    same = [one.id for one in WORLD if one.track.artist == WORLD[0].track.artist][:2]
    lineup = plan(STOCK, SHOW, KNOWN, at=AT, seed=1, brief=Brief(pins=dict(enumerate(same))))
    assert ids(lineup)[:2] == same
    assert lineup.slots[0].decision.constraints == ("Pinned to this position.",)


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ConfigError, match="time zone"):
        plan(STOCK, SHOW, newcomer(), at=AT.replace(tzinfo=None), seed=1)


def test_an_unknown_signal_is_refused() -> None:
    with pytest.raises(ConfigError, match="moonlight"):
        plan(STOCK, replace(SHOW, weights={"moonlight": 1.0}), newcomer(), at=AT, seed=1)


def test_nothing_measured_still_makes_a_session() -> None:
    blind = [song(number, bpm=None, title=chr(0x202E) * 2000, artist="") for number in range(30)]
    lineup = plan(blind, SHOW, newcomer(), at=AT, seed=1)
    assert len(lineup.slots) >= 17
    joins = [slot.join for slot in lineup.slots if slot.join]
    assert {(join.tempo, join.key, join.timbre) for join in joins} == {(0.5, 0.5, 0.5)}


@settings(max_examples=15, deadline=None)
@given(
    count=st.integers(1, 30),
    artists=st.integers(1, 5),
    seed=st.integers(-5, 1 << 70),
    minutes=st.integers(1, 120),
    known=st.booleans(),
    join_s=st.floats(-400, 60),
)
def test_any_small_library_gives_a_valid_lineup(
    count: int, artists: int, seed: int, minutes: int, known: bool, join_s: float
) -> None:
    songs = library(count, artists)
    taste = listener(songs) if known else newcomer()
    lineup = plan(songs, replace(SHOW, length_s=60.0 * minutes), taste, at=AT, seed=seed,
                  join_s=join_s)  # fmt: skip
    order = ids(lineup)
    assert 1 <= len(order) == len(set(order)) <= count
    assert lineup.lower_bound <= lineup.cost
    assert [slot.position for slot in lineup.slots] == list(range(len(order)))


@pytest.mark.slow
def test_another_process_plans_the_same() -> None:
    with Worker("tests.lineup.worlds:planned", Limits(wall_s=60)) as worker:
        assert worker.call(3) == planned(3)


def test_length_of_joins_is_counted() -> None:
    for join_s in (-15.0, 20.0):
        lineup = plan(STOCK, SHOW, KNOWN, at=AT, seed=2, join_s=join_s)
        assert abs(length_s(lineup, WORLD, join_s) - 3600) <= 45


def test_a_song_kept_away_by_separation_is_told() -> None:
    lone = [song(number, artist="Only One" if number % 2 else "") for number in range(40)]
    lineup = plan(lone, replace(SHOW, length_s=2400), newcomer(), at=AT, seed=1)
    said = {sentence for slot in lineup.slots for sentence in slot.decision.constraints}
    assert any("kept away" in sentence and "shares an artist" in sentence for sentence in said)
