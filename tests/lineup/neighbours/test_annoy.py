from pathlib import Path

import msgspec
import numpy as np
import pytest

from dj.errors import LibraryError
from dj.lineup.neighbours.annoy import RECALL, AnnoyBuilder, self_test
from dj.lineup.neighbours.exact import ExactBuilder
from tests.lineup.worlds import vectors

MANY = vectors(1500, np.random.default_rng(0))
ROWS = MANY[:200]


def index_file(folder: Path) -> Path:
    (found,) = folder.glob("*.ann")
    return found


def test_the_installed_annoy_passes_its_self_test() -> None:
    self_test()


def test_the_pool_is_found_to_the_recall_promised() -> None:
    index = AnnoyBuilder().build(MANY, None, 1)
    exact = ExactBuilder().build(MANY, None, 1)
    queries = vectors(30, np.random.default_rng(5))
    found = [np.isin(exact.query(one, 500)[0], index.query(one, 500)[0]).mean() for one in queries]
    assert index.sidecar.recall >= RECALL
    assert np.mean(found) >= RECALL - 0.05


def test_similarities_are_exact_and_nearest_first() -> None:
    rows, similarities = AnnoyBuilder().build(ROWS, None, 1).query(ROWS[4], 50)
    assert rows[0] == 4
    assert similarities == pytest.approx(ROWS[rows] @ ROWS[4], abs=1e-6)
    assert (np.diff(similarities) <= 0).all()


def test_two_builds_give_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one", "two"):
        AnnoyBuilder().build(ROWS, tmp_path / name, 1)
    assert index_file(tmp_path / "one").read_bytes() == index_file(tmp_path / "two").read_bytes()


def test_the_folder_is_reopened_and_answers_alike(tmp_path: Path) -> None:
    built = AnnoyBuilder().build(ROWS, tmp_path, 1)
    before = index_file(tmp_path).stat().st_mtime_ns
    again = AnnoyBuilder().build(ROWS, tmp_path, 1)
    assert index_file(tmp_path).stat().st_mtime_ns == before
    assert again.sidecar == built.sidecar
    assert again.query(ROWS[0], 99)[0].tolist() == built.query(ROWS[0], 99)[0].tolist()


def test_another_matrix_gets_another_generation_and_the_former_stays(tmp_path: Path) -> None:
    for count in (200, 190, 180):
        index = AnnoyBuilder().build(ROWS[:count], tmp_path, 1)
        assert index.sidecar.n == count
    assert len(list(tmp_path.glob("*.ann"))) == 2
    assert not list(tmp_path.glob(".*"))


@pytest.mark.parametrize("damage", [b"", b"not an index", None])
def test_a_damaged_index_is_built_anew(tmp_path: Path, damage: bytes | None) -> None:
    built = AnnoyBuilder().build(ROWS, tmp_path, 1)
    path = index_file(tmp_path)
    path.write_bytes(path.read_bytes()[:-100] if damage is None else damage)
    again = AnnoyBuilder().build(ROWS, tmp_path, 1)
    assert again.query(ROWS[3], 5)[0][0] == 3
    assert again.sidecar == built.sidecar


def test_a_sidecar_that_points_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    folder = tmp_path / "index"
    AnnoyBuilder().build(ROWS, folder, 1)
    outside = tmp_path / "outside.ann"
    index_file(folder).rename(outside)
    (path,) = folder.glob("*.ann.json")
    sidecar = msgspec.json.decode(path.read_bytes())
    path.write_bytes(msgspec.json.encode(sidecar | {"file": "../outside.ann"}))
    AnnoyBuilder().build(ROWS, folder, 1)
    assert index_file(folder).exists()


def test_rows_of_zeros_are_refused() -> None:
    rows = ROWS.copy()
    rows[9] = 0
    with pytest.raises(LibraryError, match="row 9"):
        AnnoyBuilder().build(rows, None, 1)
