"""`dj search`, as typed."""

import json
from pathlib import Path

import pytest

from tests.acceptance.house import Home, song

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """Three songs."""
    place = Home(tmp_path_factory.mktemp("search"))
    for number, (title, artist) in enumerate(
        [("Harbour", "Ana"), ("Harbour", "Bo"), ("\x1b[31mRed", "Цой")]
    ):
        song(place.music / f"{number}.flac", number, title=title, artist=artist, date="1994")
    place.good("scan", "music")
    return place


def test_songs_are_listed_best_first_with_the_reason(home: Home) -> None:
    lines = home.good("search", "harbour").splitlines()
    assert [line.split("  ", 1)[1] for line in lines] == [
        "Ana - Harbour  (1994)  · the title",
        "Bo - Harbour  (1994)  · the title",
    ]
    assert home.good("search", "artist:bo", "harbour").count("\n") == 1


def test_a_slip_is_told_and_another_script_is_found(home: Home) -> None:
    told = home.run("search", "habrour", "ana")
    assert told.code == 0
    assert "No song has “habrour”; it was read as “harbour”." in told.err
    shown = home.good("search", "tsoi")
    assert "Цой" in shown
    assert "\x1b" not in shown


def test_json_has_everything(home: Home) -> None:
    document = json.loads(home.good("search", "harbour", "--json", "--limit", "1"))
    assert (document["more"], document["personal"]) == (True, False)
    hit = document["hits"][0]
    assert (hit["title"], hit["artist"], hit["because"]) == ("Harbour", "Ana", "the title")
    assert Path(hit["path"]).name == "0.flac"


def test_a14_the_order_is_everybodys_until_it_is_asked_for_otherwise(home: Home) -> None:
    """Two listeners, one order."""
    plain = home.good("--listener", "one", "search", "harbour")
    assert home.good("--listener", "two", "search", "harbour") == plain
    personal = home.run("--listener", "two", "search", "harbour", "--personal")
    assert personal.out == plain
    assert "the order is everybody's" in personal.err


def test_nothing_found_says_so_and_is_no_failure(home: Home) -> None:
    nothing = home.run("search", "zzzz")
    assert (nothing.code, nothing.out) == (0, "")
    assert "No song fits" in nothing.err
    assert home.run("search", "x", "--limit", "0").code == 2
