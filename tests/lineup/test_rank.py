from dataclasses import replace
from datetime import datetime

import numpy as np
import pytest

from dj.errors import ConfigError
from dj.lineup import LIKELY, rank
from dj.lineup.signals import SIGNALS
from dj.model.controls import Dials
from tests.lineup.listening import MORNING, SONGS, STOCK, tasted, two_lives
from tests.lineup.worlds import SHOW, newcomer

KNOWN = tasted(MORNING)


def test_songs_come_in_the_order_of_one_signal() -> None:
    found = rank(STOCK, {"affinity": 1.0}, KNOWN, at=MORNING, seed=1, count=20)
    assert list(found) == sorted(KNOWN.affinity, key=lambda x: (-KNOWN.affinity[x], x))[:20]


def test_what_is_barred_is_never_listed() -> None:
    first = rank(STOCK, LIKELY, KNOWN, at=MORNING, seed=1, count=5)
    barred = replace(KNOWN, barred=dict.fromkeys(first[:2], "banned"))
    assert rank(STOCK, LIKELY, barred, at=MORNING, seed=1, count=3) == first[2:]
    none = replace(KNOWN, barred={one.id: "banned" for one in SONGS})
    assert rank(STOCK, LIKELY, none, at=MORNING, seed=1, count=3) == ()


def test_all_songs_are_listed_once_and_equal_ones_by_id() -> None:
    found = rank(SONGS, LIKELY, newcomer(MORNING), at=MORNING, seed=1, count=10_000)
    assert list(found) == sorted(one.id for one in SONGS)


def test_a_show_is_weighed_as_the_listener_turned_it() -> None:
    show = replace(SHOW, weights={"exploration": 0.0})
    turned = replace(KNOWN, dials=Dials(discovery=1.0))
    new = [
        np.mean([track not in KNOWN.plays for track in rank(
            STOCK, show, who, at=MORNING, seed=1, count=30)])
        for who in (KNOWN, turned)
    ]  # fmt: skip
    assert new[1] > new[0] + 0.2


def test_a_signal_that_does_not_exist_and_a_moment_without_a_zone_are_refused() -> None:
    with pytest.raises(ConfigError, match="moon"):
        rank(STOCK, {"moon": 1.0}, KNOWN, at=MORNING, seed=1, count=3)
    with pytest.raises(ConfigError, match="time zone"):
        rank(STOCK, LIKELY, KNOWN, at=datetime(2026, 1, 1), seed=1, count=3)  # noqa: DTZ001


def test_what_is_likely_names_signals_that_exist() -> None:
    assert set(LIKELY) <= set(SIGNALS)


@pytest.mark.slow
def test_it_foretells_days_better_than_a_fortnights_count_whether_favourites_stand_or_move() -> (
    None
):
    hits = {"rank": 0, "count": 0}
    for drift in (0, 2):
        rows = two_lives(SONGS, drift=drift)
        for day in sorted({x.started_at.date() for x in rows})[-40::2]:
            at = datetime.combine(day, datetime.min.time(), MORNING.tzinfo)
            past = [x for x in rows if x.started_at < at]
            played = {x.track_id for x in rows if x.started_at.date() == day}
            known = tasted(at, past)
            ranked = rank(STOCK, {"repeat": 1.0}, known, at=at, seed=1, count=12)
            lately = [x.track_id for x in past if (at - x.started_at).days < 14]
            counted = sorted(set(lately), key=lambda x: (-lately.count(x), x or ""))[:12]
            hits["rank"] += len(played & set(ranked))
            hits["count"] += len(played & set(counted))
    assert hits["rank"] > 1.02 * hits["count"]
