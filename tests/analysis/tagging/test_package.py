"""Packages that are not what they seem; the real one has a lane of its own."""

import io
import tarfile
import zipfile
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dj.analysis.tagging import package, weights
from dj.errors import DjError, ModelError
from tests.analysis.tagging.test_checkpoint import INDEX, SHARD

FOLDER = "musicnn/MSD_musicnn/"
MEMBERS = {f"{FOLDER}.index": INDEX, f"{FOLDER}.data-00000-of-00001": SHARD}


def wheel(path: Path, members: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return path


def source_archive(path: Path, members: dict[str, bytes]) -> Path:
    with tarfile.open(path, "w:gz") as archive:
        for name, data in members.items():
            info = tarfile.TarInfo(f"musicnn-0.1.0/{name}")
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return path


def refusal(path: Path) -> str:
    found = package.try_read(path)
    assert isinstance(found, ModelError)
    assert found.where == str(path)
    assert found.hint
    return found.message


@pytest.mark.parametrize("pack", [wheel, source_archive])
def test_a_package_is_opened_and_its_arrays_are_missed(pack, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    assert "it has no array" in refusal(pack(tmp_path / "package", MEMBERS))


def test_an_unpacked_package_is_read_too(tmp_path: Path) -> None:
    for name, data in MEMBERS.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(data)
    assert "it has no array" in refusal(tmp_path)


def test_a_package_without_the_model_says_what_it_lacks(tmp_path: Path) -> None:
    assert ".index" in refusal(wheel(tmp_path / "a.whl", {"musicnn/__init__.py": b""}))


def test_a_member_that_swells_is_not_read_to_its_end(tmp_path: Path) -> None:
    swollen = MEMBERS | {f"{FOLDER}.index": bytes(30_000_000)}
    assert "far too large" in refusal(wheel(tmp_path / "a.whl", swollen))


def test_what_is_not_there_says_so(tmp_path: Path) -> None:
    assert refusal(tmp_path / "none.whl") == "is not there."


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(data=st.data())
def test_no_broken_archive_gets_through(data: st.DataObject, tmp_path: Path) -> None:
    pack = data.draw(st.sampled_from([wheel, source_archive]))
    whole = bytearray(pack(tmp_path / "p", MEMBERS).read_bytes())
    for _ in range(data.draw(st.integers(1, 4))):
        whole[data.draw(st.integers(0, len(whole) - 1))] ^= data.draw(st.integers(1, 255))
    (tmp_path / "p").write_bytes(bytes(whole[: data.draw(st.integers(0, len(whole)))]))
    assert refusal(tmp_path / "p")


@pytest.mark.slow
def test_a_worker_brings_the_error_back(tmp_path: Path) -> None:
    (tmp_path / "p.whl").write_bytes(b"PK no")
    with pytest.raises(ModelError, match="no package"):
        package.read(tmp_path / "p.whl")


def test_other_arrays_of_the_right_shapes_are_refused() -> None:
    zeros = {name: np.zeros(shape, np.float32) for name, shape in weights.expected().items()}
    with pytest.raises(DjError, match="not those that were published"):
        weights.check(zeros)
    zeros["dense/bias"][0] = np.nan
    with pytest.raises(DjError, match="'dense/bias' holds what are no numbers"):
        weights.check(zeros)
    del zeros["conv2d/bias"]
    with pytest.raises(DjError, match="'conv2d/bias' is not as it was published"):
        weights.check(zeros)
