from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from dj.lineup.programmes.editions import number, on_turn
from dj.model.show import Refresh
from dj.units import TrackId

ids = st.sets(st.text("0123456789abcdef", min_size=4, max_size=8).map(TrackId), max_size=300)


@given(ids, ids, st.integers(0, 10_000), st.integers(1, 30))
def test_two_editions_in_a_row_share_no_song_even_if_the_library_grows(
    one: set[TrackId], more: set[TrackId], edition: int, wanted: int
) -> None:
    first = on_turn(one, edition, wanted, {})
    second = on_turn(one | more, edition + 1, wanted, {})
    assert not first & second


@given(ids, st.integers(1, 30))
def test_every_song_has_its_turn(songs: set[TrackId], wanted: int) -> None:
    turns = [on_turn(songs, edition, wanted, {}) for edition in range(8)]
    assert set().union(*turns) == songs


def test_a_large_library_waits_longer_and_still_has_choice() -> None:
    songs = {TrackId(f"{n:08x}") for n in range(5000)}
    turn = on_turn(songs, 3, 30, {})
    assert 500 < len(turn) < 800
    assert len(on_turn(set(sorted(songs)[:50]), 3, 30, {})) > 15


def test_movements_have_their_turn_together() -> None:
    songs = {TrackId(f"m{n}") for n in range(40)}
    heads = dict.fromkeys(songs, TrackId("m0"))
    turns = [on_turn(songs, edition, 5, heads) for edition in range(2)]
    assert sorted(map(len, turns)) == [0, 40]


@given(st.dates(date(1990, 1, 1), date(2100, 1, 1)))
def test_weeks_are_numbered_from_monday_without_a_gap(day: date) -> None:
    monday = day - timedelta(days=day.weekday())
    assert number(Refresh.WEEK, day) == number(Refresh.WEEK, monday)
    assert number(Refresh.WEEK, monday - timedelta(days=1)) == number(Refresh.WEEK, day) - 1
    assert number(Refresh.DAY, day + timedelta(days=1)) == number(Refresh.DAY, day) + 1
