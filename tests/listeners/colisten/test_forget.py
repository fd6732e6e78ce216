from pathlib import Path

import pytest

from dj.listeners import colisten
from tests.listeners.colisten.people import groups, household, table_text


@pytest.fixture
def data(tmp_path: Path) -> Path:
    path = tmp_path / "data.tsv"
    path.write_text(table_text(list(groups(20))))
    return path


def test_what_was_learned_of_a_household_goes_and_the_way_back_is_said(
    tmp_path: Path, data: Path
) -> None:
    folder = tmp_path / "c"
    colisten.build(folder, [data], licence="ours", household=household())
    assert colisten.forget(folder, "secret-name-1")
    assert colisten.load(folder) is None
    assert [path.name for path in folder.iterdir()] == ["current.json"]
    assert "dropped" in colisten.why_absent(folder)
    assert colisten.remembered(folder) == ((data,), "ours")
    assert not colisten.forget(folder, "secret-name-1")


def test_the_next_build_is_without_them(tmp_path: Path, data: Path) -> None:
    people = household()
    colisten.build(tmp_path / "c", [data], licence="", household=people)
    colisten.forget(tmp_path / "c", "secret-name-1")
    people.pop("secret-name-1")
    colisten.build(tmp_path / "c", [data], licence="", household=people)
    never = colisten.build(tmp_path / "d", [data], licence="", household=people)[0]
    model = colisten.load(tmp_path / "c")
    assert model is not None
    assert model.card == never


def test_data_of_public_files_alone_stays(tmp_path: Path, data: Path) -> None:
    colisten.build(tmp_path / "c", [data], licence="", household={})
    assert not colisten.forget(tmp_path / "c", "me")
    assert colisten.load(tmp_path / "c") is not None


def test_without_data_there_is_nothing_to_forget(tmp_path: Path) -> None:
    assert not colisten.forget(tmp_path / "none", "me")


def test_damaged_data_goes_whatever_it_holds(tmp_path: Path, data: Path) -> None:
    colisten.build(tmp_path / "c", [data], licence="", household={})
    (next((tmp_path / "c").glob("build-*")) / "card.json").write_text("{")
    assert colisten.forget(tmp_path / "c", "me")
    assert not (tmp_path / "c").exists()


def test_what_a_killed_build_has_left_goes(tmp_path: Path, data: Path) -> None:
    folder = tmp_path / "c"
    colisten.build(folder, [data], licence="", household={})
    for name in (".build-half", "build-lost"):
        (folder / name).mkdir()
        (folder / name / "artists-letters.npy").write_bytes(b"somebody's")
    assert not colisten.forget(folder, "me")
    assert colisten.load(folder) is not None
    assert len(list(folder.iterdir())) == 2
