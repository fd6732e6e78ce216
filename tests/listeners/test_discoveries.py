"""A discovery is the first play of thirty seconds or more, once for each track and artist."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dj.listeners.discoveries import by_month, discoveries
from dj.model.listening import Listen

START = datetime(2026, 1, 1, 12, tzinfo=UTC)
LATE = START + timedelta(days=400)


def play(day: float, name: str, played_ms: int | None = 180_000, *, artist: str = "") -> Listen:
    return Listen(started_at=START + timedelta(days=day), artist=artist or f"Artist {name}",
                  title=f"Song {name}", played_ms=played_ms)  # fmt: skip


def hand_made_log() -> list[Listen]:
    """40 first listens, 12 repeats and 5 that ended before 30 seconds."""
    first = [play(number, str(number)) for number in range(40)]
    repeats = [play(number + 50, str(number)) for number in range(12)]
    short = [play(number + 100, f"short {number}", 29_999) for number in range(5)]
    return [*repeats, *short, *first]


def test_forty_first_listens_are_forty_discoveries() -> None:
    found = discoveries(hand_made_log(), until=LATE, zone=UTC)
    assert (len(found.tracks), len(found.artists), found.plays) == (40, 40, 52)
    assert found.share == pytest.approx(40 / 52)


def test_importing_the_log_twice_discovers_nothing_more() -> None:
    once = discoveries(hand_made_log(), until=LATE, zone=UTC)
    assert discoveries(hand_made_log() * 2, until=LATE, zone=UTC) == once


def test_a_short_first_play_waits_for_a_longer_one() -> None:
    found = discoveries([play(0, "a", 29_000), play(3, "a", 30_000)], until=LATE, zone=UTC)
    assert [one.at for one in found.tracks] == [START + timedelta(days=3)]


def test_a_play_of_unknown_length_was_heard_unless_it_was_skipped() -> None:
    told = play(0, "a", None)
    skipped = Listen(started_at=START, artist="B", title="B", skipped=True)
    found = discoveries([told, skipped], until=LATE, zone=UTC)
    assert [one.artist for one in found.artists] == ["Artist a"]


def test_guests_and_spelling_make_no_new_artist() -> None:
    rows = [play(0, "a", artist="Björk"), play(1, "b", artist="BJORK feat. Somebody")]
    found = discoveries(rows, until=LATE, zone=UTC)
    assert (len(found.artists), len(found.tracks)) == (1, 2)


def test_what_is_first_in_the_first_ninety_days_is_provisional() -> None:
    found = discoveries([play(0, "a"), play(89.9, "b"), play(90, "c")], until=LATE, zone=UTC)
    assert [one.provisional for one in found.tracks] == [True, True, False]


def test_older_history_takes_discoveries_back() -> None:
    young = [play(0, "a"), play(100, "b")]
    older = [play(-300, "b"), play(-290, "a")]
    found = discoveries([*young, *older], until=LATE, zone=UTC)
    assert [one.at for one in found.artists] == [START - timedelta(days=300),
                                                 START - timedelta(days=290)]  # fmt: skip


@pytest.mark.parametrize(
    ("later_days", "until_day", "lasting"),
    [((1, 2), 400, True), ((1, 1.2), 400, False), ((1, 27.9), 400, True), ((1, 28), 400, False),
     ((0.1, 0.2), 400, False), ((1,), 20, None), ((1, 2), 20, True)],
)  # fmt: skip
def test_two_later_days_within_twenty_eight_make_it_last(
    later_days: tuple[float, ...], until_day: float, lasting: bool | None
) -> None:
    rows = [play(0, "a"), *(play(day, "a") for day in later_days)]
    found = discoveries(rows, until=START + timedelta(days=until_day), zone=UTC)
    assert [one.lasting for one in found.artists] == [lasting]


def test_days_end_on_the_listeners_clock() -> None:
    rows = [play(0.45, "a"), play(0.55, "a"), play(1.9, "a")]  # 22:48, 01:12 and 09:36 UTC
    assert discoveries(rows, until=LATE, zone=UTC).artists[0].lasting
    auckland = discoveries(rows, until=LATE, zone=ZoneInfo("Pacific/Auckland"))
    assert not auckland.artists[0].lasting
    assert list(by_month(auckland.artists, UTC)) == [(2026, 1)]


def test_nothing_was_discovered_by_nobody() -> None:
    found = discoveries([], until=LATE, zone=UTC)
    assert (found.tracks, found.artists, found.share) == ((), (), None)
    with pytest.raises(ValueError, match="aware"):
        discoveries([], until=datetime(2026, 1, 1), zone=UTC)  # noqa: DTZ001 - the mistake meant


@given(st.lists(st.tuples(st.integers(0, 200), st.integers(0, 9), st.integers(0, 60_000))))
def test_every_track_heard_is_discovered_once(rows: list[tuple[int, int, int]]) -> None:
    log = [play(day, str(name), played) for day, name, played in rows]
    found = discoveries(log, until=LATE, zone=UTC)
    heard = {name for _, name, played in rows if played >= 30_000}
    assert len(found.tracks) == len(found.artists) == len(heard)
    assert list(found.tracks) == sorted(found.tracks, key=lambda one: one.at)


def test_of_two_records_of_one_play_the_one_that_tells_more_counts() -> None:
    for rows in ([play(0, "a", 30_000), play(0, "a", 0)], [play(0, "a", 0), play(0, "a", 30_000)]):
        found = discoveries(rows, until=LATE, zone=UTC)
        assert (len(found.artists), found.plays) == (1, 1)
