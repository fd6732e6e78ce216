from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from dj.analysis import models
from dj.errors import ModelError

CARD = models.Card(
    name="ear", version="1", source="ear 1", licence="ISC", copyright="nobody", citation="none"
)
ARRAYS = {"b": np.arange(3, dtype=np.float32), "a": np.ones((2, 2), np.float32)}


def test_a_model_comes_back_as_it_was_saved(tmp_path: Path) -> None:
    saved = models.save(tmp_path, CARD, ARRAYS)
    found = models.find(tmp_path, "ear")
    assert found == saved
    assert replace(found.card, sha256="") == CARD
    arrays = models.load(found.path)
    assert arrays["b"].tolist() == [0.0, 1.0, 2.0]
    assert arrays.keys() == ARRAYS.keys()


def test_the_same_arrays_make_the_same_file_and_version(tmp_path: Path) -> None:
    one = models.save(tmp_path / "one", CARD, ARRAYS)
    other = models.save(tmp_path / "other", CARD, dict(reversed(ARRAYS.items())))
    assert one.path.read_bytes() == other.path.read_bytes()
    assert one.version == other.version
    assert models.save(tmp_path / "one", CARD, {}).version != one.version


def test_without_a_card_there_is_no_model(tmp_path: Path) -> None:
    models.save(tmp_path, CARD, ARRAYS).path.with_suffix(".json").unlink()
    assert models.find(tmp_path, "ear") is None
    assert models.find(tmp_path / "nowhere", "ear") is None


@pytest.mark.parametrize("suffix", [".npz", ".json"])
def test_a_changed_file_is_not_used(tmp_path: Path, suffix: str) -> None:
    path = models.save(tmp_path, CARD, ARRAYS).path.with_suffix(suffix)
    path.write_bytes(path.read_bytes()[:-3])
    with pytest.raises(ModelError, match="the model") as error:
        models.find(tmp_path, "ear")
    assert "dj models add ear" in error.value.hint


@pytest.mark.parametrize("junk", [b"", b"PK", b"\x93NUMPY", bytes(100)])
def test_a_file_of_no_arrays_is_a_clean_error(tmp_path: Path, junk: bytes) -> None:
    (tmp_path / "ear.npz").write_bytes(junk)
    with pytest.raises(ModelError, match="cannot be read"):
        models.load(tmp_path / "ear.npz")


def test_removing_takes_both_files_and_can_be_done_twice(tmp_path: Path) -> None:
    models.save(tmp_path, CARD, ARRAYS)
    assert models.names(tmp_path) == ("ear",)
    assert models.remove(tmp_path, "ear")
    assert not models.remove(tmp_path, "ear")
    assert not list(tmp_path.iterdir())
