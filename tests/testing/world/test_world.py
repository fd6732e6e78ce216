"""The invented world keeps to the regularities that it claims, and is the same every time."""

import hashlib
import subprocess
import sys
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest

from dj.lineup import stock
from dj.testing.world import Extent, World, make_world
from dj.testing.world.diary import Diary, Why

SMALL = Extent(artists=20, tracks=300, listeners=2, days=20)


def digest(world: World) -> str:
    seen = hashlib.sha256()
    for number in range(world.extent.listeners):
        diary = world.diary(number)
        for column in ("started_s", "track", "played_ms", "skipped", "why"):
            seen.update(getattr(diary, column).tobytes())
    seen.update(repr(world.songs()[:50]).encode())
    return seen.hexdigest()


@pytest.fixture(scope="module")
def small() -> World:
    return make_world(SMALL)


def test_the_same_seed_gives_the_same_bytes_and_another_does_not(small: World) -> None:
    assert digest(make_world(SMALL)) == digest(small) != digest(make_world(SMALL, seed=2))


@pytest.mark.slow
def test_another_process_makes_the_same_world(small: World) -> None:
    code = ("from tests.testing.world.test_world import SMALL, digest, make_world;"
            "print(digest(make_world(SMALL)))")  # fmt: skip
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == digest(small)


def test_a_listener_does_not_depend_on_how_many_others_there_are(small: World) -> None:
    crowd = make_world(Extent(artists=20, tracks=300, listeners=9, days=20))
    assert crowd.listens(1) == small.listens(1)


def test_plays_are_in_order_inside_the_time_and_do_not_overlap(small: World) -> None:
    for number in range(2):
        diary = small.diary(number)
        first = (SMALL.until - timedelta(days=20)).timestamp()
        assert diary.started_s.min() >= first
        assert diary.started_s.max() < SMALL.until.timestamp()
        ends = diary.started_s + diary.played_ms / 1000
        assert (diary.started_s[1:] >= ends[:-1]).all()
        assert (diary.played_ms > 0).all()


def test_songs_can_be_planned_with_and_half_are_known_by_name_alone() -> None:
    world = make_world(Extent(artists=60, tracks=600, listeners=1, days=1))
    catalogue = stock(world.songs()).catalogue
    assert len(catalogue) == 600
    assert 0.35 < catalogue.has_vector.mean() < 0.65
    bare = [song for song in catalogue if not song.analysis.vector.size]
    assert {(song.analysis.energy, song.analysis.tempo_bpm) for song in bare} == {(0.5, None)}


def test_resonance_is_a_chance_and_what_is_played_resonates_more(small: World) -> None:
    at = datetime(2026, 10, 1, 19, tzinfo=UTC)
    everything = small.resonances(0, range(300), at)
    assert ((everything > 0) & (everything < 1)).all()
    assert small.resonance(0, 7, at) == everything[7]
    assert everything[small.diary(0).track].mean() > everything.mean() + 0.1


def test_an_unknown_listener_or_an_impossible_world_is_refused(small: World) -> None:
    with pytest.raises(IndexError, match="0 to 1, not 2"):
        small.diary(2)
    with pytest.raises(ValueError, match="4 artists"):
        Extent(artists=10, tracks=5)
    with pytest.raises(ValueError, match="aware"):
        Extent(until=datetime(2026, 1, 1))  # noqa: DTZ001 - the mistake meant


@pytest.mark.slow
def test_a_player_without_lengths_tells_no_early_skips() -> None:
    world = make_world(Extent(artists=20, tracks=300, listeners=6, days=15))
    for number in range(6):
        listens, diary = world.listens(number), world.diary(number)
        if world.person(number).tells_length:
            assert len(listens) == len(diary.track)
            assert all(x.played_ms is not None for x in listens)
        else:
            assert len(listens) < len(diary.track)
            assert all(x.played_ms is None and x.skipped is None for x in listens)


@pytest.fixture(scope="module")
def wide() -> World:
    return make_world(Extent(artists=800, tracks=8000, listeners=8, days=200))


