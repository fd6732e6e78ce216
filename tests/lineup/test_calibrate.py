from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dj.lineup import plan
from dj.lineup.calibrate import ALPHA, FULL_SONGS, WEIGHT, Kind, Proportions, in_proportion, kinds
from dj.lineup.catalogue import Catalogue
from dj.lineup.moment import Moment
from dj.model.brief import Brief
from dj.model.filter import Filter
from dj.model.listening import Taste
from tests.lineup.worlds import AT, SHOW, library, listener, newcomer, song

SONGS = [
    replace(one, track=replace(one.track, genres=("jazz",) if n % 4 else ("polka",),
                               year=1994 if n % 3 else 2015, country="BR" if n % 2 else ""))
    for n, one in enumerate(library(240, 60))
]  # fmt: skip
SHARES = {"genre": {"jazz": 0.5, "polka": 0.5}, "era": {"1990s": 0.9, "2010s": 0.1}}


def moment(taste: Taste, brief: Brief | None = None) -> Moment:
    return Moment.of(Catalogue.of(SONGS), taste, AT, np.random.default_rng(1),
                     brief=brief or Brief())  # fmt: skip


def test_a_song_of_two_genres_is_half_of_each_and_one_of_none_like_the_mean() -> None:
    mixed = [song(0, genres=("Jazz", "Polka")), song(1, genres=("jazz",)), song(2)]
    taste = replace(newcomer(), shares={"genre": {"jazz": 0.7, "tango": 0.3}})
    now = Moment.of(Catalogue.of(mixed), taste, AT, np.random.default_rng(1))
    found = {kind.name: kind.amounts.tolist() for kind in kinds(now, np.arange(3))}
    assert found == {"jazz": [0.5, 1.0, 0.7], "tango": [0.0, 0.0, 0.3]}


def test_years_and_countries_are_kinds_where_they_are_known() -> None:
    taste = replace(newcomer(), shares={"era": {"1990s": 1.0}, "country": {"BR": 1.0}})
    found = kinds(moment(taste), np.arange(6))
    assert [(kind.family, kind.amounts.tolist()) for kind in found] == [
        ("era", [0, 1, 1, 0, 1, 1]), ("country", [1, 1, 1, 1, 1, 1]),
    ]  # fmt: skip


def test_without_shares_there_are_no_kinds() -> None:
    assert kinds(moment(newcomer()), np.arange(6)) == ()


@st.composite
def programmes(draw: st.DrawFn) -> tuple[tuple[Kind, ...], list[int]]:
    """Kinds of twelve songs, and an order of some of them."""
    rng = np.random.default_rng(draw(st.integers(0, 10_000)))
    found: list[Kind] = []
    for family in ("genre", "era"):
        shares = rng.dirichlet(np.ones(3))
        table = rng.choice([0.0, 0.5, 1.0], (3, 12))
        found += [Kind(family=family, name=str(n), share=float(shares[n]), amounts=table[n])
                  for n in range(3)]  # fmt: skip
    return tuple(found), rng.permutation(12)[: draw(st.integers(1, 8))].tolist()


@given(programmes())
@settings(max_examples=40)
def test_the_change_told_for_a_replacement_is_the_change_there_is(
    told: tuple[tuple[Kind, ...], list[int]],
) -> None:
    wanted, order = Proportions.of(told[0], len(told[1])), np.array(told[1])
    change = wanted.replacing(order)
    for place in range(order.size):
        for other in range(12):
            after = order.copy()
            after[place] = other
            difference = wanted.cost(after) - wanted.cost(order)
            assert change[place, other] == pytest.approx(difference, abs=1e-9)


def test_the_price_is_the_divergence_times_its_weight() -> None:
    shares, counts = (0.7, 0.3), (5, 5)
    table = np.repeat(np.eye(2), counts, axis=0)
    found = tuple(Kind(family="genre", name=str(n), share=shares[n], amounts=table[:, n])
                  for n in range(2))  # fmt: skip
    smoothed = [(1 - ALPHA) * 0.5 + ALPHA * share for share in shares]
    divergence = sum(p * np.log(p / q) for p, q in zip(shares, smoothed, strict=True))
    cost = Proportions.of(found, 10).cost(np.arange(10))
    assert cost == pytest.approx(WEIGHT * 10 * 10 / FULL_SONGS * divergence)


def test_no_programme_is_cheaper_than_one_in_proportion() -> None:
    table = np.repeat(np.eye(2), (10, 10), axis=0)
    found = tuple(Kind(family="genre", name=str(n), share=share, amounts=table[:, n])
                  for n, share in enumerate((0.6, 0.4)))  # fmt: skip
    wanted = Proportions.of(found, 10)
    costs = [wanted.cost(np.concatenate([np.arange(n), np.arange(10, 20 - n)])) for n in range(11)]
    assert int(np.argmin(costs)) == 6
    assert min(costs) == pytest.approx(0.0, abs=1e-9)


def jazz(taste: Taste, **rules: bool) -> float:
    show = replace(SHOW, rules=replace(SHOW.rules, **rules))  # type: ignore[arg-type]
    order = plan(SONGS, show, taste, at=AT, seed=3).slots
    genre_of = {one.id: one.track.genres[0] for one in SONGS}
    return float(np.mean([genre_of[slot.track_id] == "jazz" for slot in order]))


def test_a_session_plays_genres_in_the_listeners_shares() -> None:
    taste = replace(listener(SONGS), shares={"genre": {"jazz": 0.5, "polka": 0.5}})
    assert jazz(taste) == pytest.approx(0.5, abs=0.1)
    assert jazz(taste, in_proportion=False) > 0.6


def test_what_is_about_something_is_not_put_into_proportion() -> None:
    known = replace(newcomer(), shares=SHARES)
    assert in_proportion(moment(known), SHOW)
    assert not in_proportion(moment(known), replace(SHOW, filter=Filter(genres=("jazz",))))
    assert not in_proportion(moment(known), replace(SHOW, pool="autumn"))
    for brief in (Brief(only=frozenset()), Brief(seeds={SONGS[0].id: 1.0}),
                  Brief(sounds={"mellow": 1.0}), Brief(order=(SONGS[0].id,))):  # fmt: skip
        assert not in_proportion(moment(known, brief), SHOW)
