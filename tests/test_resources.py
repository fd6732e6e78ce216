from pathlib import Path

import pytest

from dj import resources
from dj.errors import ConfigError


def test_the_project_folder_hides_a_packaged_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    packaged = resources.find("voices", "ava.yaml")
    mine = tmp_path / "voices" / "ava.yaml"
    mine.parent.mkdir()
    mine.write_text("mine")
    assert resources.find("voices", "ava.yaml") == mine.resolve() != packaged
    assert resources.listing("voices", "*.yaml")["ava.yaml"] == mine


@pytest.mark.parametrize("name", ["nobody.yaml", "../pyproject.toml", "/etc/passwd"])
def test_what_is_not_there_is_an_error_that_lists_what_is(name: str) -> None:
    with pytest.raises(ConfigError, match="there is no"):
        resources.find("voices", name)


def test_the_repository_is_a_project_for_those_who_work_in_it_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = Path(resources.__file__).parents[1]
    monkeypatch.chdir(root)
    assert not resources.is_shipped(root / "prompts/house")
    assert resources.is_shipped(root / "dj/_data/prompts/house")
    for elsewhere in (tmp_path, Path("/")):
        monkeypatch.chdir(elsewhere)
        assert resources.is_shipped(root / "prompts/house")
        assert not resources.is_shipped(tmp_path / "prompts/house")
