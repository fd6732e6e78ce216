"""The taste benchmark judges what it should, from the past alone."""

from argparse import Namespace
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from benchmarks.taste.__main__ import by_listener, measured, report
from benchmarks.taste.cases import exported, invented
from benchmarks.taste.days import Case, Day, Plays, columns, days
from benchmarks.taste.measures import Tally, interval, known_artists
from benchmarks.taste.ours import LIKELY_NAME
from benchmarks.taste.rivals import BASE, RIVALS, proposed
from dj.lineup import stock
from dj.model.listening import Listen
from dj.testing.examples import song
from dj.testing.world import Extent

START = datetime(2026, 1, 1, 8, tzinfo=UTC)
SONGS = tuple(song(n, title=f"S{n}", artist=f"A{n}") for n in range(8))
STOCK = stock(SONGS)


def case(plays: Sequence[tuple[float, int]], *, ms: int | None = None) -> Case:
    rows = tuple(
        Listen(started_at=START + timedelta(days=day), artist=f"A{n}", title=f"S{n}",
               played_ms=ms, track_id=SONGS[n].id)
        for day, n in sorted(plays)
    )  # fmt: skip
    return Case(name="me", listens=rows, stock=STOCK, zone=UTC, zone_name="UTC")


def rows_of(numbers: Sequence[int]) -> list[int]:
    return [STOCK.catalogue.row_of[SONGS[n].id] for n in numbers]


def first_day(one: Case, share: float = 0.5) -> tuple[Plays, Day]:
    plays = columns(one)
    return plays, next(iter(days(one, plays, share, 99)))


def test_a_day_knows_only_what_was_played_before_its_first_song() -> None:
    one = case([(day + part / 10, (day + part) % 8) for day in range(10) for part in range(3)])
    plays = columns(one)
    for day in days(one, plays, 0.5, 99):
        assert all(x.started_at < day.at for x in one.listens[: day.listens])
        assert one.listens[day.listens].started_at == day.at
        assert len(day.truth) == 3
        assert (plays.at_s[: day.plays] < day.at.timestamp()).all()


def test_parts_of_a_day_can_be_foretold_by_themselves() -> None:
    one = case([(day + part / 2, 2 * part) for day in range(10) for part in range(2)])
    plays = columns(one)
    found = list(days(one, plays, 0.5, 99, by_part=True))
    assert [len(day.truth) for day in found] == [1] * len(found)
    assert {day.at.hour for day in found} == {8, 20}


def test_what_was_skipped_is_not_the_truth() -> None:
    one = case([(day, day % 8) for day in range(10)], ms=20_000)
    assert list(days(one, columns(one), 0.5, 99)) == []


def test_rivals_look_at_their_own_window() -> None:
    old = [(float(day), 0) for day in range(20)] + [(0.2, 3)]
    lately = [(30.0, 1), (31.0, 1), (31.1, 2), (40.0, 5)]
    plays, day = first_day(case([*old, *lately, (41.0, 6)]), 0.2)
    assert proposed("all time", plays, day, 2) == rows_of([0, 1])
    assert proposed(BASE, plays, day, 2) == rows_of([1, 5])
    assert proposed("last 50 played", plays, day, 3) == rows_of([5, 2, 1])


def test_every_rival_fills_up_with_all_time_and_repeats_nothing() -> None:
    plays, day = first_day(case([(n / 2, n % 8) for n in range(60)]))
    for name in RIVALS:
        rows = proposed(name, plays, day, 8)
        assert sorted(rows) == sorted(rows_of(range(8)))


def test_perfect_proposals_score_one_and_useless_ones_nothing() -> None:
    plays, day = first_day(case([(n / 2, n % 8) for n in range(60)]))
    known = known_artists(plays, day)
    perfect, useless = Tally(), Tally()
    perfect.add(sorted(day.truth), plays, day, known)
    useless.add([row for row in range(8) if row not in day.truth], plays, day, known)
    assert (perfect.recall, perfect.ndcg) == ([1.0], [1.0])
    assert (useless.recall, useless.ndcg) == ([0.0], [0.0])
    assert perfect.new_artists == [0.0]


def test_first_plays_of_an_artist_are_counted() -> None:
    one = case([*((float(n), 0) for n in range(10)), (9.1, 7)])
    plays = columns(one)
    day = list(days(one, plays, 0.2, 99))[-1]
    tally = Tally()
    tally.add(rows_of([0, 7, 6]), plays, day, known_artists(plays, day))
    assert (tally.offered, tally.met) == (2, 1)


def test_an_interval_holds_its_mean_and_a_sure_gain_excludes_nothing() -> None:
    mean, low, high = interval([0.1, 0.2, 0.3, 0.2])
    assert low < mean < high
    assert low > 0
    assert interval([0.5]) == (0.5, 0.5, 0.5)
    assert np.isnan(interval([])[0])


def test_exports_without_a_library_can_be_foretold(tmp_path: Path) -> None:
    path = tmp_path / "log.jsonl"
    path.write_text("".join(
        f'{{"listened_at": {1_767_250_800 + 40_000 * n}, "track_metadata": '
        f'{{"artist_name": "A{n % 5}", "track_name": "S{n % 9}"}}}}\n' for n in range(120)
    ))  # fmt: skip
    one = exported([path], "UTC")
    assert len(one.listens) == 120
    assert len(one.stock.catalogue) == 45
    assert not one.stock.catalogue.has_vector.any()
    found = measured(one, Namespace(share=0.3, days=3, parts=False, ablation=False))
    assert sum(found[LIKELY_NAME].recall) > 0


@pytest.mark.slow
def test_the_whole_report_has_every_way_and_the_base_gains_nothing_over_itself() -> None:
    extent = Extent(artists=60, tracks=600, listeners=2, days=60)
    options = Namespace(share=0.3, days=3, parts=False, ablation=True)
    results = {one.name: measured(one, options) for one in invented(extent, 1)}
    rows: dict[str, Any] = {str(row["name"]): row for row in report(results, 600)}
    assert {*RIVALS, LIKELY_NAME, "only repeat", "dj without repeat"} <= rows.keys()
    assert 0.0 < rows["only novelty"]["pleasing_new"] < rows[BASE]["pleasing"] < 1.0
    assert rows[BASE]["recall_gain"] == (0.0, 0.0, 0.0)
    assert [row["days"] for row in by_listener(results)] == [3, 3]


@pytest.mark.slow
def test_what_is_likely_beats_the_rolling_top_fifty_surely() -> None:
    """On invented listeners: the 95 % interval of the gain in recall lies above nothing."""
    extent = Extent(artists=300, tracks=3_000, listeners=14, days=120)
    options = Namespace(share=0.3, days=8, parts=False, ablation=False)
    results = {one.name: measured(one, options) for one in invented(extent, 5)}
    rows: dict[str, Any] = {str(row["name"]): row for row in report(results, 3_000)}
    mean, low, _ = rows[LIKELY_NAME]["recall_gain"]
    assert low > 0.0, mean
    assert rows[LIKELY_NAME]["pleasing"] > rows[BASE]["pleasing"]
    assert rows["dj show"]["pleasing_new"] > 0.2  # a song by chance pleases with 0.09