@pytest.fixture(scope="module")
def diaries(wide: World) -> Sequence[Diary]:
    return [wide.diary(number) for number in range(8)]


@pytest.mark.slow
def test_repeats_follow_a_power_law_of_distance(diaries: Sequence[Diary]) -> None:
    """The share of repeats at a distance falls steadily in log–log, by a slope near −1."""
    gaps: list[int] = []
    for number in range(8):
        last: dict[int, int] = {}
        for place, track in enumerate(diaries[number].track.tolist()):
            gaps += [place - last[track]] if track in last else []
            last[track] = place
    edges = 2 ** np.arange(4, 11)
    counts = np.histogram(gaps, edges)[0] / np.diff(edges)
    slope = np.polyfit(np.log(edges[:-1]), np.log(counts), 1)[0]
    assert (np.diff(counts) < 0).all()
    assert -1.9 < slope < -0.5


@pytest.mark.slow
def test_few_artists_have_most_plays_and_few_songs_are_played_very_often(
    wide: World, diaries: Sequence[Diary]
) -> None:
    for number in range(8):
        artists = Counter(wide.tracks.artist[diaries[number].track].tolist())
        plays = np.array(sorted(artists.values(), reverse=True))
        tenth = plays[: max(1, plays.size // 10)].sum() / plays.sum()
        assert 0.25 < tenth < 0.95
        tracks = Counter(diaries[number].track.tolist())
        assert max(tracks.values()) / tracks.total() < 0.1


@pytest.mark.slow
def test_nights_are_quiet_and_evenings_are_not(wide: World, diaries: Sequence[Diary]) -> None:
    hours = np.zeros(24)
    for number in range(8):
        zone = wide.person(number).zone
        starts = [datetime.fromtimestamp(s, zone).hour for s in diaries[number].started_s.tolist()]
        hours += np.bincount(starts, minlength=24) / len(starts)
    assert hours[2:6].mean() < 0.35 * hours[16:21].mean()


@pytest.mark.slow
def test_phases_wax_and_wane(wide: World, diaries: Sequence[Diary]) -> None:
    """An artist is played several times as often inside a strong phase as outside of it."""
    ratios = []
    for number in range(8):
        diary, start_s = diaries[number], (wide.extent.until - timedelta(days=200)).timestamp()
        day = (diary.started_s - start_s) / 86_400
        for phase in wide.person(number).phases:
            inside = (day >= phase.start_day) & (day < phase.start_day + phase.days)
            of_artist = wide.tracks.artist[diary.track] == phase.artist
            if phase.strength > 0.25 and inside.sum() > 100 and (~inside).sum() > 100:
                ratios.append(of_artist[inside].mean() / (of_artist[~inside].mean() + 0.01))
    assert np.median(ratios) > 3


@pytest.mark.slow
def test_what_resonates_less_is_skipped_more(wide: World, diaries: Sequence[Diary]) -> None:
    for number in range(4):
        diary, zone = diaries[number], wide.person(number).zone
        moments = [datetime.fromtimestamp(s, zone) for s in diary.started_s[::7].tolist()]
        truth = np.array(
            [
                wide.resonance(number, track, at)
                for track, at in zip(diary.track[::7].tolist(), moments, strict=True)
            ]
        )
        skipped = diary.skipped[::7]
        assert truth[skipped].mean() < truth[~skipped].mean() - 0.1


@pytest.mark.slow
def test_nothing_is_heard_before_its_release(wide: World, diaries: Sequence[Diary]) -> None:
    for number in range(8):
        diary = diaries[number]
        early = diary.started_s < wide.tracks.released_s[diary.track]
        assert not early.any()


@pytest.mark.slow
def test_every_kind_of_play_occurs(diaries: Sequence[Diary]) -> None:
    kinds = Counter(kind for number in range(8) for kind in diaries[number].why.tolist())
    assert set(kinds) == {*Why}
    assert 0.3 < kinds[Why.REPEAT] / kinds.total() < 0.8
