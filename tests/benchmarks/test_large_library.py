"""Libraries made as columns are what their songs, laid out one by one, would be."""

from dataclasses import fields

import numpy as np

from benchmarks.large_library import catalogue, listener
from benchmarks.lineup import clocked
from dj.lineup import plan, stock
from dj.lineup.catalogue import Catalogue
from dj.lineup.labels import Labels
from tests.lineup.worlds import AT, SHOW

MADE = catalogue(120)
NOT_OF_SONGS = {"vectors", "has_vector", "centre"}


def test_columns_are_those_of_the_songs() -> None:
    laid_out = Catalogue.of(list(MADE))
    for item in fields(Catalogue):
        made, expected = getattr(MADE, item.name), getattr(laid_out, item.name)
        if item.name in NOT_OF_SONGS | {"explicit"}:
            continue
        if isinstance(made, np.ndarray):
            np.testing.assert_allclose(made, expected, err_msg=item.name)
        elif isinstance(made, Labels):
            assert list(made.names) == list(expected.names), item.name
            assert made.name.tolist() == expected.name.tolist(), item.name
        else:
            assert list(made) == list(expected), item.name


def test_each_part_of_a_plan_is_clocked_and_left_as_it_was() -> None:
    ready, taste = stock(MADE), listener(MADE)
    with clocked() as spent:
        plan(ready, SHOW, taste, at=AT, seed=1)
    assert all(len(times) >= 1 for times in spent.values()), spent
    before = {part: len(times) for part, times in spent.items()}
    plan(ready, SHOW, taste, at=AT, seed=1)
    assert {part: len(times) for part, times in spent.items()} == before
