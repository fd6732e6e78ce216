from collections.abc import Iterable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dj.listeners.colisten import floor
from dj.listeners.colisten.floor import kept
from dj.listeners.colisten.rows import Row
from dj.listeners.colisten.table import Gathering, Table


def artists(rows: Iterable[Row]) -> Table:
    gathering = Gathering()
    gathering.take("data", rows)
    return gathering.artists()


people = st.lists(
    st.tuples(st.integers(0, 9), st.integers(0, 12), st.integers(1, 50)), max_size=120
)


def rows(entries: Iterable[tuple[int, int, int]]) -> list[Row]:
    return [Row(f"u{user}", f"Artist {artist}", "", plays) for user, artist, plays in entries]


@given(people)
def test_nothing_that_fewer_than_two_have_played_is_left(
    entries: list[tuple[int, int, int]],
) -> None:
    table = kept(artists(rows(entries)))
    listeners = table.plays.getnnz(axis=0)
    assert (listeners >= floor.LEAST_LISTENERS).all()
    assert len(table.names) == table.plays.shape[1]
    heard_by = {name: {e[0] for e in entries if f"Artist {e[1]}" == name} for name in table.names}
    assert all(len(users) >= floor.LEAST_LISTENERS for users in heard_by.values())


@given(people)
def test_a_table_holds_no_users_name_and_tells_items_by_keys_that_exist(
    entries: list[tuple[int, int, int]],
) -> None:
    table = kept(artists(rows(entries)))
    assert not any("u" + str(user) in text for user in range(10) for text, _ in table.keys)
    assert all(0 <= item < len(table.names) for _, item in table.keys)


def test_of_a_collector_only_the_most_played_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(floor, "MOST_ITEMS", 6)
    many = [Row(f"u{user}", f"Artist {n}", "", 1 + n) for user in range(2) for n in range(20)]
    table = kept(artists(many))
    assert sorted(table.names) == sorted(f"Artist {n}" for n in range(14, 20))
    assert np.array_equal(table.plays.getnnz(axis=1), [6, 6])


def test_of_no_rows_nothing_is_left() -> None:
    assert kept(artists([])).names == ()
