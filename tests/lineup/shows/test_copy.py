from pathlib import Path

import pytest

from dj import resources
from dj.errors import ConfigError
from dj.lineup import copy_show, load_show


def test_a_copy_has_its_own_name_and_all_the_words(tmp_path: Path) -> None:
    source = resources.find("assets/shows", "dj.yaml")
    path = copy_show(source, "my-hour", tmp_path / "new")
    assert load_show(path).name == "my-hour"
    assert path.read_text("utf-8").count("\n") == source.read_text("utf-8").count("\n")
    assert [one.name for one in path.parent.iterdir()] == ["my-hour.yaml"]


def test_a_copy_never_goes_over_an_existing_file(tmp_path: Path) -> None:
    (tmp_path / "mine.yaml").write_text("precious")
    with pytest.raises(ConfigError, match="already"):
        copy_show(resources.find("assets/shows", "dj.yaml"), "mine", tmp_path)
    assert (tmp_path / "mine.yaml").read_text() == "precious"
    assert len(list(tmp_path.iterdir())) == 1


@pytest.mark.parametrize("name", ["", "../evil", "A", "a b", "-"])
def test_what_is_no_name_makes_no_file(tmp_path: Path, name: str) -> None:
    with pytest.raises(ConfigError, match="lower-case"):
        copy_show(resources.find("assets/shows", "dj.yaml"), name, tmp_path)
    assert not list(tmp_path.iterdir())
