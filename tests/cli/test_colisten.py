"""`dj colisten` and `dj listener share`, as typed."""

import json
from pathlib import Path

import pytest

from tests.acceptance.house import Home
from tests.listeners.colisten.people import groups, table_text

pytestmark = pytest.mark.slow


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path)


@pytest.fixture
def data(home: Home) -> Path:
    path = home.place / "plays.tsv"
    path.write_text(table_text(list(groups())) + "broken\n")
    return path


def test_data_is_built_shown_built_again_and_removed(home: Home, data: Path) -> None:
    assert home.good("colisten", "show") == "no co-listening data: `dj colisten build DATA`\n"
    built = home.good("colisten", "build", data, "--licence", "made for this test")
    assert "60 listeners" in built
    assert "1 rows not used: the line has too few columns" in built
    shown = home.good("colisten", "show")
    assert "licence: made for this test" in shown
    assert str(data) in shown
    assert home.good("colisten", "build").splitlines()[0] == built.splitlines()[0]
    assert home.good("colisten", "remove") == "It is removed.\n"
    assert home.good("colisten", "remove") == "There was none.\n"


def test_a_licence_that_is_not_said_is_asked_for(home: Home, data: Path) -> None:
    assert "--licence" in home.good("colisten", "build", data)


def test_a_program_can_read_all_of_it(home: Home, data: Path) -> None:
    assert json.loads(home.good("colisten", "show", "--json"))["there"] is False
    built = json.loads(home.good("colisten", "build", data, "--json"))
    assert (built["there"], built["listeners"]) == (True, 60)
    assert list(built["first_refused"].values()) == [f"plays.tsv:{built['sources'][0]['rows'] + 1}"]
    assert json.loads(home.good("colisten", "show", "--json"))["sources"] == built["sources"]
    assert json.loads(home.good("colisten", "remove", "--json"))["removed"] is True


def test_what_is_no_data_is_refused_in_one_line(home: Home) -> None:
    junk = home.place / "junk"
    junk.write_text("not a table\n")
    refused = home.run("colisten", "build", junk)
    assert refused.code == 3
    assert "user, artist, title, plays" in refused.complaint
    assert "too little in common" in home.run("colisten", "build").complaint


def test_damage_is_found_and_told_by_the_doctor(home: Home, data: Path) -> None:
    home.good("colisten", "build", data)
    place = Path(json.loads(home.good("config", "--json"))["settings"]["data"]["value"])
    vectors = next((place / "colisten").glob("build-*/artists-vectors.npy"))
    vectors.write_bytes(vectors.read_bytes()[:-1] + b"?")
    refused = home.run("colisten", "show")
    assert refused.code == 1
    assert "has changed" in refused.complaint


def test_sharing_is_off_until_it_is_turned_on(home: Home) -> None:
    assert "me shares what they play" in home.good("listener", "share", "on")
    off = json.loads(home.good("listener", "share", "off", "--json"))
    assert (off["shared"], off["dropped"]) == (False, False)
