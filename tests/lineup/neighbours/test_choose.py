from pathlib import Path

import numpy as np
import pytest

from dj.errors import PluginError
from dj.lineup.neighbours import ANNOY_FROM, open_index
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
    with pytest.raises(PluginError, match="annoy, exact"):
        open_index(FEW, name="magic")
