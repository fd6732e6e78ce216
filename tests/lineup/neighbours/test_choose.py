from pathlib import Path

import numpy as np
import pytest

from dj.errors import PluginError
from dj.lineup.neighbours import ANNOY_FROM, keep_index, kept_index, open_index
from dj.lineup.neighbours.choose import LISTS_FROM, usual
from tests.lineup.worlds import vectors

FEW = vectors(200, np.random.default_rng(0), size=4)


def test_a_small_library_is_searched_exactly(tmp_path: Path) -> None:
    assert open_index(FEW, tmp_path).name == "exact"
    assert not list(tmp_path.iterdir())


def test_an_index_that_cannot_be_kept_is_exact() -> None:
    many = vectors(ANNOY_FROM, np.random.default_rng(0), size=4)
    assert open_index(many).name == "exact"


@pytest.mark.slow
def test_a_large_library_is_searched_with_annoy(tmp_path: Path) -> None:
    many = vectors(ANNOY_FROM, np.random.default_rng(0), size=4)
    assert open_index(many, tmp_path).name.startswith("annoy 20 trees, search_k ")


def test_an_index_can_be_asked_for_by_name() -> None:
    assert open_index(FEW, name="annoy").name.startswith("annoy")


def test_an_unknown_index_is_an_error_that_lists_the_known() -> None:
    with pytest.raises(PluginError, match="annoy, exact, lists"):
        open_index(FEW, name="magic")


def test_the_larger_the_library_the_quicker_the_index() -> None:
    sizes = (0, ANNOY_FROM - 1, ANNOY_FROM, LISTS_FROM - 1, LISTS_FROM)
    assert [usual(size) for size in sizes] == ["exact", "exact", "annoy", "annoy", "lists"]


@pytest.mark.parametrize("name", ["exact", "annoy", "lists"])
def test_an_index_kept_in_a_folder_of_its_own_is_opened_again(name: str, tmp_path: Path) -> None:
    assert keep_index(FEW, tmp_path, name=name) == name
    kept = kept_index(FEW, tmp_path, name=name)
    assert kept.name.startswith(name)
    assert kept.query(FEW[9], 5)[0][0] == 9


@pytest.mark.parametrize("name", ["annoy", "lists"])
def test_an_index_that_is_lost_is_built_again(name: str, tmp_path: Path) -> None:
    keep_index(FEW, tmp_path, name=name)
    for path in tmp_path.glob("style-*"):
        path.write_bytes(b"")
    assert kept_index(FEW, tmp_path, name=name).query(FEW[9], 5)[0][0] == 9
