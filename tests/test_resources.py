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
