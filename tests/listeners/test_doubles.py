import time
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dj.listeners.doubles import repeated
from dj.model.listening import Listen

START = datetime(2025, 1, 1, tzinfo=UTC)


def play(at_s: float = 0.0, source: str = "spotify", **changes: object) -> Listen:
    names: dict[str, object] = {"artist": "Ana Lee", "title": "Salt", **changes}
    started = START + timedelta(seconds=at_s)
    return Listen(started_at=started, source=source, **names)  # type: ignore[arg-type]


def marks(*listens: Listen) -> list[bool]:
    found: list[bool] = repeated(listens).tolist()
    return found


def test_nothing_and_one_play_are_told_once() -> None:
    assert marks() == []
    assert marks(play()) == [False]


def test_the_same_row_twice_is_one_play() -> None:
    assert marks(play(), play()) == [False, True]


@pytest.mark.parametrize(("apart_s", "is_one"), [(0, True), (30, True), (31, False)])
def test_two_services_within_half_a_minute_tell_one_play(apart_s: float, is_one: bool) -> None:
    assert marks(play(), play(apart_s, "lastfm")).count(True) == is_one


@pytest.mark.parametrize(("apart_s", "is_one"), [(-60, True), (60, True), (61, False)])
def test_minutes_of_an_account_export_are_matched_to_the_minute(
    apart_s: float, is_one: bool
) -> None:
    exact, vague = play(played_ms=200_000), play(apart_s, "spotify-account", within_s=60)
    assert marks(vague, exact) == [is_one, False]


def test_names_are_compared_without_spelling_guests_and_remasters() -> None:
    other = play(5, "lastfm", artist="ANA LEE feat. Bo", title="Salt (2011 Remaster)")
    assert marks(play(), other).count(True) == 1


def test_another_version_is_another_song() -> None:
    assert marks(play(), play(5, "lastfm", title="Salt (Live)")) == [False, False]


def test_the_richer_row_stays_whatever_comes_first() -> None:
    poor, rich = play(10, "lastfm"), play(played_ms=200_000, duration_ms=210_000)
    assert marks(poor, rich) == [True, False]
    assert marks(rich, poor) == [False, True]


def test_a_song_begun_anew_after_it_ended_is_two_plays() -> None:
    first, second = play(played_ms=10_000), play(12, played_ms=200_000)
    assert marks(first, second) == [False, False]


def test_one_service_cannot_play_a_song_over_itself() -> None:
    assert marks(play(played_ms=60_000), play(20, played_ms=60_000)).count(True) == 1


def test_two_short_plays_told_by_two_services_stay_two() -> None:
    exact = [play(0, played_ms=9_000), play(20, played_ms=200_000)]
    vague = [play(-15, "account", within_s=60), play(-14, "account", within_s=60)]
    assert marks(*exact, *vague) == [False, False, True, True]


def test_a_log_of_an_unknown_zone_is_the_same_play_hours_away() -> None:
    log = play(5 * 3600, "scrobbler-log", within_s=14 * 3600)
    assert marks(play(), log) == [False, True]


def test_plays_of_a_day_hide_in_plays_of_the_second() -> None:
    days = [play(0, "daily", within_s=86_400)]
    assert marks(*days, play(70_000), play(3_000)) == [True, False, False]


rows = st.lists(
    st.builds(
        play,
        st.integers(0, 400),
        st.sampled_from(["spotify", "lastfm", "account"]),
        within_s=st.sampled_from([1, 60]),
        played_ms=st.sampled_from([None, 5_000, 100_000]),
        title=st.sampled_from(["Salt", "Tide"]),
    ),
    max_size=12,
)


@given(rows, st.randoms())
def test_the_order_of_rows_makes_no_difference(listens: list[Listen], random: object) -> None:
    def kept(some: list[Listen]) -> list[str]:
        return sorted(repr(row) for row, gone in zip(some, repeated(some), strict=True) if not gone)

    mixed = list(listens)
    random.shuffle(mixed)  # type: ignore[attr-defined]
    assert kept(mixed) == kept(listens)


@given(rows)
def test_what_stays_is_told_by_nothing_else_that_stays(listens: list[Listen]) -> None:
    kept = [row for row, gone in zip(listens, repeated(listens), strict=True) if not gone]
    assert not repeated(kept).any()
    assert bool(kept) == bool(listens)


@pytest.mark.slow
def test_a_long_history_is_never_compared_each_with_each_even_if_all_of_it_is_one_song() -> None:
    many = [play(200 * n, title=f"S {n % 6_000}") for n in range(30_000)]
    many += [play(200 * n + 7, "lastfm", title=f"S {n % 6_000}") for n in range(30_000)]
    for history, twice in ((many, 30_000), ([play(n) for n in range(30_000)], 28_000)):
        began = time.process_time()
        assert repeated(history).sum() >= twice
        assert time.process_time() - began < 15  # usually 0.3; each with each would take minutes
