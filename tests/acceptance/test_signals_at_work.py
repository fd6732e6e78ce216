"""What signals and sources owe: each says something, can be turned off, and none rules alone.

Each test bears the number of the requirement it answers for.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from functools import cache
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from benchmarks.lineups.measures import divergence, ndcg, spread
from benchmarks.lineups.people import Village, village
from benchmarks.many_signals import COUNT, PLANS, lay_plugin, planned
from dj import lineup, resources
from dj.listeners import taste
from dj.model.controls import Dials
from dj.model.listening import Listen, Taste
from dj.model.show import Show
from dj.testing.world import Extent
from dj.units import TrackId
from tests.lineup.listening import MORNING, listen
from tests.lineup.worlds import library, song

pytestmark = pytest.mark.slow

HOUSE = lineup.load_show(resources.find(lineup.SHOWS_FOLDER, "dj.yaml"))


@cache
def people() -> Village:
    """Ten listeners of an invented world, each in the middle of a sitting."""
    return village(Extent(artists=500, tracks=5_000, listeners=10, days=240), 1)


def songs(world: Village, number: int, show: Show = HOUSE) -> list[TrackId]:
    one = world.people[number]
    found = lineup.plan(world.stock, show, one.taste, at=one.at, seed=1, brief=one.brief)
    return [slot.track_id for slot in found.slots]


def test_a07_what_is_ranked_first_is_played_more_than_what_everybody_plays() -> None:
    world = people()
    popular = sorted(world.plays, key=lambda song: (-world.plays[song], song))[:20]
    gains = [
        ndcg(lineup.rank(world.stock, HOUSE, one.taste, at=one.at, seed=1, count=20), one.truth)
        - ndcg(popular, one.truth)
        for one in world.people
    ]
    means = np.random.default_rng(1).choice(gains, (2000, len(gains))).mean(axis=1)
    assert np.quantile(means, 0.025) > 0.0


ALWAYS = tuple(name for name in lineup.SOURCES if name not in {"seed", "wish"})
"""Sources that speak without anything being asked for."""


@pytest.mark.parametrize("name", ALWAYS)
def test_a22_no_source_is_idle_and_none_rules_alone(name: str) -> None:
    world, changed = people(), []
    for number, one in enumerate(world.people):
        whole = lineup.plan(world.stock, HOUSE, one.taste, at=one.at, seed=1, brief=one.brief)
        if any(name in slot.decision.proposals for slot in whole.slots):
            kept = set(songs(world, number, replace(HOUSE, pulls={name: 0.0})))
            changed.append(np.mean([slot.track_id not in kept for slot in whole.slots]))
    assert changed
    assert 0.05 <= np.mean(changed) <= 0.60


def test_a09_the_share_of_unheard_artists_is_in_the_band() -> None:
    world, inside = people(), 0
    low, high = HOUSE.rules.new_artists
    for number, one in enumerate(world.people):
        rows = world.stock.catalogue.rows_of(songs(world, number))
        heard = world.stock.catalogue.artists.best(
            dict.fromkeys(one.taste.heard_artists, 1.0), rows
        )
        inside += low - 1e-9 <= np.mean(heard == 0) <= high + 1e-9
    assert inside >= 0.95 * len(world.people)


def test_sessions_of_thirty_songs_keep_the_listeners_proportions() -> None:
    world = people()
    found = [
        np.mean(list(divergence(world.stock, songs(world, n), one.taste.shares_now).values()))
        for n, one in enumerate(world.people)
    ]
    assert np.median(found) <= 0.15
    assert np.quantile(found, 0.9) <= 0.35


def test_a08_the_dial_of_diversity_spreads_a_session_step_by_step() -> None:
    world = people()
    distances, gains = [], []
    for step in (0.0, 0.25, 0.5, 0.75, 1.0):
        turned = [replace(one, taste=replace(one.taste, dials=Dials(diversity=step)))
                  for one in world.people]  # fmt: skip
        there = replace(world, people=tuple(turned))
        distances.append(np.nanmean([spread(world.stock, songs(there, n)) for n in range(10)]))
        gains.append(np.mean([
            ndcg(lineup.rank(world.stock, HOUSE, one.taste, at=one.at, seed=1, count=20), one.truth)
            for one in turned
        ]))  # fmt: skip
    assert distances == sorted(distances)
    assert distances[-1] > distances[0] + 0.1
    assert gains[2] >= 0.9 * max(gains)


def chains(*, shuffled: bool) -> tuple[list[Listen], list[list[TrackId]]]:
    """Evenings of six songs, mostly in the order of one of twenty habits; and those habits."""
    rng = np.random.default_rng(5)
    known = library(120, 40)
    habits = rng.permutation(120).reshape(20, 6)
    rows: list[Listen] = []
    for day in range(1, 200):
        habit = habits[int(rng.integers(20))]
        order = rng.permutation(habit) if shuffled else habit
        begun = MORNING - timedelta(days=day)
        for number in order.tolist():
            rows.append(listen(known[number], begun))
            begun += timedelta(seconds=known[number].track.duration_s)
    return rows, [[known[number].id for number in habit] for habit in habits]


def foretold(rows: Sequence[Listen], habits: list[list[TrackId]]) -> float:
    """Share of the next songs of a habit that are first among those that follow."""
    follows = taste(rows, [], library(120, 40), listener="me", at=MORNING, time_zone="UTC").follows
    hits = [next(iter(follows.get(before, {})), None) == after
            for habit in habits for before, after in pairwise(habit)]  # fmt: skip
    return float(np.mean(hits))


def test_b10_a_shuffled_history_foretells_the_next_song_worse() -> None:
    ordered, shuffled = (foretold(*chains(shuffled=shuffled)) for shuffled in (False, True))
    assert ordered > 0.7
    assert ordered - shuffled >= 0.1


def test_b11_who_plays_only_the_seventies_is_not_pressed_to_the_new() -> None:
    rng = np.random.default_rng(2)
    years = np.where(np.arange(400) % 2, rng.integers(1970, 1980, 400), 2026).tolist()
    known = [song(n, artist=f"Artist {n % 50}", year=year, energy=float(rng.random()))
             for n, year in enumerate(years)]  # fmt: skip
    rows = [listen(known[2 * int(rng.integers(200)) + 1], MORNING - timedelta(hours=5 * n + 1))
            for n in range(500)]  # fmt: skip
    own: Taste = taste(rows, [], known, listener="me", at=MORNING, time_zone="UTC")
    show = replace(HOUSE, rules=replace(HOUSE.rules, new_artists=(0.0, 1.0)))
    found = lineup.plan(known, show, own, at=MORNING, seed=1)
    year_of = {one.id: one.track.year for one in known}
    new = [slot for slot in found.slots if year_of[slot.track_id] == 2026]
    assert len(new) <= 0.2 * len(found.slots)
    assert all(slot.decision.signals.get("release_date", 0.0) <= 0.01 for slot in new)
    assert not any(slot.theme.value == "new" for slot in found.slots)
    assert "You play hardly anything new: those songs go by mood." in found.relaxed


def test_b12_two_thousand_more_signals_are_asked_once_a_plan_and_change_nothing_twice(
    tmp_path: Path,
) -> None:
    lay_plugin(tmp_path)
    few, one, other = planned(), planned(tmp_path), planned(tmp_path)
    assert one.signals == few.signals + COUNT
    assert one.songs == other.songs
    # All songs at once, and once for each plan: what it costs is told by the benchmark.
    assert one.asked == COUNT * PLANS


def test_b04_every_signal_is_explained_ranged_and_can_be_turned_off() -> None:
    world = people()
    for signal in lineup.SIGNALS.values():
        assert signal.origin or signal.values.__doc__
        assert signal.meaning
        assert signal.reads
        assert signal.span == (0.0, 1.0)
    for name in ("style", "affinity", "exploration"):
        show = replace(HOUSE, weights={name: 0.0})
        one = world.people[0]
        found = lineup.plan(world.stock, show, one.taste, at=one.at, seed=1, brief=one.brief)
        assert not any(name in slot.decision.signals for slot in found.slots)
