"""`dj voices pace`, as typed, with the silent host: its lines take the time they were given."""

import json
from pathlib import Path

import pytest

from tests.acceptance.house import Home

pytestmark = pytest.mark.slow


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path)


def test_a_pace_is_tried_kept_listed_and_forgotten(home: Home) -> None:
    assert "not kept" in home.good("voices", "pace", "quiet", "--try", "--clips", "20")
    assert "pace measured here" not in home.good("voices")
    kept = json.loads(home.good("voices", "pace", "quiet", "--clips", "20", "--json"))
    assert kept["new"]["engine"] == "silent"
    assert json.loads(Path(kept["kept_at"]).read_text())["pace"] == kept["new"]["pace"]
    assert "pace measured here" in home.good("voices")
    assert "Forgotten" in home.good("voices", "pace", "quiet", "--forget")
    assert not Path(kept["kept_at"]).exists()
    assert home.good("voices", "pace", "quiet", "--forget") == "No pace was measured for quiet.\n"


def test_a_name_that_leaves_the_folder_is_no_host(home: Home) -> None:
    assert "there is no '../quiet'" in home.run("voices", "pace", "../quiet", "--forget").err
