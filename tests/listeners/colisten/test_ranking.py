import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dj.listeners.colisten.floor import kept
from dj.listeners.colisten.keys import name_key, track_key
from dj.listeners.colisten.level import Level, learn
from dj.listeners.colisten.ranking import Heard, discovery, familiar, fused
from dj.listeners.colisten.rows import Row
from dj.listeners.colisten.table import Gathering
from tests.listeners.colisten.people import groups


def learned(rows: list[Row], *, tracks: bool = False) -> Level:
    gathering = Gathering()
    gathering.take("data", rows)
    return learn(kept(gathering.tracks() if tracks else gathering.artists()), seed=1)


@pytest.fixture(scope="module")
def level() -> Level:
    return learned(list(groups()))


def heard(level: Level, *names: str) -> Heard:
    items = np.sort(level.find([name_key(name) for name in names]))
    assert (items >= 0).all()
    return Heard(liked=items, known=items)


@pytest.mark.parametrize("order", [familiar, discovery])
def test_who_plays_one_kind_is_offered_more_of_it(level: Level, order: object) -> None:
    assert callable(order)
    items, values = order(level, heard(level, *(f"Kind 2 Artist {n}" for n in range(6))))
    names = [level.name(item) for item in items[:20]]
    assert sum(name.startswith("Kind 2") for name in names) >= 18
    assert (np.diff(values) <= 0).all()
    assert 0 < values.min() <= values.max() <= 1.0


@pytest.mark.parametrize("order", [familiar, discovery])
def test_what_is_known_is_never_offered(level: Level, order: object) -> None:
    assert callable(order)
    liked = heard(level, *(f"Kind 2 Artist {n}" for n in range(6))).liked
    known = np.arange(0, level.size, 2)
    items, _ = order(level, Heard(liked=liked, known=np.union1d(liked, known)))
    assert not np.isin(items, np.union1d(liked, known)).any()


def test_twin_listeners_are_offered_what_the_other_plays() -> None:
    rng = np.random.default_rng(5)
    taste = [f"Kind {kind} Artist {number}" for kind in (0, 3) for number in range(40)]
    twins = rng.permutation(taste)
    shared, first, second = twins[:20], twins[20:35], twins[35:60]
    rows = list(groups(80))
    rows += [Row("twin A", name, f"Song {name}", 5.0) for name in (*shared, *first)]
    rows += [Row("twin B", name, f"Song {name}", 5.0) for name in (*shared, *second)]
    for number in range(3):  # others who play as the second twin does
        rows += [Row(f"friend {number}", name, f"Song {name}", 5.0) for name in (*shared, *second)]
    level = learned(rows, tracks=True)
    items = np.sort(level.find([track_key(x, f"Song {x}") for x in (*shared, *first)]))
    items = items[items >= 0]
    found = [level.name(x) for x in familiar(level, Heard(liked=items, known=items))[0][:20]]
    unheard = {f"{name}\nSong {name}" for name in second}
    assert sum(name in unheard for name in found) >= 12


def test_fused_orders_follow_the_published_formula() -> None:
    items, values = fused([np.array([3, 1]), np.array([1, 2])], 5)
    assert items.tolist() == [1, 3, 2]
    assert values == pytest.approx([(61 / 62 + 1) / 2, 1 / 2, 61 / 62 / 2])


@given(st.lists(st.permutations(range(12)), max_size=3))
def test_a_fused_order_holds_each_item_once_with_values_up_to_1(orders: list[list[int]]) -> None:
    items, values = fused([np.array(order) for order in orders], 12)
    assert len(set(items.tolist())) == len(items) == (12 if orders else 0)
    assert all(0 < value <= 1 + 1e-9 for value in values)
    assert (np.diff(values) <= 1e-12).all()


def test_who_has_heard_nothing_that_is_known_is_offered_nothing(level: Level) -> None:
    nothing = np.zeros(0, np.int64)
    for order in (familiar, discovery):
        assert len(order(level, Heard(liked=nothing, known=nothing))[0]) == 0
    empty = learned([])
    assert empty.size == 0
    assert empty.find(["n:pulp"]).tolist() == [-1]
