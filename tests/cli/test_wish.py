"""`dj ask` and `--ask`, as typed."""

import json

import pytest

from tests.acceptance.house import Home, song

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """Six songs of two genres by three artists."""
    place = Home(tmp_path_factory.mktemp("wish"))
    for number in range(6):
        genre = "Latin Jazz" if number % 2 else "Rap"
        artist = ("Ana Luz", "Bo", "Cy")[number % 3]
        song(place.music / f"{number}.flac", number, title=f"Tune {number}", artist=artist,
             genre=genre, date=str(1990 + number))  # fmt: skip
    place.good("scan", "music")
    return place


def test_it_says_what_it_understood_and_plans_nothing(home: Home) -> None:
    text = home.good("ask", "latin,", "no", "rap,", "by", "ana", "luz,", "wombat")
    assert "“latin”: only songs with the genre latin (3 of 6)." in text
    assert "“rap”: nothing with the genre rap (3 songs left out)." in text
    assert "Not understood: “wombat”." in text
    assert "\x1b" not in text
    assert not list(home.place.glob("sessions/*"))


def test_the_document_has_each_part(home: Home) -> None:
    found = json.loads(home.good("ask", "90s latin, 3 songs", "--json"))
    assert [(part["words"], part["use"], part["passing"]) for part in found["clauses"]] == [
        ("90s", "must", 6), ("latin", "must", 3), ("3 songs", "show", None)]  # fmt: skip
    assert found["clauses"][0]["wants"] == [{"years": [1990, 1999]}]
    assert (found["songs"], found["count"], found["problem"]) == (3, 3, "")


def test_a_wish_without_a_song_ends_in_an_error_that_says_why(home: Home) -> None:
    for command in (("ask", "polka"), ("plan", "--ask", "polka")):
        result = home.run(*command)
        assert result.code != 0
        assert "there is no song here with the genre polka" in result.complaint


def test_a_session_plays_what_was_asked_for_and_its_notes_say_so(home: Home) -> None:
    made = json.loads(home.good("plan", "--ask", "latin \udcff, no talk", "--json"))["session"]
    assert made["show"] == "request"
    assert made["asked"]["words"] == "latin ?, no talk"
    assert {track["genres"][0] for track in made["tracks"]} == {"Latin Jazz"}
    assert "“latin”: only songs with the genre latin (3 of 6)." in made["notes"]


def test_the_show_of_wishes_needs_one(home: Home) -> None:
    assert "needs a wish in words" in home.run("plan", "--show", "request").complaint
