from pathlib import Path

import msgspec
import numpy as np
import pytest

from dj.lineup.neighbours.annoy import AnnoyBuilder, self_test
from dj.lineup.neighbours.approximate import RECALL
from tests.lineup.worlds import vectors

MANY = vectors(800, np.random.default_rng(0))
ROWS = MANY[:200]


def index_file(folder: Path) -> Path:
    (found,) = folder.glob("*.annoy")
    return found


def test_the_installed_annoy_passes_its_self_test() -> None:
    self_test()


@pytest.mark.slow
def test_the_recall_of_the_pool_is_measured_and_kept() -> None:
    sidecar = AnnoyBuilder().build(MANY, None, 1).sidecar
    assert sidecar.recall >= RECALL
    assert sidecar.recall_50 >= sidecar.recall
    assert sidecar.queries == 80


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


def test_a_matrix_that_changed_much_gets_another_generation_and_the_former_stays(
    tmp_path: Path,
) -> None:
    for count in (200, 120, 80):
        index = AnnoyBuilder().build(ROWS[:count], tmp_path, 1)
        assert index.sidecar.n == count
    assert len(list(tmp_path.glob("*.annoy"))) == 2
    assert len(list(tmp_path.iterdir())) == 7
    assert not list(tmp_path.glob(".*"))


def test_a_matrix_that_changed_little_is_served_by_the_index_there_is(tmp_path: Path) -> None:
    AnnoyBuilder().build(ROWS, tmp_path, 1)
    before = index_file(tmp_path).stat().st_mtime_ns
    index = AnnoyBuilder().build(np.concatenate([MANY[200:208], ROWS[:195]]), tmp_path, 1)
    assert index_file(tmp_path).stat().st_mtime_ns == before
    assert index.name.endswith(", 8 fresh, 5 gone")


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
    outside = tmp_path / "outside.annoy"
    index_file(folder).rename(outside)
    (path,) = folder.glob("*.annoy.json")
    sidecar = msgspec.json.decode(path.read_bytes())
    path.write_bytes(msgspec.json.encode(sidecar | {"file": "../outside.annoy"}))
    AnnoyBuilder().build(ROWS, folder, 1)
    assert index_file(folder).exists()
