"""`dj models`, as typed; nothing here opens the network."""

import json
from pathlib import Path

import numpy as np
import pytest

from dj.analysis import models
from dj.analysis.tagging.weights import CARD
from tests.acceptance.house import Home

pytestmark = pytest.mark.slow


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path)


def there(home: Home) -> models.Model:
    """Put a small model of that name where the command looks."""
    folder = Path(json.loads(home.good("config", "--json"))["settings"]["data"]["value"])
    return models.save(folder / "models", CARD, {"a": np.zeros(1, np.float32)})


def test_what_is_not_there_is_listed_with_the_way_to_add_it(home: Home) -> None:
    assert "dj models add musicnn" in home.good("models", "list")
    assert home.good("models", "remove", "musicnn") == "musicnn was not there.\n"


@pytest.mark.parametrize("junk", ["other bytes", "PK"])
def test_a_file_that_is_no_package_is_refused_and_leaves_nothing(home: Home, junk: str) -> None:
    file = home.music / "musicnn.whl"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(junk)
    refused = home.run("models", "add", "musicnn", "--from", file)
    assert refused.code == 1
    assert "no package that can be read" in refused.err
    assert "not there" in home.good("models", "list")


def test_an_unknown_model_is_refused_with_those_there_are(home: Home) -> None:
    refused = home.run("models", "add", "other")
    assert refused.code == 1
    assert "known: musicnn" in refused.err


def test_what_is_there_is_listed_with_its_licence_and_removed(home: Home) -> None:
    model = there(home)
    (row,) = json.loads(home.good("models", "list", "--json"))["models"]
    assert row["installed"]
    assert (row["licence"], row["sha256"]) == ("ISC", model.card.sha256)
    assert json.loads(home.good("models", "remove", "musicnn", "--json"))["removed"]
    assert not list(model.path.parent.iterdir())


def test_a_damaged_model_is_told_and_can_be_removed(home: Home) -> None:
    there(home).path.write_bytes(b"PK")
    assert "is not what its card says" in home.good("models", "list")
    refused = home.run("scan", "--no-analyse", home.place)
    assert refused.code == 0
    assert "removed" in home.good("models", "remove", "musicnn")
